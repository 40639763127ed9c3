import { join, sep } from "node:path";
import { codeOf, type Disk } from "./disk.ts";
import { syncFolder } from "./durable.ts";
import { LedgerTrouble } from "./trouble.ts";

/**
 * A folder below a root, reached without following a link: every component is looked at with lstat
 * and has to be a real folder, and the whole has to lie inside the root. `undefined` when it is not there.
 * @param root resolved already
 */
export async function folderIn(
  disk: Disk,
  root: string,
  segments: readonly string[],
): Promise<string | undefined> {
  let folder = root;
  for (const segment of segments) {
    folder = join(folder, segment);
    if (!(await isFolder(disk, folder))) return undefined;
  }
  await insideRoot(disk, root, folder);
  return folder;
}

/**
 * The same, made where it is missing. Each folder on the way is flushed into its parent, made here or
 * not: whoever made it may have died before he did.
 * @param flushed folders flushed before by this writer; this call adds to them
 */
export async function makeFolderIn(
  disk: Disk,
  root: string,
  segments: readonly string[],
  flushed: Set<string>,
): Promise<string> {
  let folder = root;
  for (const segment of segments) {
    const parent = folder;
    folder = join(parent, segment);
    const there = await isFolder(disk, folder);
    if (!there) {
      await disk.mkdir(folder).catch((error: unknown) => {
        if (codeOf(error) !== "EEXIST") throw error;
      });
      if (!(await isFolder(disk, folder))) throw unsafe(folder, "cannot be made a folder");
    }
    if (there && flushed.has(folder)) continue;
    await syncFolder(disk, parent);
    flushed.add(folder);
  }
  await insideRoot(disk, root, folder);
  return folder;
}

async function isFolder(disk: Disk, path: string): Promise<boolean> {
  try {
    const stat = await disk.lstat(path);
    if (stat.isDirectory()) return true;
    throw unsafe(path, stat.isSymbolicLink() ? "is a symbolic link" : "is not a folder");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

async function insideRoot(disk: Disk, root: string, folder: string): Promise<void> {
  const real = await disk.realpath(folder);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw unsafe(folder, `leads out of ${root}`);
  }
}

function unsafe(path: string, why: string): LedgerTrouble {
  return new LedgerTrouble("unsafe-path", `${path} ${why}`);
}
