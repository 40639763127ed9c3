import { eventFileName, parseEvent, type LedgerEvent } from "#core";
import type { Disk } from "./disk.ts";
import { folderIn } from "./folder.ts";
import { readSmallFile } from "./read-file.ts";

/** Under the git common directory: shared by all worktrees, never committed. */
export const JOURNAL = ["lockstep", "journal"] as const;

/**
 * The events this clone wrote, in no order; files that are none are left out.
 * @param isKnown by id: those are not read
 */
export async function readJournal(
  disk: Disk,
  commonDir: string,
  isKnown: (id: string) => boolean = () => false,
): Promise<readonly LedgerEvent[]> {
  const folder = await folderIn(disk, await disk.realpath(commonDir), JOURNAL);
  if (folder === undefined) return [];
  const events: LedgerEvent[] = [];
  for (const name of await disk.readdir(folder)) {
    const skip = name.startsWith(".") || isKnown(name.replace(/\.json$/, ""));
    const event = skip ? undefined : await readCopy(disk, folder, name);
    if (event !== undefined) events.push(event);
  }
  return events;
}

/** The copy is named by the id; what it has to be in a change's folder is checked by giving it that name. */
async function readCopy(disk: Disk, folder: string, name: string): Promise<LedgerEvent | undefined> {
  const found = await readSmallFile(disk, folder, name);
  if (found.is !== "text") return undefined;
  try {
    const { change, id, ts, type } = JSON.parse(found.text) as LedgerEvent;
    if (`${id}.json` !== name) return undefined;
    const parsed = parseEvent(change, eventFileName({ id, ts, type }), found.text);
    return parsed.is === "event" ? parsed.event : undefined;
  } catch {
    return undefined;
  }
}
