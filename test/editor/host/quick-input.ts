import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { Rows } from "./rows.ts";

/** The quick pick or input box at the top of the window, whoever opened it. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;
  /** What a quick pick offers. */
  readonly options: Rows;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator(".quick-input-widget:visible");
    this.#input = this.#widget.locator("input.input");
    this.options = new Rows(page, this.#widget.locator(".quick-input-list"), "the quick pick");
  }

  /** Waits until a quick pick or input box is open that says `text` in its title, prompt or placeholder. */
  async opened(text = "", timeout?: number): Promise<void> {
    await eventually(
      `a quick pick or input box saying "${text}"`,
      async () => ((await this.#says()).includes(text) && (await this.#input.isVisible()) ? true : undefined),
      async () => (await this.#says()) || "none open",
      timeout,
    );
  }

  /** Waits until the box is gone. */
  async closed(): Promise<void> {
    await eventually(
      "the quick input to close",
      async () => ((await this.#widget.count()) === 0 ? true : undefined),
      () => this.#says(),
    );
  }

  /** Replaces what stands in the box. */
  async type(text: string): Promise<void> {
    await this.#input.fill(text, { timeout: 5000 });
  }

  /** Chooses an option of a quick pick. */
  async pick(option: string | RegExp): Promise<void> {
    await this.options.click(option);
  }

  /** Presses Enter, once. */
  async enter(): Promise<void> {
    await this.#page.keyboard.press("Enter");
  }

  /** Types into the box, when a text is given, and confirms until the box is gone or asks something else. */
  async accept(text?: string): Promise<void> {
    if (text !== undefined) await this.type(text);
    const asked = await this.#says();
    const press = () => this.#input.press("Enter", { timeout: 5000 });
    await press();
    await eventually(
      `the quick input to go on from "${asked}"`,
      async () => {
        const wentOn = () => this.#says().then((says) => says !== asked || undefined);
        return eventually("another question or none", wentOn, wentOn, 5000).catch(press).then(wentOn);
      },
      () => this.#says(),
    );
  }

  /** Types into the box and confirms until it is gone: one that is still being checked misses the key. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await eventually(
      "the quick input to take the answer",
      async () => {
        if ((await this.#widget.count()) === 0) return true;
        await this.#input.press("Enter", { timeout: 2000 });
        await this.#widget.waitFor({ state: "hidden", timeout: 1000 });
        return true;
      },
      () => this.#says(),
    );
  }

  /** Presses Escape until the box is gone: one that is being filled may miss the first. */
  async cancel(): Promise<void> {
    await eventually(
      "the quick input to close",
      async () => {
        if ((await this.#widget.count()) === 0) return true;
        await this.#input.press("Escape", { timeout: 2000 }).catch(() => undefined);
        return undefined;
      },
      () => this.#says(),
    );
  }

  /** Waits until the box says `text` below what is typed, such as that it is not valid. */
  async says(text: string): Promise<void> {
    const messages = this.#widget.locator(".quick-input-message");
    await eventually(
      `a quick input saying "${text}"`,
      async () => ((await messages.allInnerTexts()).join(" ").includes(text) ? true : undefined),
      () => messages.allInnerTexts(),
    );
  }

  /** Title, prompt and placeholder; not the options, which may hold any words. */
  async #says(): Promise<string> {
    const parts = ".quick-input-title, .quick-input-message, .quick-input-description";
    const written = await this.#widget.locator(parts).allInnerTexts();
    const hints = await this.#input.evaluateAll((inputs) =>
      inputs.map(
        (input) => `${input.getAttribute("placeholder") ?? ""} ${input.getAttribute("aria-label") ?? ""}`,
      ),
    );
    return [...written, ...hints].join(" ");
  }
}
