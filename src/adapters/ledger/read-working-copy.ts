import { CHANGES, eventsFolder, ledgerOf, type FileText, type Ledger } from "#core";
import type { Disk } from "./disk.ts";
import { folderIn } from "./folder.ts";
import { readSmallFile } from "./read-file.ts";

/** Files read at the same time: more only costs file descriptors. */
const AT_ONCE = 32;

/**
 * All events of the working copy, or of one of its changes, read anew from the disk.
 * @param root resolved already
 */
export async function readWorkingCopy(disk: Disk, root: string, only?: string): Promise<Ledger> {
  const files: FileText[] = [];
  for (const change of only === undefined ? await changesOf(disk, root) : [only]) {
    const folder = await folderIn(disk, root, eventsFolder(change).split("/"));
    if (folder === undefined) continue;
    const names = (await disk.readdir(folder)).sort();
    for (let i = 0; i < names.length; i += AT_ONCE) {
      const batch = names.slice(i, i + AT_ONCE);
      const found = await Promise.all(batch.map((name) => readSmallFile(disk, folder, name)));
      for (const [at, one] of found.entries()) {
        const path = `${eventsFolder(change)}/${batch[at]}`;
        if (one.is === "text") files.push({ path, text: one.text });
        else if (one.is === "no-text") files.push({ path });
      }
    }
  }
  return ledgerOf(files);
}

async function changesOf(disk: Disk, root: string): Promise<readonly string[]> {
  const folder = await folderIn(disk, root, CHANGES.split("/"));
  if (folder === undefined) return [];
  const entries = await disk.readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
