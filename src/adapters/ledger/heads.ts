import { parseEvent } from "#core";
import type { Disk } from "./disk.ts";
import { readSmallFile } from "./read-file.ts";

/** Files read at the same time: more only costs file descriptors. */
const AT_ONCE = 32;

/** The heads of one change, followed by one writer. */
export interface Heads {
  /** Looks for events not seen yet. A file never changes, so each is read once. Sorted. */
  read(folder: string): Promise<readonly string[]>;
}

export function followHeads(disk: Disk, change: string): Heads {
  const names = new Set<string>();
  const named = new Set<string>();
  const heads = new Set<string>();

  async function take(folder: string, name: string): Promise<void> {
    const found = await readSmallFile(disk, folder, name);
    if (found.is === "gone") return;
    names.add(name);
    const parsed = found.is === "text" ? parseEvent(change, name, found.text) : undefined;
    if (parsed?.is !== "event") return;
    const { id, parents } = parsed.event;
    if (!named.has(id)) heads.add(id);
    for (const parent of parents) {
      named.add(parent);
      heads.delete(parent);
    }
  }

  return {
    async read(folder) {
      const there = await disk.readdir(folder);
      let unread = there.filter((name) => !names.has(name));
      if (names.size + unread.length !== there.length) {
        // Files are gone (another branch was checked out): start over.
        for (const set of [names, named, heads]) set.clear();
        unread = there;
      }
      for (let i = 0; i < unread.length; i += AT_ONCE) {
        await Promise.all(unread.slice(i, i + AT_ONCE).map((name) => take(folder, name)));
      }
      return [...heads].sort();
    },
  };
}
