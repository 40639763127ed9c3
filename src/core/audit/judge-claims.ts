import { checkClaim } from "../evidence/check-claim.ts";
import { type Ground, groundOf } from "../evidence/ground.ts";
import { pathIndex } from "../evidence/paths.ts";
import type {
  AuditedEvidence,
  AuditedItem,
  AuditItemState,
  AuditVerdict,
  KnownGap,
} from "../model/audited.ts";
import { knownRuns } from "../evidence/known-runs.ts";
import type { ChangeState } from "../ledger/fold.ts";
import { changeFolder } from "../ledger/layout.ts";
import type { CheckedClaim, KnownEvidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { Place } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";
import type { Snapshot } from "../snapshot.ts";
import { sayPlace } from "../wording.ts";
import { mostAlike } from "./alike.ts";
import type { AuditRow } from "./audit.ts";
import { type CheckedRow, proves } from "./check-evidence.ts";
import { type ClaimingDocument, isBegun } from "./claims.ts";
import { untracedFindings } from "./check-traces.ts";
import { type VerifiedAudit, verifyAudit } from "./verify.ts";

/** What was claimed of a change, checked, and what is wrong with it. */
export interface JudgedClaims {
  readonly audit?: AuditVerdict;
  readonly findings: readonly Finding[];
}

/** Checks everything that documents and the record claim of a change. Believes nothing; pure. */
export function judgeClaims(snapshot: Snapshot): JudgedClaims {
  const { protocol, records, claims, files } = snapshot;
  const demands = demandsOf(protocol);
  const asks = snapshot.ownProtocol && demands.length + protocol.rubric.length > 0;
  const recorded = records.evidence.length + records.gaps.length > 0;
  if (!claims && !recorded && !(asks && files.length > 0)) return { findings: [] };
  const documents = claims?.documents ?? [];
  const ground = groundFor(snapshot);
  const verified = documents.map((document) => verify(document, snapshot, ground));
  const rows = verified.flatMap((one) => one.rows);
  const gaps = knownGaps(
    documents.flatMap(({ audit }) => audit.gaps),
    records.gaps,
  );
  const item = (title: string, kind: AuditRow["kind"], demanded?: Place): AuditedItem =>
    auditedItem(title, demanded, pick(title, rows, kind), recordedFor(title, ground), gaps);
  const demanded = demands.map((one) => item(one.item, "audit", one.place));
  const criteria = protocol.rubric.map((one) => item(one.criterion, "rubric", one.place));
  return {
    audit: {
      documents: documents.map(({ audit }) => audit.path),
      items: [...demanded, ...beyond(demanded, rows, "audit", item)],
      rubric: [...criteria, ...beyond(criteria, rows, "rubric", item)],
      gaps,
    },
    findings: [
      ...verified.flatMap((one) => one.findings),
      ...documents.flatMap((document) => untraced(document, snapshot)),
    ],
  };
}

/** What the document of the phase that shows the changes lacks, once the work has come to that phase. */
function untraced(
  document: ClaimingDocument,
  { protocol: { trace, phases }, records, files, stage }: Snapshot,
): Finding[] {
  const open = records.changes.find(({ closed }) => closed === undefined);
  const phase = trace && phases.find(({ place }) => isInside(trace.place, place));
  if (!open || !phase || document.phase !== phase.number) return [];
  if (!document.audit.path.startsWith(`${changeFolder(open.change)}/`)) return [];
  const left = phases.filter(({ number }) => number < phase.number && !isApproved(open, number));
  if (left.length > 0 && open.phase < phase.number) return [];
  return untracedFindings(document, files, { trace: trace.place, marker: phase.marker }, stage);
}

function isInside({ path, line }: Place, around: Place): boolean {
  return path === around.path && line >= around.line && line <= (around.endLine ?? around.line);
}

function isApproved({ approvals }: ChangeState, phase: number): boolean {
  return approvals.some(
    ({ event, revoked, sentBack }) => event.data.phase === phase && !revoked && !sentBack,
  );
}

/** The gaps that documents list, and those of the record that no document lists. */
function knownGaps(listed: readonly KnownGap[], recorded: readonly KnownGap[]): KnownGap[] {
  const items = new Set(listed.map(({ item }) => item));
  return [...listed, ...recorded.filter(({ item }) => !items.has(item))];
}

/** What a protocol asks to be answered: its audit table, else its checklist. */
function demandsOf({ audit, checklist }: Protocol): Protocol["audit"] {
  return audit.length > 0 ? audit : checklist.map(({ text, place }) => ({ item: text, place }));
}

/** What claims are held against, as far as a snapshot holds it. */
function groundFor({ files, records, digest, claims }: Snapshot): Ground {
  const changed = new Map(files.map((file) => [file.path, file.after]));
  return groundOf({
    index: claims?.index ?? pathIndex(changed.keys(), files),
    read: (wanted) => changed.get(wanted) ?? claims?.texts.get(wanted),
    changes: files,
    ...knownRuns(records.runs, { files, digest }),
    evidence: records.evidence,
  });
}

function verify(
  { audit, written }: ClaimingDocument,
  { protocol, records, stage }: Snapshot,
  ground: Ground,
): VerifiedAudit {
  return verifyAudit({ ...audit, rows: begunRows(audit) }, ground, {
    stage,
    ...(written ? { written } : {}),
    protocol,
    gaps: records.gaps.map((gap) => ({ ...gap, place: gap.place ?? { path: audit.path, line: 1 } })),
  });
}

/**
 * The rows that somebody began to answer, with those beside them. A table that was scaffolded and left
 * says nothing yet: the gate asks for it when its phase comes.
 */
function begunRows({ rows }: ClaimingDocument["audit"]): AuditRow[] {
  const named = rows.filter(({ item, kind }) => kind === "runs" || !/^[\s.…_–—-]*$/.test(item.text));
  const begun = new Set(named.filter((row) => isBegun(row)).map(({ kind }) => kind));
  return named.filter(({ kind }) => begun.has(kind));
}

/** The last row written for an item: documents of later phases come later. */
function pick(title: string, rows: readonly CheckedRow[], kind: AuditRow["kind"]): CheckedRow | undefined {
  const own = rows.filter((row) => row.kind === kind);
  return mostAlike(title, [...own].reverse(), (row) => row.item.text);
}

/** Rows that answer what nobody asked. */
function beyond(
  demanded: readonly AuditedItem[],
  rows: readonly CheckedRow[],
  kind: AuditRow["kind"],
  item: (title: string, kind: AuditRow["kind"]) => AuditedItem,
): AuditedItem[] {
  const used = new Set(demanded.flatMap(({ place }) => (place ? [sayPlace(place)] : [])));
  const titles = rows
    .filter((row) => row.kind === kind && row.item.text !== "" && !used.has(sayPlace(row.place)))
    .filter((row) => !mostAlike(row.item.text, demanded, (one) => one.item))
    .map((row) => row.item.text);
  return [...new Set(titles)].map((title) => item(title, kind));
}

function auditedItem(
  item: string,
  demanded: Place | undefined,
  row: CheckedRow | undefined,
  recorded: readonly AuditedEvidence[],
  gaps: readonly KnownGap[],
): AuditedItem {
  const claimed = row?.claims.map(shownClaim) ?? [];
  const beside = recorded.filter(
    ({ place }) => !claimed.some((one) => place && one.place && sayPlace(one.place) === sayPlace(place)),
  );
  const gap = mostAlike(item, gaps, (one) => one.item);
  return {
    item,
    state: stateOf(row),
    ...(row?.verdict === undefined ? {} : { result: row.verdict }),
    ...(row === undefined ? {} : { place: row.place }),
    ...(demanded === undefined ? {} : { demanded }),
    evidence: [...claimed, ...beside],
    ...(gap === undefined ? {} : { gap }),
  };
}

function stateOf(row: CheckedRow | undefined): AuditItemState {
  switch (row?.verdict) {
    case "Pass":
      return row.claims.some((claim) => proves(claim)) && row.claims.every((claim) => !isFalse(claim))
        ? "proven"
        : "unproven";
    case "Fail":
      return "failing";
    case "N/A":
      return "not-applicable";
    case "Open":
      return "open";
    case undefined:
      return (row?.result?.text ?? "") === "" ? "unanswered" : "open";
  }
}

/** A claim that is untrue; one that is only vague may stand beside one that holds. */
function isFalse(claim: CheckedClaim): boolean {
  return !proves(claim) && claim.state !== "no-line" && claim.state !== "placeholder";
}

function shownClaim({ claim, state, says, place, cell }: CheckedRow["claims"][number]): AuditedEvidence {
  return { text: claim.text, state, says, ...(place ? { place } : {}), claimed: cell.place };
}

/** Evidence of the record for an item, as it stands now. */
function recordedFor(title: string, ground: Ground): AuditedEvidence[] {
  return (ground.evidence ?? [])
    .filter((known) => mostAlike(title, [known], (one) => one.item) !== undefined)
    .map((known) => checkRecorded(known, ground));
}

/** Evidence of the record for an item, whoever asks for it. */
export function recordedEvidence(title: string, snapshot: Snapshot): AuditedEvidence[] {
  return snapshot.records.evidence.length === 0 ? [] : recordedFor(title, groundFor(snapshot));
}

/** Follows recorded evidence to where it stands now. */
export function checkRecorded(known: KnownEvidence, ground: Ground): AuditedEvidence {
  const { place } = known;
  const text = sayPlace(place);
  const claim = { is: "lines", text, start: 0, end: text.length, quotes: [], ...place } as const;
  const { state, says, place: now } = checkClaim(claim, { ...ground, evidence: [known] });
  return { text, state, says, ...(now ? { place: now } : {}) };
}
