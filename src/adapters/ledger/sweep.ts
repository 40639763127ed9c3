import { join } from "node:path";
import { codeOf, type Disk } from "./disk.ts";

const TEMPORARY = /^\.tmp-(\d{1,10})-[0-9a-f]+$/;
const OLD_MS = 60 * 60 * 1000;

/** Removes the temporary files of writers that died: their process is gone, or they are older than an hour. */
export async function sweep(disk: Disk, folder: string, now: Date): Promise<void> {
  for (const name of await disk.readdir(folder)) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    try {
      const { mtimeMs } = await disk.lstat(path);
      if (now.getTime() - mtimeMs > OLD_MS || !lives(Number(pid))) await disk.unlink(path);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
    }
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
