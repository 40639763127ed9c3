import type { Path } from "../model/place.ts";
import { CHANGE_ID } from "../model/ledger.ts";

/** Where the records of all changes stand in a repository. */
export const CHANGES = ".lockstep/changes";

/** A file of some change's events folder. */
export interface EventFile {
  readonly change: string;
  readonly name: string;
}

export function changeFolder(change: string): Path {
  return `${CHANGES}/${change}`;
}

export function eventsFolder(change: string): Path {
  return `${CHANGES}/${change}/events`;
}

/** The parts of a path inside an events folder, whatever the file is; `undefined` for every other path. */
export function eventFileAt(path: Path): EventFile | undefined {
  if (!path.startsWith(`${CHANGES}/`)) return undefined;
  const [change, folder, name, ...deeper] = path.slice(CHANGES.length + 1).split("/");
  if (change === undefined || folder !== "events" || name === undefined) return undefined;
  return { change, name: [name, ...deeper].join("/") };
}

/** Whether a folder name under `CHANGES` can be a change's. */
export function isChangeId(text: string): boolean {
  return text.length <= 80 && CHANGE_ID.test(text);
}

/**
 * The id of a new change: `2026-11-20-raise-the-timeout-4f2a9c`.
 * @param day `YYYY-MM-DD`
 * @param hex six hexadecimal digits that tell it from a change of the same day and title
 */
export function newChangeId(day: string, title: string, hex: string): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const slug = plain.slice(0, 40).replaceAll(/^-+|-+$/g, "");
  return `${day}-${slug === "" ? "change" : slug}-${hex}`;
}
