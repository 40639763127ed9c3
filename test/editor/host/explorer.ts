import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import type { Palette } from "./palette.ts";
import { Rows } from "./rows.ts";

/** The Explorer: the workspace's files and folders. */
export class Explorer {
  readonly #page: Page;
  readonly #palette: Palette;
  readonly rows: Rows;

  constructor(page: Page, palette: Palette) {
    this.#page = page;
    this.#palette = palette;
    this.rows = new Rows(page, page.locator('[role=tree][aria-label="Files Explorer"]'), "the Explorer");
  }

  async open(): Promise<void> {
    await this.#palette.run("File: Focus on Files Explorer");
  }

  /** Waits until a file or folder in sight bears a badge that `test` accepts; no badge is "". */
  async badge(name: string, test: (badge: string) => boolean): Promise<string> {
    return eventually(
      `a badge on ${name}`,
      async () => {
        const badge = await this.#badge(name);
        return test(badge) ? badge : undefined;
      },
      () => this.#badge(name),
    );
  }

  /** Chooses an item of the menu of a file or folder; a menu that was drawn away is opened again. */
  async menu(name: string, item: string): Promise<void> {
    // The menu is drawn in a shadow tree, which the locators look into.
    const entry = this.#page.locator(".monaco-menu .action-label", { hasText: item });
    await eventually(
      `“${item}” in the menu of ${name}`,
      async () => {
        if ((await entry.count()) === 0) await this.#row(name).click({ button: "right", timeout: 2000 });
        await entry.hover({ timeout: 2000 });
        await entry.click({ timeout: 2000 });
        return true;
      },
      () => this.#page.locator(".monaco-menu").allInnerTexts(),
    );
  }

  /** Gives a file or folder in sight another name. */
  async rename(name: string, to: string): Promise<void> {
    const box = this.#page.locator(".explorer-item-edited input");
    await eventually(
      `the box for the name of ${name}`,
      async () => {
        if ((await box.count()) === 0) {
          await this.#row(name).click({ timeout: 2000 });
          await this.#page.keyboard.press("F2");
        }
        await box.fill(to, { timeout: 2000 });
        await box.press("Enter");
        await box.waitFor({ state: "hidden", timeout: 3000 });
        return true;
      },
      async () => (await this.rows.all()).map(({ text }) => text),
    );
  }

  async #badge(name: string): Promise<string> {
    return this.#row(name)
      .locator(".monaco-icon-label")
      .first()
      .evaluate((label) => {
        const content = label.ownerDocument.defaultView?.getComputedStyle(label, "::after").content ?? "none";
        return content === "none" ? "" : content.replaceAll('"', "");
      });
  }

  /** What a screen reader hears of a row begins with its name. */
  #row(name: string) {
    const spoken = [
      `=${JSON.stringify(name)}`,
      `^=${JSON.stringify(`${name} `)}`,
      `^=${JSON.stringify(`${name},`)}`,
    ];
    const rows = spoken.map((label) => `.monaco-list-row[aria-label${label}]`).join(", ");
    return this.#page.locator('[role=tree][aria-label="Files Explorer"]').locator(rows).first();
  }
}
