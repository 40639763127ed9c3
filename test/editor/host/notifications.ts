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
    return this.#page.locator(".notifications-center .notification-list-item-message").allInnerTexts();
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
    if (!(await this.#centre().isVisible())) return;
    await this.#page.locator('.notifications-center [aria-label^="Clear All Notifications"]').click();
    if (await this.#centre().isVisible()) await this.#page.keyboard.press("Escape");
  }

  async #open(): Promise<void> {
    if (await this.#centre().isVisible()) return;
    await this.#page.locator("#status\\.notifications a").click();
    await this.#centre().waitFor({ timeout: 5000 });
  }

  #centre() {
    return this.#page.locator(".notifications-center.visible");
  }
}
