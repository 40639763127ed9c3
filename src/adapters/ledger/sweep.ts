import { join } from "node:path";
import { codeOf, type Disk } from "./disk.ts";

const TEMPORARY = /^\.tmp-(\d{1,10})-[0-9a-f]+$/;
const OLD_MS = 60 * 60 * 1000;

/**
 * Removes the temporary files of writers that died: their process is gone, or they are older than an
 * hour. What cannot be removed (another user's) stays; nobody is kept from recording by it.
 */
export async function sweep(disk: Disk, folder: string, now: Date): Promise<void> {
  const names = await disk.readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    const written = await disk.lstat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (written === undefined) continue;
    const dead = now.getTime() - written > OLD_MS || !lives(Number(pid));
    if (dead) await disk.unlink(path).catch(() => undefined);
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
