import {
  approvalStatement,
  type ApprovalStatement,
  type Path,
  phasesOn,
  passes,
  presentFor,
  sayGapOf,
  sha256,
  type Snapshot,
  trackNow,
  sizeOf,
  type Verdict,
} from "#core";
import { gateOf } from "./gate.ts";

/** What a person is asked to approve, and the text they are shown. */
export interface ApprovalAct {
  readonly change: string;
  readonly phase: number;
  readonly statement: ApprovalStatement;
  readonly shown: string;
}

/** What the person who is asked is told besides what the record says. */
export interface Asked {
  /** Marks of a coding agent in the environment. */
  readonly marks: readonly string[];
  /** Changed files the person has not looked at; `undefined` where nobody can tell. */
  readonly unread?: readonly Path[];
}

/** What still may be asked of a gate when somebody comes to approve it: only that somebody does. */
const ABOUT_APPROVAL = new Set([
  "approval-missing",
  "approval-stale",
  "approval-too-low",
  "approval-taken-back",
  "approval-unverified",
]);

/**
 * Prepares the approval of a phase: refused unless nothing is asked of its gate but the approval. It writes
 * nothing; whoever shows the text and has it signed records it.
 */
export function prepareApproval(
  snapshot: Snapshot,
  verdict: Verdict,
  phase: number,
  { marks, unread }: Asked,
): ApprovalAct | { readonly refused: string } {
  const found = gateOf(verdict, phase);
  if ("refused" in found) return found;
  const { gate, change } = found;
  if (gate.state === "open")
    return { refused: `Phase ${phase}, ${gate.title}, is approved and nothing changed since.` };
  if (gate.state === "ahead") return { refused: `Phase ${phase} waits for the phases before it.` };
  const left = gate.asks.filter(({ code }) => !ABOUT_APPROVAL.has(code));
  const [first] = left;
  if (first !== undefined) {
    const more = left.length > 1 ? ` (and ${left.length - 1} more)` : "";
    return {
      refused: `There is something to do before phase ${phase} can be approved: ${first.text}${more}.`,
    };
  }
  const state = snapshot.records.changes.find((one) => one.change === change);
  const phases =
    state && phasesOn(trackNow(sizeOf(snapshot), state.track).track, snapshot.policy.protocol.phases);
  const present = phases && presentFor(snapshot, state, phases);
  const shown = approvalText(snapshot, verdict, phase, unread);
  const statement =
    present && approvalStatement(state, present, phase, { shown: sha256(shown), marks: [...marks] });
  if (statement === undefined)
    return {
      refused: "Nobody can tell which repository this is: nothing is committed yet, or the clone is shallow.",
    };
  return { change, phase, statement, shown };
}

/** Everything the approval stands on, in plain lines: what the person reads, and what its digest names. */
function approvalText(
  { records, files, protocol }: Snapshot,
  { gates, record, findings }: Verdict,
  phase: number,
  unread: readonly Path[] | undefined,
): string {
  const gate = gates.find((one) => one.change === record?.id && one.phase === phase)!;
  const state = records.changes.find(({ change }) => change === record?.id);
  const questions = gate.asks.filter(({ code }) => code === "question-unanswered");
  const unverified = findings.filter(({ rule }) => rule.startsWith("evidence/"));
  const assumptions = record?.assumptions ?? [];
  return [
    `${record?.title ?? ""}: phase ${phase}, ${gate.title}`,
    `Protocol: ${protocol.title}`,
    `Document: ${gate.document ?? "none"}`,
    gate.planOnly
      ? "The tree is not bound: this phase only asks and plans."
      : `${counted(files.length, "changed file")} bound as they are now.`,
    ...listed("Not looked at", (unread ?? []).map(String)),
    ...listed(
      "Open questions",
      questions.map(({ text }) => text),
    ),
    ...listed(
      "Evidence that is not verified",
      unverified.map(({ message }) => message),
    ),
    ...listed(
      "Assumptions",
      assumptions.map(({ text, state: is }) => `${text} (${is})`),
    ),
    ...listed(
      "Runs",
      (state?.runs ?? [])
        .slice(-5)
        .map(
          (run) =>
            `${run.command}: ${run.gap ? `no result, ${sayGapOf(run.gap)}` : passes(run) ? "passed" : `failed, exit ${run.exit}`}`,
        ),
    ),
  ].join("\n");
}

const LISTED = 12;

function listed(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, LISTED).map((item) => `  - ${item.slice(0, 200)}`);
  const more = items.length > LISTED ? [`  … and ${items.length - LISTED} more`] : [];
  return [`${title} (${items.length}):`, ...shown, ...more];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
