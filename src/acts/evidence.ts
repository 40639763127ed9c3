import {
  checkRecorded,
  type Finding,
  type Ground,
  type KnownEvidence,
  mostAlike,
  type Path,
  pinPlace,
  type Pinned,
  type Place,
  type Protocol,
  sayPlace,
  type TextEdit,
  withEdits,
  writeAnchor,
} from "#core";
import type { Plan, Planned, PlannedFile, PlannedRecord } from "./plan.ts";

/** Everything that evidence can be recorded for: the items that a protocol asks about, and its high-risk change types. */
export function itemsOf({
  audit,
  rubric,
  checklist,
  risks,
}: Pick<Protocol, "audit" | "rubric" | "checklist" | "risks">): string[] {
  const items = [
    ...audit.map(({ item }) => item),
    ...rubric.map(({ criterion }) => criterion),
    ...(audit.length === 0 ? checklist.map(({ text }) => text) : []),
    ...risks.map(({ title }) => title),
  ];
  return [...new Set(items)];
}

/** Records that lines are evidence for an item: where they are, and what they stand on. */
export function planEvidence(item: string, pinned: Pinned, items: readonly string[], note = ""): Planned {
  if ("refused" in pinned) return pinned;
  const written = item.trim();
  if (written === "") return { refused: `Name the item it is evidence for: ${items.join(", ")}.` };
  const known = mostAlike(written, items, (one) => one) ?? written;
  const more = note.trim() === "" ? {} : { note: note.trim() };
  const record = evidenceRecord(known, pinned, more);
  return {
    plan: { title: `${sayPlace(pinned.place)} is evidence for “${known}”`, files: [], records: [record] },
  };
}

/** The record of evidence, as it stands now. */
export function evidenceRecord(
  item: string,
  { place, anchor }: Extract<Pinned, { readonly place: Place }>,
  more: { readonly note?: string; readonly found?: true } = {},
): PlannedRecord {
  return {
    is: "event",
    draft: { type: "evidence", data: { item, place, ...writeAnchor(anchor), ...more } },
  };
}

/**
 * Writes new places where evidence moved: in the record, and in the documents whose findings offer it.
 * @param texts the documents' texts now
 */
export function planReanchor(
  evidence: readonly KnownEvidence[],
  ground: Ground,
  findings: readonly Finding[],
  texts: (path: Path) => string | undefined,
): Plan {
  const records = evidence.flatMap((known): PlannedRecord[] => {
    const { state, place } = checkRecorded(known, ground);
    const pinned = state === "moved" && place ? pinPlace(place, ground) : undefined;
    return pinned && !("refused" in pinned) ? [evidenceRecord(known.item, pinned, foundBy(known))] : [];
  });
  const edits = findings
    .filter(({ rule }) => rule === "evidence/moved")
    .flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  return { title: "Move evidence to where it stands now", files: editedFiles(edits, texts), records };
}

/** Says that a piece of evidence stands elsewhere: on other lines, whatever stands on them. */
export function planMove(evidence: readonly KnownEvidence[], from: Place, pinned: Pinned): Planned {
  if ("refused" in pinned) return pinned;
  const moved = evidence.filter(({ place }) => sayPlace(place) === sayPlace(from));
  if (moved.length === 0) return { refused: `No evidence is recorded at ${sayPlace(from)}.` };
  const records = moved.flatMap((known): PlannedRecord[] => {
    const next = evidenceRecord(known.item, pinned);
    const same = known.anchor.digest === pinned.anchor.digest;
    return same || known.id === undefined
      ? [next]
      : [
          {
            is: "event",
            draft: {
              type: "revoke",
              data: { target: known.id, reason: `Moved to ${sayPlace(pinned.place)}` },
            },
          },
          next,
        ];
  });
  return {
    plan: { title: `Evidence at ${sayPlace(from)} moved to ${sayPlace(pinned.place)}`, files: [], records },
  };
}

function foundBy({ byPerson }: KnownEvidence): { readonly found?: true } {
  return byPerson === false ? { found: true } : {};
}

function editedFiles(edits: readonly TextEdit[], texts: (path: Path) => string | undefined): PlannedFile[] {
  return [...new Set(edits.map(({ path }) => path))].flatMap((path): PlannedFile[] => {
    const replaces = texts(path);
    if (replaces === undefined) return [];
    const own = edits.filter((edit) => edit.path === path);
    return [{ path, text: withEdits(replaces, own), replaces }];
  });
}
