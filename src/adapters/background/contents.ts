import { hash } from "node:crypto";
import { closeSync, constants, lstatSync, openSync, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { BlobId, Path } from "#core";
import { TEXT_LIMIT } from "#ports";
import { manyBlobs } from "../git/batch.ts";
import type { Git } from "../git/git.ts";
import { onDisk } from "../trees/paths.ts";

/** No link is followed, and a pipe that took a file's place does not hang. */
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** Once so many more files were not as they are in git than were, no more are looked at. */
const PATIENCE = 200;
/** Milliseconds after which others have their turn. */
const TURN = 20;
/** Room for what git puts before a content when it names it. */
const HEADER = 32;

/**
 * Reads contents of a commit, each once, in any order. Most lie in the working tree as they are: a file there
 * whose bytes have the id that is asked for is that content, and to read it takes a third of what git needs to
 * unpack it. git is asked for the rest. Contents that are missing, or larger than `TEXT_LIMIT`, are left out.
 * @param places a file of the commit with each of the contents
 * @param take takes one content, whose bytes are others as soon as it returns; says whether it wants more
 */
export async function readContents(
  git: Git,
  places: ReadonlyMap<BlobId, Path>,
  take: (id: BlobId, bytes: Buffer) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const inTree = workingFiles(git.cwd);
  const rest: BlobId[] = [];
  let patience = PATIENCE;
  let turn = performance.now();
  for (const [id, path] of places) {
    const bytes = patience > 0 ? inTree(path, id) : undefined;
    if (!bytes) rest.push(id);
    else if (!take(id, bytes)) return;
    patience += bytes ? 1 : -1;
    if (performance.now() - turn < TURN) continue;
    await setImmediate();
    signal?.throwIfAborted();
    turn = performance.now();
  }
  for await (const [id, bytes] of manyBlobs(git, rest, signal)) {
    signal?.throwIfAborted();
    if (!take(id, bytes)) return;
  }
}

/**
 * Reads files below a folder, none that lies behind a link: gives the bytes of those that have the content of
 * the id. Every answer lies where the one before lay.
 */
function workingFiles(root: string): (path: Path, id: BlobId) => Buffer | undefined {
  const room = Buffer.allocUnsafe(HEADER + TEXT_LIMIT + 1);
  const folders = new Map<Path, boolean>([["", true]]);
  function isFolder(path: Path): boolean {
    let known = folders.get(path);
    if (known === undefined) {
      known = isFolder(folderOf(path)) && lstatSync(onDisk(root, path)).isDirectory();
      folders.set(path, known);
    }
    return known;
  }
  return (path, id) => {
    let file: number | undefined;
    try {
      if (!isFolder(folderOf(path))) return undefined;
      file = openSync(onDisk(root, path), OPEN);
      const length = readSync(file, room, HEADER, TEXT_LIMIT + 1, null);
      if (length > TEXT_LIMIT) return undefined;
      const header = `blob ${length}\0`;
      room.write(header, HEADER - header.length, "latin1");
      const named = room.subarray(HEADER - header.length, HEADER + length);
      const isIt = hash(id.length === 64 ? "sha256" : "sha1", named) === id;
      return isIt ? room.subarray(HEADER, HEADER + length) : undefined;
    } catch {
      // Not there, no file, or not ours to read: git has it.
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}

function folderOf(path: Path): Path {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
