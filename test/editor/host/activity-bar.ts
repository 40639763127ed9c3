import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";

/** The bar of view containers at the window's side. */
export class ActivityBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async labels(): Promise<readonly string[]> {
    return this.#page
      .locator(".activitybar a.action-label")
      .evaluateAll((items) => items.map((item) => item.getAttribute("aria-label") ?? ""));
  }

  /** Waits until there is an item of this name. */
  async has(name: string): Promise<void> {
    await eventually(
      `"${name}" in the activity bar`,
      async () => ((await this.#item(name).count()) > 0 ? true : undefined),
      () => this.labels(),
    );
  }

  /** Shows the item's view container; leaves it open when it is. */
  async open(name: string): Promise<void> {
    await this.has(name);
    const shown = this.#page.locator(".sidebar .composite.title h2, .sidebar .composite.title .title-label");
    await eventually(
      `the view container "${name}"`,
      async () => {
        const titles = await shown.allInnerTexts();
        if (titles.some((title) => title.toLowerCase().startsWith(name.toLowerCase()))) return true;
        await this.#item(name).click({ timeout: 3000 });
        await shown
          .filter({ hasText: new RegExp(`^${name}`, "i") })
          .first()
          .waitFor({ timeout: 3000 });
        return true;
      },
      () => shown.allInnerTexts(),
    );
  }

  /** Waits until the item bears this number. */
  async badge(name: string, number: string): Promise<void> {
    const badge = this.#page
      .locator(".activitybar .action-item", { has: this.#page.locator(selectorOf(name)) })
      .locator(".badge-content");
    await eventually(
      `the badge ${number} on "${name}"`,
      async () => ((await badge.allInnerTexts()).includes(number) ? true : undefined),
      () => badge.allInnerTexts(),
    );
  }

  #item(name: string) {
    return this.#page.locator(`.activitybar ${selectorOf(name)}`).first();
  }
}

function selectorOf(name: string): string {
  return `a.action-label[aria-label^=${JSON.stringify(name)}]`;
}
