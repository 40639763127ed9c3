import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, readlink, type FileHandle } from "node:fs/promises";
import type { Path } from "#core";
import { TEXT_LIMIT } from "#ports";
import { blobId, type ObjectFormat } from "./entry.ts";
import { onDisk } from "./paths.ts";

/** What lies on disk at a path. Links are seen, never followed; sockets, devices and pipes count as absent. */
export type Seen =
  | { readonly is: "absent" }
  | { readonly is: "folder" }
  | { readonly is: "link"; readonly target: Buffer }
  | { readonly is: "file"; readonly executable: boolean };

/** The content of a regular file: the id of its bytes as they lie there, and the bytes unless they are many. */
export interface Raw {
  readonly object: string;
  readonly bytes: Buffer | undefined;
  readonly hasReturns: boolean;
}

/** Where a path's folder stands: `inside` the repository, in a `nested` one, or `nowhere` (gone, behind a link). */
type Standing = "inside" | "nested" | "nowhere";

/** Reads below one folder, `root`. Folders are looked at once: make a new one for every batch of paths. */
export interface Disk {
  see(path: Path): Promise<Seen>;
  standing(path: Path): Promise<Standing>;
  /** Reads a regular file; `undefined` when it is none by now, or may not be read. */
  raw(path: Path): Promise<Raw | undefined>;
}

/** Files larger than this get an id from size and time of change instead of their content. */
const HASH_LIMIT = 256 * 1024 * 1024;

/** No link is followed, and a pipe that took the file's place does not hang. */
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function diskAt(root: string, format: ObjectFormat): Disk {
  const folders = new Map<Path, Promise<Standing>>();

  function standingOf(folder: Path): Promise<Standing> {
    let known = folders.get(folder);
    if (known === undefined) {
      known = look(folder);
      folders.set(folder, known);
    }
    return known;
  }
  async function look(folder: Path): Promise<Standing> {
    const above = await standing(folder);
    if (above === "nowhere") return above;
    const stats = await lstat(onDisk(root, folder)).catch(() => undefined);
    if (stats?.isDirectory() !== true) return "nowhere";
    if (above === "nested") return above;
    const git = await lstat(onDisk(root, `${folder}/.git`)).catch(() => undefined);
    return git === undefined ? "inside" : "nested";
  }
  function standing(path: Path): Promise<Standing> {
    const end = path.lastIndexOf("/");
    return end < 0 ? Promise.resolve("inside") : standingOf(path.slice(0, end));
  }

  return {
    standing,
    async see(path) {
      if ((await standing(path)) === "nowhere") return { is: "absent" };
      const place = onDisk(root, path);
      const stats = await lstat(place).catch(() => undefined);
      if (stats?.isDirectory() === true) return { is: "folder" };
      if (stats?.isFile() === true) return { is: "file", executable: (stats.mode & 0o100) !== 0 };
      if (stats?.isSymbolicLink() !== true) return { is: "absent" };
      const target = await readlink(place, { encoding: "buffer" }).catch(() => undefined);
      return target === undefined ? { is: "absent" } : { is: "link", target };
    },
    async raw(path) {
      if ((await standing(path)) === "nowhere") return undefined;
      const file = await open(onDisk(root, path), OPEN).catch(() => undefined);
      if (file === undefined) return undefined;
      try {
        return await read(file, format);
      } catch {
        return undefined;
      } finally {
        await file.close();
      }
    },
  };
}

async function read(file: FileHandle, format: ObjectFormat): Promise<Raw | undefined> {
  const { size, mtimeNs, ino } = await file.stat({ bigint: true });
  if (!(await file.stat()).isFile()) return undefined;
  if (size > HASH_LIMIT)
    return { object: `stat:${size}-${mtimeNs}-${ino}`, bytes: undefined, hasReturns: false };
  if (size <= TEXT_LIMIT) {
    const bytes = await file.readFile();
    return { object: blobId(bytes, format), bytes, hasReturns: bytes.includes(13) };
  }
  const hash = createHash(format).update(`blob ${size}\0`);
  let hasReturns = false;
  for await (const chunk of file.createReadStream({
    autoClose: false,
    end: Number(size) - 1,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    hasReturns ||= chunk.includes(13);
  }
  return { object: hash.digest("hex"), bytes: undefined, hasReturns };
}
