import type { Page } from "playwright-core";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../../scripts/editor/versions.mjs";
import { ActivityBar } from "./activity-bar.ts";
import { Dialog } from "./dialog.ts";
import { Editors } from "./editors.ts";
import { eventually, speaksOf } from "./eventually.ts";
import { Explorer } from "./explorer.ts";
import { Notifications } from "./notifications.ts";
import { Palette } from "./palette.ts";
import { Problems } from "./problems.ts";
import { QuickFix } from "./quick-fix.ts";
import { QuickInput } from "./quick-input.ts";
import { Rows } from "./rows.ts";
import { StatusItem } from "./status-bar.ts";
import { Terminal } from "./terminal.ts";

/** VS Code's window as a person uses it. Everything waits for what it needs; nothing waits for a fixed time. */
export class Workbench {
  readonly page: Page;
  readonly activityBar: ActivityBar;
  readonly dialog: Dialog;
  readonly editors: Editors;
  readonly explorer: Explorer;
  readonly notifications: Notifications;
  readonly palette: Palette;
  readonly problems: Problems;
  readonly quickFix: QuickFix;
  readonly quickInput: QuickInput;
  readonly terminal: Terminal;

  constructor(page: Page) {
    this.page = page;
    this.activityBar = new ActivityBar(page);
    this.dialog = new Dialog(page);
    this.editors = new Editors(page);
    this.notifications = new Notifications(page);
    this.palette = new Palette(page);
    this.explorer = new Explorer(page, this.palette);
    this.problems = new Problems(page);
    this.quickFix = new QuickFix(page, this.editors);
    this.quickInput = new QuickInput(page);
    this.terminal = new Terminal(page);
  }

  /** Waits until the workbench is drawn and has its activity bar. */
  async ready(): Promise<void> {
    await eventually(
      "the workbench",
      async () => ((await this.activityBar.labels()).length > 0 ? true : undefined),
      async () => (await this.page.locator("body").innerText()).slice(0, 2000),
    );
  }

  /** The tree view of that title. */
  tree(title: string): Rows {
    return new Rows(
      this.page,
      this.page.locator(`[role=tree][aria-label=${JSON.stringify(title)}]`),
      `the tree "${title}"`,
    );
  }

  /** Waits for the view of that title to have no rows but a welcome text that speaks of `wanted`, and returns the text. */
  async welcome(title: string, wanted: string | RegExp = ""): Promise<string> {
    const texts = this.#welcome(title);
    return eventually(
      `the view "${title}" to welcome with ${wanted}`,
      async () => {
        const text = (await texts.allInnerTexts()).join("\n").trim();
        return text !== "" && speaksOf(text, wanted) ? text : undefined;
      },
      () => texts.allInnerTexts(),
    );
  }

  /** Presses a button of a view's welcome text until `shown` comes of it. */
  async pressWelcome(title: string, button: string, shown: () => Promise<unknown>): Promise<void> {
    await eventually(
      `“${button}” in the view "${title}" to be pressed`,
      async () => {
        await this.#welcome(title).locator(".monaco-button", { hasText: button }).click({ timeout: 5000 });
        await shown();
        return true;
      },
      () => this.#welcome(title).allInnerTexts(),
    );
  }

  /** Folds or unfolds a view of the side bar. */
  async fold(title: string, folded: boolean): Promise<void> {
    const header = this.#header(title);
    const expanded = () => header.getAttribute("aria-expanded", { timeout: 2000 });
    await eventually(
      `the view "${title}" to be ${folded ? "folded" : "unfolded"}`,
      async () => {
        if ((await expanded()) === String(!folded)) return true;
        await header.click({ timeout: 2000 });
        return undefined;
      },
      expanded,
    );
  }

  /** Closes whatever is open in front of the window, and every editor; what is not saved is lost. */
  async calm(): Promise<void> {
    const inFront = this.page.locator(
      ".quick-input-widget:visible, .action-widget:visible, .context-view .monaco-menu",
    );
    await eventually(
      "the window to be free of menus",
      async () => {
        if ((await inFront.count()) === 0 && !(await this.dialog.isOpen())) return true;
        await this.page.keyboard.press("Escape");
        return undefined;
      },
      () => inFront.allInnerTexts(),
    );
    await this.notifications.clear();
    await this.editors.closeAll();
  }

  /** Makes the side bar this wide, by dragging its edge. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (!box) throw new Error("The side bar is not open.");
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Waits until the hover at the cursor says so, and returns its text. The hover is closed again. */
  async hover(wanted: string | RegExp): Promise<string> {
    const texts = this.page.locator(".monaco-hover:visible");
    const text = await eventually(
      `a hover that says ${wanted}`,
      async () => {
        const found = (await texts.allInnerTexts()).find((one) => speaksOf(one, wanted));
        if (found === undefined) await this.palette.run("Show or Focus Hover");
        return found;
      },
      () => texts.allInnerTexts(),
    );
    await this.page.keyboard.press("Escape");
    return text;
  }

  /** Waits until the clipboard holds a text that speaks of `wanted`, and returns it. */
  async clipboard(wanted: string | RegExp): Promise<string> {
    const read = (): Promise<string> => this.page.evaluate("navigator.clipboard.readText()");
    return eventually(
      `the clipboard to hold ${wanted}`,
      async () => {
        const text = await read();
        return speaksOf(text, wanted) ? text : undefined;
      },
      read,
    );
  }

  statusItem(id: string): StatusItem {
    return new StatusItem(this.page, id);
  }

  /** Waits until a web view, a rendered document for one, says so, and returns its text. */
  async webview(wanted: string | RegExp): Promise<string> {
    const texts = async (): Promise<string[]> => {
      const frames = this.page.frames().filter((frame) => frame !== this.page.mainFrame());
      const bodies = frames.map((frame) => frame.locator("body").innerText({ timeout: 2000 }));
      return (await Promise.allSettled(bodies)).flatMap((one) =>
        one.status === "fulfilled" ? [one.value] : [],
      );
    };
    return eventually(
      `a web view that says ${wanted}`,
      async () => (await texts()).find((text) => speaksOf(text, wanted)),
      texts,
    );
  }

  /** Takes out/screenshots/<name>.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(root, "out", "screenshots", `${name}.png`);
    await mkdir(join(root, "out", "screenshots"), { recursive: true });
    // Away from whatever it hovers over, so that no tooltip covers the picture; one that comes late needs another move.
    // A picture with a tooltip is better than none.
    const hovers = this.page.locator(".monaco-hover:visible, .workbench-hover-container:visible");
    let moves = 0;
    await eventually(
      "no tooltip to be shown",
      async () => {
        await this.page.mouse.move(0, moves++ % 2);
        const gone = await hovers
          .first()
          .waitFor({ state: "hidden", timeout: 2_000 })
          .then(
            () => true,
            () => false,
          );
        if (gone) return true;
        await hovers.first().hover({ timeout: 1000 });
        return undefined;
      },
      () => hovers.allInnerTexts(),
      10_000,
    ).catch(() => undefined);
    await this.page.screenshot({ path, animations: "disabled" });
    return path;
  }

  #welcome(title: string) {
    return this.page.locator(".pane", { has: this.#header(title) }).locator(".welcome-view-content:visible");
  }

  #header(title: string) {
    return this.page.locator(`.pane-header[aria-label^=${JSON.stringify(title)}]`);
  }
}
