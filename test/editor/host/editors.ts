import type { Page } from "playwright-core";
import { eventually, speaksOf } from "./eventually.ts";
import { QuickInput } from "./quick-input.ts";

/** The text editors: what a person does with a file. Lines count from 1. */
export class Editors {
  readonly #page: Page;
  readonly #quick: QuickInput;

  constructor(page: Page) {
    this.#page = page;
    this.#quick = new QuickInput(page);
  }

  /** Opens the file of this absolute path, at a line, and waits until the cursor is there. */
  async open(path: string, line = 1): Promise<void> {
    const name = path.split(/[\\/]/).at(-1) ?? path;
    await eventually(
      `the editor of ${path}`,
      async () => {
        await this.#page.keyboard.press("ControlOrMeta+p");
        await this.#quick.type(`${path}:${line}`);
        await this.#page
          .locator(`.quick-input-list .monaco-list-row.focused[aria-label^=${JSON.stringify(name)}]`)
          .waitFor({ timeout: 5000 });
        await this.#quick.enter();
        await this.active(path, 10_000);
        return true;
      },
      () => this.tabs(),
    );
    await this.cursorAt(line);
  }

  /** Moves the cursor of the active editor to a column of a line, its start when left out. */
  async goTo(line: number, column = 1): Promise<void> {
    const ask = this.#page.locator('.quick-input-widget:visible input[aria-label^="Go to line"]');
    await eventually(
      `line ${line} of the active editor`,
      async () => {
        if (!(await ask.isVisible())) await this.#page.keyboard.press("Control+g");
        await ask.fill(`:${line}:${column}`, { timeout: 2000 });
        await this.#quick.enter();
        await ask.waitFor({ state: "hidden", timeout: 2000 });
        return true;
      },
      () => this.tabs(),
    );
    await this.cursorAt(line);
  }

  /** Types at the cursor. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text);
  }

  /** Replaces one line of the active editor, its line break left alone, and waits until it is read there. */
  async replaceLine(line: number, text: string): Promise<void> {
    await eventually(
      `line ${line} to be replaced`,
      async () => {
        await this.goTo(line);
        await this.#page.keyboard.press("Shift+End");
        await this.type(text);
        await eventually(
          "the line as it was typed",
          async () => unbroken(await this.text()).includes(unbroken(text)) || undefined,
          () => this.text(),
          5000,
        );
        return true;
      },
      () => this.text(),
    );
  }

  /** Undoes in the active editor until it is as it was saved; each undo takes back a piece of what was typed. */
  async undoAll(): Promise<void> {
    const dirty = this.#page.locator(".tab.active.dirty");
    await eventually(
      "the active editor to be undone",
      async () => {
        if ((await dirty.count()) === 0) return true;
        const before = await this.text();
        await this.#page.keyboard.press("ControlOrMeta+z");
        await eventually(
          "an undo",
          async () => ((await this.text()) === before ? undefined : true),
          () => this.text(),
          2000,
        );
        return undefined;
      },
      () => this.text(),
    );
  }

  /** Closes every editor; what is not saved is lost. */
  async closeAll(): Promise<void> {
    const discard = this.#page.locator(".monaco-dialog-box .monaco-button", { hasText: "Don't Save" });
    await eventually(
      "all editors to be closed",
      async () => {
        if (await discard.isVisible()) {
          await discard.click({ timeout: 2000 });
          await discard.waitFor({ state: "hidden", timeout: 2000 });
        } else if ((await this.tabs()).length > 0) {
          await this.#page.keyboard.press("ControlOrMeta+k");
          await this.#page.keyboard.press("ControlOrMeta+w");
        }
        return (await this.tabs()).length === 0 && !(await discard.isVisible()) ? true : undefined;
      },
      () => this.tabs(),
    );
  }

  /** Saves the active editor until it is no longer dirty. */
  async save(): Promise<void> {
    const dirty = this.#page.locator(".tab.active.dirty");
    await eventually(
      "the active editor to be saved",
      async () => {
        await this.#page.keyboard.press("ControlOrMeta+s");
        await dirty.waitFor({ state: "detached", timeout: 3000 });
        return true;
      },
      () => this.tabs(),
    );
  }

  /** Waits until the active editor shows the file whose path ends so. */
  async active(pathEnd: string, timeout?: number): Promise<void> {
    const end = pathEnd.replaceAll("\\", "/");
    await eventually(
      `${pathEnd} in the active editor`,
      async () => ((await this.#uri())?.endsWith(end) ? true : undefined),
      async () => (await this.#uri()) ?? "no text editor",
      timeout,
    );
  }

  /** The lines in sight of the active editor; long files show only a window of themselves. */
  async text(): Promise<string> {
    const lines = await this.#page
      .locator(".editor-group-container.active .view-line")
      .evaluateAll((elements) =>
        elements
          .map((element) => ({ top: Number.parseFloat(element.style.top), text: element.textContent }))
          .sort((one, other) => one.top - other.top)
          .map(({ text }) => text.replaceAll("\u00a0", " ")),
      );
    return lines.join("\n");
  }

  /** Waits until the lines in sight of the active editor match. */
  async shows(pattern: RegExp): Promise<void> {
    await eventually(
      `${pattern} in the active editor`,
      async () => (pattern.test(await this.text()) ? true : undefined),
      () => this.text(),
    );
  }

  /** The labels of the open tabs. */
  async tabs(): Promise<readonly string[]> {
    return this.#page
      .locator(".tab")
      .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute("aria-label") ?? ""));
  }

  /** Waits for a tab whose label speaks of `wanted`. */
  async tab(wanted: string | RegExp, timeout?: number): Promise<void> {
    await eventually(
      `a tab ${wanted}`,
      async () => ((await this.tabs()).some((tab) => speaksOf(tab, wanted)) ? true : undefined),
      () => this.tabs(),
      timeout,
    );
  }

  /** Waits until the cursor, or the end of the selection, is in a line. */
  async cursorAt(line: number): Promise<void> {
    const position = this.#page.locator("#status\\.editor\\.selection");
    await eventually(
      `the cursor in line ${line}`,
      async () => ((await position.innerText({ timeout: 2000 })).includes(`Ln ${line},`) ? true : undefined),
      () => position.allInnerTexts(),
    );
  }

  async #uri(): Promise<string | undefined> {
    const editor = this.#page.locator(".editor-group-container.active .monaco-editor[role=code]").first();
    const uri = (await editor.count()) > 0 ? await editor.getAttribute("data-uri", { timeout: 2000 }) : null;
    return uri === null ? undefined : decodeURIComponent(uri);
  }
}

/** A text without what a wrapped line adds or hides. */
function unbroken(text: string): string {
  return text.replaceAll(/\s+/g, "");
}
