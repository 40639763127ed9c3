import {
  auditTableText,
  type ClaimingDocument,
  type Draft,
  type DraftGap,
  GAPS_TITLE,
  type Ground,
  parseClaims,
  phaseDocumentPath,
  pinWritten,
  type PlacedTable,
  type ProtocolPhase,
  rubricTableText,
  scaffoldPhases,
  SECRET_SCAN,
  type Snapshot,
  withGaps,
  withTables,
} from "#core";
import { evidenceRecord } from "./evidence.ts";
import type { Plan, PlannedFile, PlannedRecord } from "./plan.ts";

/** What was drafted, and who closes what fails. */
export interface AuditToWrite {
  readonly audit?: Draft;
  readonly rubric?: Draft;
  readonly gaps: readonly DraftGap[];
}

/**
 * Writes a drafted audit into the document of the phase that asks for it, and records what each Pass
 * stands on. `undefined` where no change was started: then there is no document to write into.
 */
export function planAuditDocument(
  snapshot: Snapshot,
  drafted: AuditToWrite,
  ground: Ground,
): Plan | undefined {
  const { protocol, records } = snapshot;
  const change = records.changes.find(({ closed }) => closed === undefined);
  if (!change) return undefined;
  const own = (snapshot.claims?.documents ?? []).filter(({ phase }) => phase !== undefined);
  const target = targetOf(snapshot, own, change.phase);
  const document = own.find(({ phase }) => phase === target.number);
  const title = protocol.gaps?.title ?? GAPS_TITLE;
  const tables: PlacedTable[] = [
    ...(drafted.audit
      ? [
          {
            kind: "audit",
            heading: "Self-Audit",
            text: auditTableText(drafted.audit.rows, protocol.auditTable),
          } as const,
        ]
      : []),
    ...(drafted.rubric
      ? [
          {
            kind: "rubric",
            heading: "Final Verification Rubric",
            text: rubricTableText(drafted.rubric.rows, protocol.rubricTable),
          } as const,
        ]
      : []),
  ];
  const fresh = scaffoldPhases({ phases: [target] }, { id: change.change, title: change.title })[0];
  const path = document?.audit.path ?? phaseDocumentPath(change.change, target);
  const tabled = withTables(document?.text ?? fresh?.text ?? "", tables, target.marker);
  const answered = [...(drafted.audit?.rows ?? []), ...(drafted.rubric?.rows ?? [])].map(({ item }) => item);
  const text = withGaps(tabled, drafted.gaps, answered, title, target.marker);
  const file: PlannedFile = document ? { path, text, replaces: document.text } : { path, text };
  return {
    title: `The self-audit is in ${path}`,
    files: document?.text === text ? [] : [file],
    records: [
      ...scanOf(ground, snapshot),
      ...foundEvidence(drafted, ground, snapshot),
      ...newGaps(drafted.gaps, snapshot),
    ],
  };
}

/** The phase whose document holds the audit, or is asked for it: by its words, else the one the work is in. */
function targetOf(
  { protocol: { phases } }: Snapshot,
  own: readonly ClaimingDocument[],
  now: number,
): ProtocolPhase {
  const held = own.find(({ audit }) =>
    audit.tables.some(({ kind }) => kind === "audit" || kind === "rubric"),
  );
  const asked = phases.find(({ title }) => /\baudit\b/i.test(title));
  const current = phases.find(({ number }) => number === now) ?? phases.at(-1);
  return phases.find(({ number }) => number === held?.phase) ?? asked ?? current ?? BARE;
}

/** Where a protocol has no phases. */
const BARE: ProtocolPhase = {
  number: 1,
  title: "Self-audit",
  sections: [],
  tables: [],
  bullets: [],
  planOnly: false,
  place: { path: "", line: 1 },
};

/** The lines that Pass rows stand on, so that they are followed from now on. Nobody has looked at them yet. */
function foundEvidence(
  { audit, rubric }: AuditToWrite,
  ground: Ground,
  { records }: Snapshot,
): PlannedRecord[] {
  const rows = [...(audit?.rows ?? []), ...(rubric?.rows ?? [])].filter(({ result }) => result === "Pass");
  return rows.flatMap(({ item, evidence }) =>
    evidence.flatMap((written): PlannedRecord[] => {
      const claims = parseClaims(written, (path) => ground.index.resolve(path).length > 0);
      const pinned = claims[0]?.is === "lines" ? pinWritten(claims[0].text, ground) : undefined;
      if (!pinned || "refused" in pinned) return [];
      const known = records.evidence.some(
        (one) =>
          one.item === item &&
          one.anchor.digest === pinned.anchor.digest &&
          one.place.path === pinned.place.path &&
          one.place.line === pinned.place.line,
      );
      return known ? [] : [evidenceRecord(item, pinned, { found: true })];
    }),
  );
}

/** The scan for secrets that the draft rests on, as a run of this tree. */
function scanOf({ runs = [] }: Ground, { records, digest }: Snapshot): PlannedRecord[] {
  const scan = runs.findLast(({ command, treeDigest }) => command === SECRET_SCAN && treeDigest === digest);
  const known = records.runs.some(({ command, tree }) => command === SECRET_SCAN && tree === digest);
  if (!scan?.outputDigest || known) return [];
  const { command, exit, outputDigest } = scan;
  const data = { command, exit, durationMs: 0, outputDigest, treeDigest: digest, covers: [] };
  return [{ is: "event", draft: { type: "run", data } }];
}

/** Gaps that have an owner and a date, and are not on record yet. */
function newGaps(gaps: readonly DraftGap[], { records }: Snapshot): PlannedRecord[] {
  return gaps.flatMap(({ item, owner, eta, note }): PlannedRecord[] => {
    if (owner === undefined || eta === undefined) return [];
    const known = records.gaps.some((gap) => gap.item === item && gap.owner === owner && gap.eta === eta);
    return known
      ? []
      : [{ is: "event", draft: { type: "gap", data: { item, owner, eta, ...(note ? { note } : {}) } } }];
  });
}
