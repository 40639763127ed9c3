import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";

/** Larger caches are neither kept nor read. Bytes. */
const LIMIT = 192 * 1024 * 1024;
const HEADER = 16;
const MAGIC = 0x4c534331;

/**
 * The folder of a repository's caches, in git's own directory: shared by its worktrees, never in a work tree,
 * safe to delete at any time.
 */
export function cacheFolder(commonDir: string): string {
  return join(commonDir, "lockstep", "cache");
}

/** One kind of cache; another `version` is another shape, and what was kept before counts as nothing. */
export interface CacheKind {
  readonly name: string;
  readonly version: number;
}

/** What was kept; `undefined` where there is nothing, or nothing whole: it is made anew then. */
export async function readCache(folder: string, { name, version }: CacheKind): Promise<unknown> {
  try {
    const all = await wholeFile(join(folder, `${name}.bin`));
    if (
      all === undefined ||
      all.length < HEADER ||
      all.readUInt32LE(0) !== MAGIC ||
      all.readUInt32LE(4) !== version
    )
      return undefined;
    const body = all.subarray(HEADER);
    if (all.readUInt32LE(8) !== body.length || all.readUInt32LE(12) !== crc32(body)) return undefined;
    return deserialize(body);
  } catch {
    return undefined;
  }
}

/** A file's bytes, in one go; `undefined` where they are too many. */
async function wholeFile(path: string): Promise<Buffer | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > LIMIT) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Keeps a value; a killed process leaves the old one. Where nothing can be written nothing is kept. */
export async function writeCache(
  folder: string,
  { name, version }: CacheKind,
  value: unknown,
): Promise<boolean> {
  const temporary = join(folder, `.${name}-${randomUUID()}`);
  try {
    const body = serialize(value);
    if (body.length + HEADER > LIMIT) return false;
    const header = Buffer.alloc(HEADER);
    header.writeUInt32LE(MAGIC, 0);
    header.writeUInt32LE(version, 4);
    header.writeUInt32LE(body.length, 8);
    header.writeUInt32LE(crc32(body), 12);
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, [header, body]);
    await rename(temporary, join(folder, `${name}.bin`));
    return true;
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
    return false;
  }
}
