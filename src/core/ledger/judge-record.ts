import { proofAsks, traceAsks } from "../audit/proof.ts";
import { isCode, isDocument, isTest } from "../impact/classify.ts";
import type { AuditVerdict } from "../model/audited.ts";
import type { Finding } from "../model/finding.ts";
import type { Path, Place } from "../model/place.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import type { GateVerdict, RecordVerdict, RiskVerdict, SurfaceVerdict } from "../model/verdict.ts";
import { risksOf } from "../risks/recognise.ts";
import type { Snapshot } from "../snapshot.ts";
import { firstChange } from "../surfaces/situation.ts";
import { judgeApprovals, type Approval } from "./approvals.ts";
import type { Ask } from "./ask.ts";
import type { ChangeState } from "./fold.ts";
import { judgeGates, type Gate } from "./gates.ts";
import { lintPhaseDocument } from "./phase-document.ts";
import { presentChangeSet, presentFor, tierRulesOf } from "./present.ts";
import { phaseDocumentPath } from "./scaffold.ts";
import { sha256 } from "./sha256.ts";
import { changedLines, phasesOn, rightSize, trackNow, type RightSize } from "./track.ts";

/** What gates look at besides the snapshot: what was judged before them. */
export interface RecordCase extends Snapshot {
  readonly verdicts: readonly SurfaceVerdict[];
  readonly risks: readonly RiskVerdict[];
  /** What was claimed of the change, and what is wrong with it. */
  readonly audit?: AuditVerdict;
  readonly claimed: readonly Finding[];
}

/** What the records of a change come to. */
export interface RecordJudgement {
  readonly gates: readonly GateVerdict[];
  readonly track: RightSize;
  readonly record?: RecordVerdict;
}

/**
 * The gates of every change that is judged. Where a full-size change was never started, the gates of the
 * protocol stand closed all the same: no record is not an open gate. A small change needs none.
 */
export function judgeRecord(facts: RecordCase): RecordJudgement {
  const { phases } = facts.policy.protocol;
  const { changes } = facts.records;
  const open = changes.find(({ closed }) => closed === undefined);
  const last = open ?? changes.at(-1);
  const record = last === undefined ? {} : { record: recordOf(last) };
  // Without phases there is nothing to size and to digest the change for.
  if (phases.length === 0) return { gates: [], track: NO_PHASES, ...record };
  const computed = sizeOf(facts);
  const isClosed = changes.some(({ closed }) => closed !== undefined);
  const now = isClosed ? presentChangeSet(facts) : undefined;
  const started = changes.filter(isStarted);
  const gates = started.flatMap((state) => gatesOf(facts, state, trackNow(computed, state.track), now));
  const covered = started.some(({ closed }) => closed === undefined || closed.data.changeSet === now);
  const unstarted = covered || computed.track === "lite" ? [] : notStarted(facts, phases);
  return {
    gates: [...gates, ...unstarted],
    track: trackNow(computed, open?.track),
    ...record,
  };
}

const NO_PHASES: RightSize = { track: "lite", reasons: ["the protocol has no phases"] };

/** A record that only keeps runs and decisions is no change that walks through the phases: starting one says its track. */
export function isStarted({ track }: Pick<ChangeState, "track">): boolean {
  return track !== undefined;
}

/** The track the diff deserves. */
export function sizeOf({ files, policy }: Pick<Snapshot, "files" | "policy">): RightSize {
  const risks = risksOf(policy.protocol.risks, files);
  return rightSize(
    files.map((file) => ({
      path: file.path,
      kind: isDocument(file.path) ? "documents" : isTest(file.path) ? "tests" : "code",
      lines: changedLines(file),
      neutral: file.neutral !== undefined,
      risks: (risks.get(file.path) ?? []).map(({ title }) => title),
    })),
  );
}

/** @param now names the change as it is; left out where no change was closed that could have been the same */
function gatesOf(
  facts: RecordCase,
  state: ChangeState,
  { track }: RightSize,
  now: string | undefined,
): GateVerdict[] {
  const phases = phasesOn(track, facts.policy.protocol.phases);
  if (phases.length === 0) return [];
  const texts = facts.phaseTexts.get(state.change);
  const pathOf = (phase: ProtocolPhase): Path =>
    texts?.get(phase.number)?.path ?? phaseDocumentPath(state.change, phase);
  const closed = state.closed !== undefined;
  const fallback = { path: pathOf(phases.at(-1)!), line: 1 };
  const approvals = approvalsOf(facts, state, phases);
  const gates = judgeGates({
    phases,
    documents: new Map(
      phases.flatMap((phase) => {
        const text = texts?.get(phase.number)?.text;
        if (text === undefined) return [];
        const path = pathOf(phase);
        const asks = [
          ...sentBackAsks(state, phase, path, text),
          ...lintPhaseDocument(phase, path, text),
          ...(closed ? [] : traceAsks(facts.claimed, path)),
        ];
        return [[phase.number, { place: { path, line: 1 }, asks }] as const];
      }),
    ),
    approvals,
    assumptions: state.assumptions,
    // What is owed now is the open change's business, not that of one that was done.
    surfaces: closed ? [] : [...surfaceAsks(facts.verdicts), ...riskAsks(facts.risks)],
    proof: closed ? [] : [...runAsks(facts.verdicts), ...proofAsks(facts.audit, facts.claimed, fallback)],
    codeEdits: closed || doneBefore(facts, state, now) ? [] : codeEdits(facts),
    record: recordAsks(facts),
    withoutApproval: new Set(),
  });
  const textOf = (phase: ProtocolPhase): string | undefined => texts?.get(phase.number)?.text;
  return gates.map((gate) => gateVerdict(gate, state.change, phases, pathOf, textOf));
}

/** What approvals bind is digested only where there are any. */
function approvalsOf(
  facts: RecordCase,
  state: ChangeState,
  phases: readonly ProtocolPhase[],
): readonly Approval[] {
  if (state.approvals.length === 0) return [];
  return judgeApprovals(state, {
    present: presentFor(facts, state, phases),
    signatures: facts.records.signatures,
    rules: tierRulesOf(facts.policy),
    enforced: facts.records.enforced,
  });
}

/** What was said when the very document was sent back that stands there still. */
function sentBackAsks({ sendBacks }: ChangeState, phase: ProtocolPhase, path: Path, text: string): Ask[] {
  const last = sendBacks.findLast((one) => one.phase === phase.number);
  if (last?.document === undefined || last.document !== sha256(text)) return [];
  const says = `Sent back by ${last.by.name}: ${last.comment}`;
  return [{ code: "sent-back", text: says, place: { path, line: 1 } }];
}

/** Whether nothing was changed since the change before this one was closed. */
function doneBefore({ records }: RecordCase, state: ChangeState, now: string | undefined): boolean {
  if (now === undefined) return false;
  return records.changes.some((other) => other !== state && other.closed?.data.changeSet === now);
}

function gateVerdict(
  gate: Gate,
  change: string,
  phases: readonly ProtocolPhase[],
  pathOf: (phase: ProtocolPhase) => Path,
  textOf: (phase: ProtocolPhase) => string | undefined,
): GateVerdict {
  const phase = phases.find(({ number }) => number === gate.phase)!;
  const asks = gate.is === "waiting" || gate.is === "broken" ? gate.asks : [];
  const by = gate.is === "open" ? gate.by : undefined;
  const text = textOf(phase);
  return {
    change,
    phase: gate.phase,
    title: gate.title,
    planOnly: phase.planOnly,
    state: gate.is,
    asks,
    document: pathOf(phase),
    ...(text === undefined ? {} : { documentDigest: sha256(text) }),
    ...(by === undefined ? {} : { approval: approvalOf(by) }),
  };
}

function approvalOf({ event, by, tier, weaker, lowered }: Extract<Approval, { is: "valid" }>) {
  return {
    id: event.id,
    by,
    when: event.ts,
    tier,
    ...(weaker === undefined ? {} : { weaker }),
    ...(lowered === undefined ? {} : { lowered }),
  };
}

function notStarted(facts: RecordCase, phases: readonly ProtocolPhase[]): GateVerdict[] {
  const [first] = codeEdits(facts);
  const asks: Ask[] = [
    ...recordAsks(facts),
    {
      code: "change-missing",
      text: "No change was started for these edits: lockstep start “<title>”",
      place: first ?? { path: phases[0]?.place.path ?? "", line: phases[0]?.place.line ?? 1 },
    },
  ];
  return phases.map(({ number, title, planOnly }, at) => ({
    phase: number,
    title,
    planOnly,
    state: at === 0 ? "waiting" : "ahead",
    asks: at === 0 ? asks : [],
  }));
}

function surfaceAsks(verdicts: readonly SurfaceVerdict[]): Ask[] {
  return verdicts
    .filter(({ state, role }) => state === "owed" && role !== "verification" && role !== "repository")
    .flatMap(({ title, obligations }) =>
      obligations.slice(0, 1).map(({ place, says }): Ask => {
        const more = obligations.length > 1 ? ` (and ${obligations.length - 1} more)` : "";
        return { code: "surface-owed", text: `${title} is owed: ${says}${more}`, place };
      }),
    );
}

function riskAsks(risks: readonly RiskVerdict[]): Ask[] {
  return risks
    .filter(({ state }) => state === "unanswered")
    .flatMap(({ title, requirement, because, says }) =>
      because.slice(0, 1).map((place): Ask => ({
        code: "risk-unanswered",
        text: `“${title}” asks for more: ${requirement} So far ${says[0]}.`,
        place,
      })),
    );
}

function runAsks(verdicts: readonly SurfaceVerdict[]): Ask[] {
  return verdicts
    .filter(({ state, role }) => state === "owed" && role === "verification")
    .flatMap(({ obligations }) =>
      obligations
        .slice(0, 1)
        .map(({ place, says }): Ask => ({ code: "verification-stale", text: says, place })),
    );
}

function codeEdits({ files }: Snapshot): Place[] {
  return files.filter(({ path }) => isCode(path)).map(firstChange);
}

function recordAsks({ records }: Snapshot): Ask[] {
  return records.problems
    .filter(({ weight }) => weight === "error")
    .map(({ path, reason }) => ({
      code: "record-damaged",
      text: `The record is damaged: ${path.slice(path.lastIndexOf("/") + 1)}: ${reason}`,
      place: { path, line: 1 },
    }));
}

function recordOf(state: ChangeState): RecordVerdict {
  const { change, title, opened, closed, assumptions, comments, sendBacks, violations } = state;
  return {
    id: change,
    title,
    opened: { by: opened.by.name, when: opened.at },
    started: isStarted(state),
    ...(closed === undefined ? {} : { closed: closed.data.outcome }),
    assumptions,
    comments,
    sendBacks,
    violations,
  };
}
