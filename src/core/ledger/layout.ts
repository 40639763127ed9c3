import type { Path } from "../model/place.ts";
import { CHANGE_ID } from "../model/ledger.ts";

/** Where the records of all changes stand in a repository. */
export const CHANGES = ".lockstep/changes";

/** Whose keys approve, in OpenSSH's form; read from where a change began. */
export const ALLOWED_SIGNERS: Path = ".lockstep/allowed_signers";

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

/** `.lockstep/changes/<id>/2-implementation-plan.md` */
const PHASE_DOCUMENT = /^\.lockstep\/changes\/([^/]+)\/(\d{1,2})-[^/]+\.md$/;

/** Which change's and which phase's document a path is; `undefined` for every other path. */
export function phaseDocumentAt(path: Path): { readonly change: string; readonly phase: number } | undefined {
  const found = PHASE_DOCUMENT.exec(path);
  return found ? { change: found[1]!, phase: Number(found[2]) } : undefined;
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
