import type { Page } from "playwright-core";
import { eventually, speaksOf } from "./eventually.ts";

/** One item of the status bar, known by a part of its id (`<publisher>.<extension>.<item>`). */
export class StatusItem {
  readonly #page: Page;
  readonly #id: string;

  constructor(page: Page, id: string) {
    this.#page = page;
    this.#id = id;
  }

  /** Waits until the item's text or label speaks of `wanted`, and returns its text. */
  async says(wanted: string | RegExp): Promise<string> {
    return eventually(
      `the status-bar item "${this.#id}" to say ${wanted}`,
      async () => {
        const item = this.#item();
        if ((await item.count()) === 0) return undefined;
        const text = (await item.innerText({ timeout: 2000 })).replace(/\s+/g, " ").trim();
        const label = (await item.getAttribute("aria-label", { timeout: 2000 })) ?? "";
        return speaksOf(text, wanted) || speaksOf(label, wanted) ? text : undefined;
      },
      () =>
        this.#page
          .locator(".statusbar-item")
          .evaluateAll((items) =>
            items.map((item) => `${item.id}: ${item.getAttribute("aria-label") ?? ""}`),
          ),
    );
  }

  /** Clicks it until `shown` comes of it: an item that is just drawn anew may miss a click. */
  async click(shown: () => Promise<unknown>): Promise<void> {
    await eventually(
      `a click on the status-bar item "${this.#id}"`,
      async () => {
        await this.#item().locator("a").first().click({ timeout: 5000 });
        await shown();
        return true;
      },
      () => this.#item().allInnerTexts(),
    );
  }

  #item() {
    return this.#page.locator(`.statusbar-item[id*=${JSON.stringify(this.#id)}]`).first();
  }
}
