import type { Path } from "#core";
import { type FSWatcher, watch } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Repository } from "./repository.ts";
import { onDisk, pathFromBytes } from "./trees/paths.ts";

/**
 * Watches the folders that were made since the editor began to watch. On Linux a recursive watcher asks the kernel for
 * one folder at a time, and is blind for good in `b` when `mkdir -p a/b` was quicker than it was.
 */
export interface NewFolders {
  /** Something was made at this path, or made anew; when it is a folder, what happens below it is told from now on. */
  made(path: Path): void;
  dispose(): void;
}

export interface NewFoldersOptions {
  readonly repository: Pick<Repository, "root" | "ignored">;
  /** Files that may be different on disk; more than there are do no harm. */
  touched(paths: readonly Path[]): void;
}

/** Folders that are watched at most; beyond, the ones found first are left to the editor. */
const MOST = 512;

/** How long folders are gathered, in milliseconds: who makes one makes more. */
const WAIT = 100;

export function watchNewFolders({ repository, touched }: NewFoldersOptions): NewFolders {
  const { root } = repository;
  const watchers = new Map<Path, FSWatcher>();
  const waiting = new Set<Path>();
  const ended = new AbortController();
  let looking: Promise<void> | undefined;

  /** Looks at what waits, one folder level after the other, until nothing does. */
  async function look(): Promise<void> {
    await pause(WAIT, undefined, { signal: ended.signal, ref: false });
    while (waiting.size > 0) {
      const paths = [...waiting];
      waiting.clear();
      const folders = await foldersAmong(paths);
      const ignored = folders.length > 0 ? await ignoredOf(folders) : new Set<Path>();
      for (const folder of folders) if (!ignored.has(folder)) await enter(folder);
    }
  }

  /** Where git does not answer, what was asked about waits for the next thing made. */
  async function ignoredOf(folders: readonly Path[]): Promise<ReadonlySet<Path>> {
    try {
      return await repository.ignored(folders);
    } catch (cause) {
      for (const folder of folders) waiting.add(folder);
      throw cause;
    }
  }

  async function foldersAmong(paths: readonly Path[]): Promise<Path[]> {
    const folders: Path[] = [];
    for (const path of paths) {
      if (watchers.has(path) || path.split("/").includes(".git")) continue;
      const seen = await lstat(onDisk(root, path)).catch(() => undefined);
      if (seen?.isDirectory() === true) folders.push(path);
    }
    return folders;
  }

  /** Watches a folder first and reads it then, so that nothing falls between. */
  async function enter(folder: Path): Promise<void> {
    if (ended.signal.aborted) return;
    const [oldest] = watchers.keys();
    if (watchers.size >= MOST && oldest !== undefined) leave(oldest);
    try {
      const watcher = watch(
        onDisk(root, folder),
        { encoding: "buffer", persistent: false },
        (event, name) => {
          if (name !== null) happened(folder, event, `${folder}/${pathFromBytes(name)}`);
        },
      );
      watcher.on("error", () => leave(folder));
      watchers.set(folder, watcher);
    } catch {
      // Gone again, or no watch is left: the folder is read, and the editor's own watcher is what remains.
    }
    const names = await readdir(onDisk(root, folder), { encoding: "buffer" }).catch(() => []);
    const paths = names.map((name) => `${folder}/${pathFromBytes(name)}`);
    for (const path of paths) waiting.add(path);
    touched(paths);
  }

  function happened(folder: Path, event: string, path: Path): void {
    touched([path]);
    if (event !== "rename") return;
    // What lay there is gone, though another may have its name by now; of itself a folder says its own last name.
    leave(path);
    if (nameOf(path) === nameOf(folder)) leave(folder);
    made(path);
    made(folder);
  }

  function leave(folder: Path): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  function made(path: Path): void {
    if (ended.signal.aborted) return;
    waiting.add(path);
    looking ??= look()
      // Ended, or git does not answer: the next thing made asks again.
      .catch(() => undefined)
      .finally(() => (looking = undefined));
  }

  return {
    made,
    dispose() {
      ended.abort();
      for (const folder of watchers.keys()) leave(folder);
    },
  };
}

function nameOf(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
