import type { Page } from "playwright-core";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../../scripts/editor/versions.mjs";
import { ActivityBar } from "./activity-bar.ts";
import { Dialog } from "./dialog.ts";
import { Editors } from "./editors.ts";
import { eventually } from "./eventually.ts";
import { Notifications } from "./notifications.ts";
import { Palette } from "./palette.ts";
import { Problems } from "./problems.ts";
import { QuickFix } from "./quick-fix.ts";
import { QuickInput } from "./quick-input.ts";
import { Rows } from "./rows.ts";
import { StatusItem } from "./status-bar.ts";

/** VS Code's window as a person uses it. Everything waits for what it needs; nothing waits for a fixed time. */
export class Workbench {
  readonly page: Page;
  readonly activityBar: ActivityBar;
  readonly dialog: Dialog;
  readonly editors: Editors;
  readonly notifications: Notifications;
  readonly palette: Palette;
  readonly problems: Problems;
  readonly quickFix: QuickFix;
  readonly quickInput: QuickInput;

  constructor(page: Page) {
    this.page = page;
    this.activityBar = new ActivityBar(page);
    this.dialog = new Dialog(page);
    this.editors = new Editors(page);
    this.notifications = new Notifications(page);
    this.palette = new Palette(page);
    this.problems = new Problems(page);
    this.quickFix = new QuickFix(page, this.editors);
    this.quickInput = new QuickInput(page);
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

  /** The welcome text of the view of that title, as it shows while the view has no rows. */
  async welcome(title: string): Promise<string> {
    const pane = this.page.locator(".pane", {
      has: this.page.locator(`.pane-header[aria-label^=${JSON.stringify(title)}]`),
    });
    return pane.locator(".welcome-view-content").first().innerText();
  }

  statusItem(id: string): StatusItem {
    return new StatusItem(this.page, id);
  }

  /** Takes out/screenshots/<name>.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(root, "out", "screenshots", `${name}.png`);
    await mkdir(join(root, "out", "screenshots"), { recursive: true });
    // Away from whatever it hovers over, so that no tooltip covers the picture.
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path });
    return path;
  }
}
