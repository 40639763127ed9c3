import type { Page } from "playwright-core";
import type { Editors } from "./editors.ts";
import { eventually } from "./eventually.ts";
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

  /** Opens the menu at a line and returns its titles; waits until there is one. */
  async offers(line: number): Promise<readonly string[]> {
    await this.#editors.goTo(line);
    await eventually(
      `quick fixes in line ${line}`,
      async () => {
        await this.#page.keyboard.press("ControlOrMeta+.");
        await this.#page
          .locator(".action-widget:visible .monaco-list-row.action")
          .first()
          .waitFor({ timeout: 2000 });
        return true;
      },
      () => this.#editors.text(),
    );
    return (await this.#menu.all()).filter((row) => row.label !== "").map((row) => row.text);
  }

  /** Opens the menu at a line and applies the fix of that title. */
  async apply(line: number, title: string | RegExp): Promise<void> {
    await this.offers(line);
    await this.#menu.click(title);
  }
}
