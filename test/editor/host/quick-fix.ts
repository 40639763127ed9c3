import type { Page } from "playwright-core";
import type { Editors } from "./editors.ts";
import { eventually, speaksOf } from "./eventually.ts";
import { Rows } from "./rows.ts";

/** The quick-fix menu of the active editor. */
export class QuickFix {
  readonly #page: Page;
  readonly #editors: Editors;
  readonly #menu: Rows;

  constructor(page: Page, editors: Editors) {
    this.#page = page;
    this.#editors = editors;
    this.#menu = new Rows(page, page.locator(".action-widget:visible .monaco-list"), "the quick-fix menu");
  }

  /** What the menu offers at a line, as soon as it offers `wanted`. The menu is closed again. */
  async offers(line: number, wanted: string | RegExp): Promise<readonly string[]> {
    const titles = await this.#open(line, wanted);
    await this.#close();
    return titles;
  }

  /** Opens the menu at a line and applies the fix of that title. */
  async apply(line: number, title: string | RegExp): Promise<void> {
    await this.#open(line, title);
    await eventually(
      `the quick fix ${title} to be taken`,
      async () => {
        if ((await this.#actions().count()) === 0) return true;
        await this.#menu.click(title);
        await this.#gone();
        return true;
      },
      async () => (await this.#menu.all()).map(({ text }) => text),
    );
  }

  /** Opens the menu again and again until it offers `wanted`: what it offers does not change while it is open. */
  async #open(line: number, wanted: string | RegExp): Promise<readonly string[]> {
    await this.#editors.goTo(line);
    let titles: readonly string[] = [];
    return eventually(
      `a quick fix ${wanted} in line ${line}`,
      async () => {
        await this.#page.keyboard.press("ControlOrMeta+.");
        await this.#actions().first().waitFor({ timeout: 2000 });
        titles = (await this.#menu.all()).filter(({ label }) => label !== "").map(({ text }) => text);
        if (titles.some((title) => speaksOf(title, wanted))) return titles;
        await this.#close();
        return undefined;
      },
      async () => titles,
    );
  }

  async #close(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#gone();
  }

  async #gone(): Promise<void> {
    await this.#actions().first().waitFor({ state: "hidden", timeout: 5000 });
  }

  #actions() {
    return this.#page.locator(".action-widget:visible .monaco-list-row.action");
  }
}
