import { EVENT_LIMITS, type LedgerEvent } from "../model/ledger.ts";
import type { Path } from "../model/place.ts";
import { parseEvent, type Fault } from "./event.ts";
import { eventFileAt, isChangeId } from "./layout.ts";

/** A file of an events folder that is no event. Shown with its reason, never counted. */
export interface Quarantined {
  readonly path: Path;
  readonly fault: Fault;
  readonly reason: string;
}

/** The events of one tree, by change, and the files that are none. */
export interface Ledger {
  readonly changes: ReadonlyMap<string, readonly LedgerEvent[]>;
  readonly quarantined: readonly Quarantined[];
}

/** A file of a tree; `text` is absent where there is none to read: a link, a folder, binary, too large. */
export interface FileText {
  readonly path: Path;
  readonly text?: string;
}

/** What writers leave in an events folder when they die; not part of the record. */
const TEMPORARY = /^\.tmp-/;

/** Sorts the files of a tree into events and quarantined files. Files outside events folders are ignored. */
export function ledgerOf(files: Iterable<FileText>): Ledger {
  const changes = new Map<string, LedgerEvent[]>();
  const quarantined: Quarantined[] = [];
  for (const { path, text } of files) {
    const file = eventFileAt(path);
    if (file === undefined || TEMPORARY.test(file.name)) continue;
    const parsed = parseFile(file.change, file.name, text);
    if (parsed.is === "quarantined") {
      quarantined.push({ path, fault: parsed.fault, reason: parsed.reason });
      continue;
    }
    const events = changes.get(file.change);
    if (events === undefined) changes.set(file.change, [parsed.event]);
    else events.push(parsed.event);
  }
  return { changes, quarantined };
}

/** The part of a ledger that is about some changes: what is judged, when others are over and done. */
export function onlyChanges({ changes, quarantined }: Ledger, wanted: Iterable<string>): Ledger {
  const ids = new Set(wanted);
  return {
    changes: new Map([...changes].filter(([id]) => ids.has(id))),
    quarantined: quarantined.filter(({ path }) => ids.has(eventFileAt(path)?.change ?? "")),
  };
}

function parseFile(change: string, name: string, text: string | undefined): ReturnType<typeof parseEvent> {
  if (!isChangeId(change)) {
    return { is: "quarantined", fault: "wrong-folder", reason: "the folder's name is no change id" };
  }
  if (text === undefined) {
    const reason = `not a regular text file of at most ${EVENT_LIMITS.bytes} bytes`;
    return { is: "quarantined", fault: "not-a-file", reason };
  }
  return parseEvent(change, name, text);
}
