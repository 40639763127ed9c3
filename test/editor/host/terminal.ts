import type { Page } from "playwright-core";
import { eventually, speaksOf } from "./eventually.ts";

/** The panel's terminal that is in front. It is drawn as text where `terminal.integrated.gpuAcceleration` is off. */
export class Terminal {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits until the lines in sight speak of `wanted`, and returns them. */
  async says(wanted: string | RegExp): Promise<string> {
    return eventually(
      `a terminal that says ${wanted}`,
      async () => {
        const text = await this.#text();
        return speaksOf(text, wanted) ? text : undefined;
      },
      () => this.#text(),
    );
  }

  async #text(): Promise<string> {
    const rows = this.#page.locator(".terminal-wrapper.active .xterm-rows > div");
    return (await rows.allInnerTexts()).map((line) => line.replaceAll("\u00a0", " ").trimEnd()).join("\n");
  }
}
