import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";

/**
 * Notifications. An editor under test shows none by itself: they go to the notification centre, which this opens.
 */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for a notification that contains `text`. */
  async has(text: string): Promise<void> {
    await eventually(
      `a notification "${text}"`,
      async () => ((await this.messages()).some((message) => message.includes(text)) ? true : undefined),
      () => this.messages(),
    );
  }

  /** The messages in the centre, newest first. */
  async messages(): Promise<readonly string[]> {
    await this.#open();
    return this.#shown().allInnerTexts();
  }

  /** Presses a button of the notification that contains `text`. */
  async press(text: string, button: string): Promise<void> {
    await this.has(text);
    const item = this.#page
      .locator(".notifications-center .notification-list-item", { hasText: text })
      .first();
    // By the keyboard: a hover that stands over the button would catch a click.
    await item.locator(".monaco-button", { hasText: button }).press("Enter");
  }

  /** Empties and closes the centre; nothing to do where it was not opened. */
  async clear(): Promise<void> {
    const all = this.#page.locator('.notifications-center [aria-label^="Clear All Notifications"]');
    await eventually(
      "no notifications",
      async () => {
        if (!(await this.#centre().isVisible())) return true;
        if ((await this.#shown().count()) > 0) await all.click({ timeout: 2000 });
        // What goes on, such as a run, stays in the centre.
        await this.#page.keyboard.press("Escape");
        await this.#centre().waitFor({ state: "hidden", timeout: 2000 });
        return true;
      },
      () => this.#shown().allInnerTexts(),
    );
  }

  async #open(): Promise<void> {
    if (await this.#centre().isVisible()) return;
    await this.#page.locator("#status\\.notifications a").click({ timeout: 5000 });
    await this.#centre().waitFor({ timeout: 5000 });
  }

  #shown() {
    return this.#page.locator(".notifications-center .notification-list-item-message");
  }

  #centre() {
    return this.#page.locator(".notifications-center.visible");
  }
}
