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
    await this.#open(title);
    await this.#quick.pick(exactly(title));
    await eventually(
      `the command palette to give way to "${title}"`,
      async () => ((await this.#input().isVisible()) ? undefined : true),
      async () => this.#page.locator(".quick-input-widget:visible").allInnerTexts(),
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
