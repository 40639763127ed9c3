/**
 * The second half of `npm start`, run when everything is installed: `node --import tsx scripts/editor/open.ts
 * [--keep] [--once] [--desktop <code>]`. Makes the demo repository and opens it with Lockstep.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeDemo } from "./demo.ts";
import type { Editor } from "./host.ts";
import { startEditor } from "./host.ts";
import { root, store } from "./versions.mjs";
import { openWindow } from "./window.ts";

const hints = [
  "Try: 1. open src/config.ts, change a default and save; then click the Lockstep icon in the activity bar",
  "     2. press F1 and type Lockstep to see its commands",
  "     3. look at the Problems panel and try a quick fix (Ctrl+.) on what it says",
];

const { values } = parseArgs({
  options: { keep: { type: "boolean" }, once: { type: "boolean" }, desktop: { type: "string" } },
});
const demo = join(store, "demo", "crm");
if (!values.keep || !existsSync(demo)) await makeDemo(join(root, "examples", "crm"), demo);
console.log(`The example repository is ${demo}`);

if (values.desktop) openDesktop(values.desktop);
else await openServer();

/** Opens a window of the user's own VS Code; it lives on without us. */
function openDesktop(code: string): void {
  const args = [`--extensionDevelopmentPath=${root}`, "--new-window", demo];
  const done = spawnSync(code, args, { stdio: "inherit", shell: process.platform === "win32" });
  for (const hint of hints) console.log(hint);
  process.exitCode = done.status ?? 1;
}

async function openServer(): Promise<void> {
  const editor = await startEditor({
    workspace: demo,
    extension: root,
    asUser: !values.once,
    keepServing: !values.once,
  });
  try {
    if (values.once) await lookOnce(editor);
    else await serve(editor);
  } finally {
    await editor.close();
  }
}

/** Waits until the workbench shows Lockstep in its activity bar, and takes a picture of it. */
async function lookOnce(editor: Editor): Promise<void> {
  const window = await openWindow(editor);
  const { page } = window;
  const picture = join(root, "out", "screenshots", "start.png");
  await mkdir(join(root, "out", "screenshots"), { recursive: true });
  try {
    await page.locator('.activitybar a.action-label[aria-label^="Lockstep"]').click({ timeout: 90_000 });
    await page
      .locator(".sidebar .monaco-list-row, .sidebar .welcome-view-content")
      .first()
      .waitFor({ timeout: 60_000 });
    for (const hint of hints) console.log(hint);
    console.log(`Lockstep is there: ${picture}`);
  } catch (error) {
    console.error(
      `Lockstep did not show itself; see ${picture}\n${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  } finally {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: picture });
    await window.close();
  }
}

/** Shows the editor in a window where there is a display, or prints its address; ends with the window or with Ctrl+C. */
async function serve(editor: Editor): Promise<void> {
  const display = process.platform !== "linux" || process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  console.log(`VS Code with Lockstep: ${editor.url()}`);
  for (const hint of hints) console.log(hint);
  if (display) {
    const window = await openWindow(editor, { headless: false });
    await window.exit;
    return;
  }
  console.log("No display here: open that address in a browser. Ctrl+C ends it.");
  await new Promise(() => setInterval(() => undefined, 60_000));
}
