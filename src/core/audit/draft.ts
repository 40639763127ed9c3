import type { Config } from "../config/schema.ts";
import { checkClaim } from "../evidence/check-claim.ts";
import type { Ground } from "../evidence/ground.ts";
import { parseClaims } from "../evidence/parse-claims.ts";
import type { Protocol } from "../model/protocol.ts";
import { mostAlike } from "./alike.ts";
import type { GapRow, Result } from "./audit.ts";
import { answerFor } from "./bound-answer.ts";
import { type Answer, at, type ProbeCase } from "./probes/probe.ts";

/** One row of a generated self-audit or rubric. */
export interface DraftRow {
  readonly item: string;
  readonly description?: string;
  readonly result: Result;
  /** Written as claims; every one of a Pass was checked and holds. */
  readonly evidence: readonly string[];
  /** What was looked for and found. */
  readonly says: string;
  readonly followUp: string;
  /** A probe suggests this result; the row stays Open until a person confirms it. */
  readonly candidate?: Result;
}

/** A row that fails, and who closes it when, as far as somebody said so. */
export interface DraftGap {
  readonly item: string;
  readonly owner?: string;
  readonly eta?: string;
  /** What still has to be asked for: `owner`, `ETA`. */
  readonly asks: readonly ("owner" | "ETA")[];
  readonly note: string;
}

export interface Draft {
  readonly rows: readonly DraftRow[];
  readonly gaps: readonly DraftGap[];
}

/** What a person already answered for an item: confirmed candidates, results with their evidence. */
export interface Confirmed {
  readonly item: string;
  readonly result: Result;
  readonly evidence: readonly string[];
}

export interface DraftOptions {
  /** Gaps recorded in the ledger. */
  readonly gaps?: readonly Pick<GapRow, "item" | "owner" | "eta">[];
  readonly confirmed?: readonly Confirmed[];
  /** What the configuration binds audit items to, by the slug of their text. */
  readonly bindings?: Config["audit"];
}

/** The items of a self-audit where a protocol names none. */
export const COMMON_ITEMS = [
  "Requirements coverage",
  "Tests added & passing",
  "Secrets not exposed",
  "Fault tolerance",
  "Structured logging",
  "Cleanup safe & conditional",
  "Migrations match the schema",
  "CI runs the tests",
  "Documentation updated",
  "Idempotency verified",
] as const;

/** What a protocol asks to be answered: its audit table, else its checklist, else the common items. */
export function auditItems({ audit, checklist }: Pick<Protocol, "audit" | "checklist">): string[] {
  if (audit.length > 0) return audit.map(({ item }) => item);
  return checklist.length > 0 ? checklist.map(({ text }) => text) : [...COMMON_ITEMS];
}

/** Drafts the self-audit: an answer for every item, each Pass with evidence that was checked and holds. */
export function draftAudit(
  protocol: Pick<Protocol, "audit" | "checklist">,
  facts: ProbeCase,
  options: DraftOptions = {},
): Draft {
  const rows = auditItems(protocol).map((item) => draftRow(item, facts, options));
  return { rows, gaps: gapsOf(rows, options) };
}

/** Drafts the final verification rubric the same way. */
export function draftRubric(
  protocol: Pick<Protocol, "rubric">,
  facts: ProbeCase,
  options: DraftOptions = {},
): Draft {
  const rows = protocol.rubric.map(({ criterion, description }) => ({
    ...draftRow(criterion, facts, options),
    description,
  }));
  return { rows, gaps: gapsOf(rows, options) };
}

function draftRow(item: string, facts: ProbeCase, { confirmed = [], bindings }: DraftOptions): DraftRow {
  const said = mostAlike(item, confirmed, (one) => one.item);
  const recorded = recordedFor(item, facts.ground);
  const answer = answerFor(item, facts, bindings);
  const firm = answer.result === "Fail" || (answer.result === "Pass" && !answer.candidate);
  if (said && !firm && !(answer.needsRun && said.result === "Pass"))
    return judged(
      item,
      { result: said.result, evidence: [...said.evidence, ...recorded], says: "Answered by a person." },
      facts.ground,
    );
  // Evidence a person recorded for this item makes a Pass of what a probe could only suggest. It is no run.
  if (recorded.length > 0 && (answer.candidate || answer.result === "Open") && !firm && !answer.needsRun) {
    return judged(
      item,
      { result: "Pass", evidence: recorded, says: "Evidence was recorded for it." },
      facts.ground,
    );
  }
  return judged(item, answer, facts.ground);
}

/** What people recorded as evidence for an item, where it stands now. */
function recordedFor(item: string, { evidence = [] }: Ground): string[] {
  return evidence
    .filter(({ byPerson }) => byPerson !== false)
    .filter((one) => mostAlike(item, [one], (known) => known.item) !== undefined)
    .map(({ place }) => at(place));
}

/** Writes a row only with evidence that was checked: what moved is written where it is now, the rest is left out. */
function judged(
  item: string,
  { result, evidence, says, candidate, followUp = "" }: Answer,
  ground: Ground,
): DraftRow {
  const holding = [...new Set(evidence.flatMap((written) => checkedText(written, ground) ?? []))];
  const bare = { item, evidence: holding, says };
  if (result === "Pass" && holding.length === 0)
    return { ...bare, result: "Open", followUp: followUp || "Give evidence that holds" };
  if (candidate)
    return {
      ...bare,
      result: "Open",
      candidate: result,
      followUp: `${result === "Open" ? "" : `Looks like ${result === "N/A" ? "it does not apply" : `a ${result}`}; a person has to confirm it. `}${says}${followUp ? ` ${followUp}.` : ""}`,
    };
  // What does not apply says why: nobody believes it otherwise.
  return { ...bare, result, followUp: result === "N/A" ? followUp || says : followUp };
}

/** A piece of evidence as it is to be written; `undefined` where it does not hold. */
function checkedText(written: string, ground: Ground): string | undefined {
  const claims = parseClaims(written, (path) => ground.index.resolve(path).length > 0);
  const checked = claims.map((claim) => checkClaim(claim, ground));
  const [first] = checked;
  if (!first || !checked.every(({ state }) => state === "holds" || state === "moved")) return undefined;
  return first.state === "moved" && first.place ? at(first.place) : written;
}

function gapsOf(rows: readonly DraftRow[], { gaps = [] }: DraftOptions): DraftGap[] {
  return rows
    .filter(({ result }) => result === "Fail")
    .map(({ item, says }) => {
      const known = mostAlike(item, gaps, (gap) => gap.item);
      return {
        item,
        ...(known?.owner === undefined ? {} : { owner: known.owner }),
        ...(known?.eta === undefined ? {} : { eta: known.eta }),
        asks: [
          ...(known?.owner === undefined ? (["owner"] as const) : []),
          ...(known?.eta === undefined ? (["ETA"] as const) : []),
        ],
        note: says,
      };
    });
}
