import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { QuickInput } from "./quick-input.ts";

/** The command palette. */
export class Palette {
  readonly #page: Page;
  readonly #quick: QuickInput;

  constructor(page: Page) {
    this.#page = page;
    this.#quick = new QuickInput(page);
  }

  /** Runs the command of exactly this title, category and all ("Lockstep: Check"). */
  async run(title: string): Promise<void> {
    const row = this.#page.locator(".quick-input-list .monaco-list-row.focused");
    const offered: string[] = [];
    await eventually(
      `the command "${title}" to be run`,
      async () => {
        await this.#open(title);
        // What is typed ranks the command of that very title first. One that an extension has still to bring is
        // offered when it is asked for again.
        await row.waitFor({ timeout: 2000 });
        const label = (await row.getAttribute("aria-label", { timeout: 2000 })) ?? "";
        if (!exactly(title).test(label)) {
          offered.push(label);
          await this.#input().fill(">", { timeout: 2000 });
          return undefined;
        }
        await this.#quick.enter();
        await this.#input().waitFor({ state: "hidden", timeout: 5000 });
        return true;
      },
      async () => offered,
    );
  }

  /** The titles that the palette offers for what is typed. */
  async offers(typed: string): Promise<readonly string[]> {
    await this.#open(typed);
    const rows = await this.#quick.options.until(`answers to "${typed}"`, (found) => found.length > 0);
    await this.#quick.cancel();
    return rows.map((row) => row.label);
  }

  async #open(typed: string): Promise<void> {
    const input = this.#input();
    await eventually(
      "the command palette",
      async () => {
        if (!(await input.isVisible())) {
          await this.#page.keyboard.press("F1");
          await input.waitFor({ timeout: 3000 });
        }
        await input.fill(`>${typed}`, { timeout: 3000 });
        return true;
      },
      async () => this.#page.locator(".quick-input-widget:visible").allInnerTexts(),
    );
  }

  #input() {
    return this.#page.locator('.quick-input-widget:visible input[aria-label^="Type the name of a command"]');
  }
}

/** A row's label is the title, then perhaps its key binding or "recently used" after a comma. */
function exactly(title: string): RegExp {
  return new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(,|$)`);
}
