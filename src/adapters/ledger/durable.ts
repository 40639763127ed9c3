import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { codeOf, type Disk } from "./disk.ts";
import { LedgerTrouble } from "./trouble.ts";

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
/** Windows refuses a rename while a scanner or an indexer holds the file open. */
const RENAME_PATIENCE_MS = 2000;
/** How often a temporary file may vanish under its writer (swept from another container) before that is an error. */
const VANISHED = 3;

/**
 * Writes a file so that it is there, whole, after a crash or a power cut once this returns; before
 * that, either whole or not at all. Safe to repeat and to race, because equal names mean equal content.
 * @param temporary folder for the temporary file, on the same file system
 */
export async function writeDurably(
  disk: Disk,
  { folder, name, temporary, text }: { folder: string; name: string; temporary: string; text: string },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const temp = join(temporary, `.tmp-${process.pid}-${randomBytes(6).toString("hex")}`);
    try {
      await writeNew(disk, temp, Buffer.from(text));
      await renamePatiently(disk, temp, join(folder, name));
      break;
    } catch (error) {
      await disk.unlink(temp).catch(() => undefined);
      if (codeOf(error) !== "ENOENT" || attempt === VANISHED) throw error;
    }
  }
  await syncFolder(disk, folder);
}

async function writeNew(disk: Disk, path: string, bytes: Buffer): Promise<void> {
  const file = await disk.open(path, CREATE, 0o644);
  try {
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
      if (bytesWritten === 0) throw new LedgerTrouble("no-space", `nothing could be written to ${path}`);
      at += bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function renamePatiently(disk: Disk, from: string, to: string): Promise<void> {
  const until = performance.now() + RENAME_PATIENCE_MS;
  for (let wait = 5; ; wait *= 2) {
    try {
      return await disk.rename(from, to);
    } catch (error) {
      const code = codeOf(error);
      if ((code !== "EPERM" && code !== "EBUSY") || performance.now() + wait > until) throw error;
      await pause(wait);
    }
  }
}

/** Flushes a folder's entries. Windows cannot, and does not need it. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await disk.open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
