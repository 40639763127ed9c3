import type { Context } from "mocha";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { git, makeDemo } from "../../../scripts/editor/demo.ts";
import type { Editor, EditorOptions } from "../../../scripts/editor/host.ts";
import { startEditor } from "../../../scripts/editor/host.ts";
import { tempFolder } from "../../../scripts/editor/temp.ts";
import { root } from "../../../scripts/editor/versions.mjs";
import type { EditorWindow, WindowOptions } from "../../../scripts/editor/window.ts";
import { openWindow } from "../../../scripts/editor/window.ts";
import { eventually, speaksOf } from "./eventually.ts";
import { Workbench } from "./page.ts";

export interface DemoOptions extends Omit<EditorOptions, "workspace">, Pick<WindowOptions, "size"> {
  /** The project to copy; the CRM example when left out. */
  readonly project?: string;
  /**
   * Makes of the repository what the tests are about, before the editor opens. Answers what is opened instead of the
   * repository, if anything: a file or folder beside it is removed with it.
   */
  readonly prepare?: (folder: string) => Promise<string | undefined>;
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
  /** Waits until a file on disk says this: a button that writes is gone before all is written. */
  holds(file: string, wanted: string | RegExp): Promise<void>;
  /** Writes a file on disk, as another tool would. */
  write(file: string, text: string): Promise<void>;
  git(...args: readonly string[]): Promise<string>;
  /**
   * Makes everything as it was when the editor opened, whatever happened since: menus and editors closed, unsaved text
   * lost, the repository at its first commit on `main` and without files that are not in it.
   */
  restore(): Promise<void>;
}

/** How long another git may hold a lock. Milliseconds. */
const LOCKED = 20_000;

interface Opened {
  readonly demo: Demo;
  close(): Promise<void>;
}

/** What blocks that use the same demo have in common; the last of them closes it. */
interface Share {
  blocks: number;
  opened?: Promise<Opened>;
}

const shares = new Map<DemoOptions, Share>();

/** What mocha does besides the tests, as a `--require`: where blocks were filtered out, nobody else closes their demo. @public */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    for (const { opened } of shares.values()) await (await opened?.catch(() => undefined))?.close();
    shares.clear();
  },
};

/**
 * For a `describe`: before its tests, copies the project, commits it and opens it in a fresh editor with Lockstep under
 * development; after them, closes and removes everything. A failed test leaves out/screenshots/failed-<title>.png.
 * One server and one browser serve all blocks that give the same options object. Returns how a test gets at the demo.
 */
export function withDemo(options: DemoOptions = {}): () => Demo {
  const share = shares.get(options) ?? { blocks: 0 };
  share.blocks++;
  shares.set(options, share);
  let demo: Demo | undefined;

  before(async function (this: Context) {
    this.timeout(180_000);
    share.opened ??= open(options);
    ({ demo } = await share.opened);
  });

  afterEach(async function (this: Context) {
    const test = this.currentTest;
    if (test?.state !== "failed" || !demo) return;
    const name = `failed-${test.fullTitle().replace(/[^\w]+/g, "-")}`;
    // A hook that fails would end the whole run.
    await demo.workbench.screenshot(name).catch((error: unknown) => console.error(`No picture: ${error}`));
  });

  after(async function (this: Context) {
    this.timeout(60_000);
    share.blocks--;
    if (share.blocks > 0) return;
    shares.delete(options);
    await (await share.opened?.catch(() => undefined))?.close();
  });

  return () => {
    if (!demo) throw new Error("The demo opens before the first test of this describe, not earlier.");
    return demo;
  };
}

/** Opens a demo; when a step fails, what the steps before it made is closed again. */
async function open({ project, prepare, size, ...options }: DemoOptions): Promise<Opened> {
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
    const workspace = (await prepare?.(folder)) ?? folder;
    editor = await startEditor({ extension: root, ...options, workspace });
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
  const run = (...args: readonly string[]) => unlocked(() => git(folder, ...args));
  const read = (file: string) => readFile(path(file), "utf8");
  return {
    folder,
    workbench,
    window,
    path,
    read,
    async holds(file, wanted) {
      await eventually(
        `${wanted} in ${file}`,
        async () => speaksOf(await read(file), wanted) || undefined,
        () => read(file),
      );
    },
    write: (file, text) => writeFile(path(file), text),
    git: run,
    async restore() {
      await workbench.calm();
      const [first = ""] = (await run("rev-list", "--max-parents=0", "main")).split("\n");
      await run("checkout", "--quiet", "--force", "-B", "main", first);
      await run("clean", "--quiet", "--force", "-dx");
      const others = (await run("for-each-ref", "--format=%(refname:short)", "refs/heads")).split("\n");
      for (const branch of others.filter((name) => name !== "" && name !== "main"))
        await run("branch", "--quiet", "-D", branch);
    },
  };
}

/** Does it again while another git, such as the editor's own, holds the index or a ref. */
async function unlocked(act: () => Promise<string>): Promise<string> {
  const end = Date.now() + LOCKED;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!String(error).includes(".lock") || Date.now() > end) throw error;
      await pause(50);
    }
  }
}
