import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";

/** The modal dialog in front of the window. */
export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async isOpen(): Promise<boolean> {
    return this.#page.locator(".monaco-dialog-box").isVisible();
  }

  /** Waits for a dialog that contains `text`, and returns all it says. */
  async opened(text: string): Promise<string> {
    const said = this.#page.locator(".monaco-dialog-box .dialog-message-row");
    return eventually(
      `a dialog "${text}"`,
      async () => (await said.allInnerTexts()).find((message) => message.includes(text)),
      () => said.allInnerTexts(),
    );
  }

  async buttons(): Promise<readonly string[]> {
    return this.#page.locator(".monaco-dialog-box .monaco-button").allInnerTexts();
  }

  /** Presses a button until the dialog is gone. */
  async press(button: string): Promise<void> {
    const box = this.#page.locator(".monaco-dialog-box");
    const wanted = box.locator(".monaco-button", { hasText: button });
    await wanted.waitFor();
    await eventually(
      `“${button}” to close the dialog`,
      async () => {
        if (await box.isVisible()) await wanted.click({ timeout: 2000 });
        await box.waitFor({ state: "hidden", timeout: 5000 });
        return true;
      },
      () => this.buttons(),
    );
  }
}
