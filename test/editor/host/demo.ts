import type { Context } from "mocha";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { git, makeDemo } from "../../../scripts/editor/demo.ts";
import type { Editor, EditorOptions } from "../../../scripts/editor/host.ts";
import { startEditor } from "../../../scripts/editor/host.ts";
import { tempFolder } from "../../../scripts/editor/temp.ts";
import { root } from "../../../scripts/editor/versions.mjs";
import type { EditorWindow, WindowOptions } from "../../../scripts/editor/window.ts";
import { openWindow } from "../../../scripts/editor/window.ts";
import { Workbench } from "./page.ts";

export interface DemoOptions extends Omit<EditorOptions, "workspace">, Pick<WindowOptions, "size"> {
  /** The project to copy; the CRM example when left out. */
  readonly project?: string;
}

/** A repository of the test's own, open in an editor of its own. */
export interface Demo {
  /** The repository's root. */
  readonly folder: string;
  readonly workbench: Workbench;
  readonly window: EditorWindow;
  /** An absolute path inside the repository. */
  path(file: string): string;
  read(file: string): Promise<string>;
  /** Writes a file on disk, as another tool would. */
  write(file: string, text: string): Promise<void>;
  git(...args: readonly string[]): Promise<string>;
}

/**
 * For a `describe`: before its tests, copies the project, commits it and opens it in a fresh editor with Lockstep under
 * development; after them, closes and removes everything. A failed test leaves out/screenshots/failed-<title>.png.
 * One server and one browser serve all tests of the block. Returns how a test gets at the demo.
 */
export function withDemo(options: DemoOptions = {}): () => Demo {
  let opened: { demo: Demo; close: () => Promise<void> } | undefined;

  before(async function (this: Context) {
    this.timeout(180_000);
    opened = await open(options);
  });

  afterEach(async function (this: Context) {
    const test = this.currentTest;
    if (test?.state !== "failed" || !opened) return;
    await opened.demo.workbench.screenshot(`failed-${test.fullTitle().replace(/[^\w]+/g, "-")}`);
  });

  after(async function (this: Context) {
    this.timeout(60_000);
    await opened?.close();
  });

  return () => {
    if (!opened) throw new Error("The demo opens before the first test of this describe, not earlier.");
    return opened.demo;
  };
}

/** Opens a demo; when a step fails, what the steps before it made is closed again. */
async function open({
  project,
  size,
  ...options
}: DemoOptions): Promise<{ demo: Demo; close: () => Promise<void> }> {
  const temp = tempFolder("lockstep-demo");
  const folder = join(temp.path, "crm");
  let editor: Editor | undefined;
  let window: EditorWindow | undefined;
  const close = async () => {
    await window?.close();
    await editor?.close();
    temp.remove();
  };
  try {
    await makeDemo(project ?? join(root, "examples", "crm"), folder);
    editor = await startEditor({ extension: root, ...options, workspace: folder });
    window = await openWindow(editor, size ? { size } : {});
    const workbench = new Workbench(window.page);
    await workbench.ready();
    return { demo: demoOf(folder, window, workbench), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function demoOf(folder: string, window: EditorWindow, workbench: Workbench): Demo {
  const path = (file: string) => join(folder, file);
  return {
    folder,
    workbench,
    window,
    path,
    read: (file) => readFile(path(file), "utf8"),
    write: (file, text) => writeFile(path(file), text),
    git: (...args) => git(folder, ...args),
  };
}
