import type { Finding, Fix } from "../model/finding.ts";
import type { CheckedClaim, ClaimState } from "../model/evidence.ts";
import type { Stage } from "../snapshot.ts";
import type { Ground } from "../evidence/ground.ts";
import { isPass, sayGapOf } from "../evidence/known-runs.ts";
import { sayHere } from "../evidence/passes.ts";
import { isEmptyText } from "../evidence/placeholders.ts";
import type { AuditRow, Cell } from "./audit.ts";
import { isComposeFile } from "./probes/compose-file.ts";
import { runsNoTest } from "./probes/tests.ts";
import { WORKFLOW } from "./probes/workflows.ts";
import { reanchored } from "./reanchor.ts";
import { type AuditRuleId, say } from "./rules.ts";

/** A claim of a row, checked. */
export interface CheckedPlaced extends CheckedClaim {
  readonly cell: Cell;
}

/** A row with its claims checked. */
export interface CheckedRow extends Omit<AuditRow, "claims"> {
  readonly claims: readonly CheckedPlaced[];
}

const RULE_OF = {
  holds: undefined,
  moved: "evidence/moved",
  changed: "evidence/changed",
  gone: "evidence/gone",
  "out-of-range": "evidence/line-out-of-range",
  placeholder: "evidence/placeholder",
  unresolved: "evidence/unresolved",
  "no-line": "evidence/no-line",
  "stale-run": "evidence/run-stale",
  "failed-run": "evidence/run-failed",
  "never-run": "evidence/never-run",
} as const satisfies Record<ClaimState, AuditRuleId | undefined>;

/** States in which a claim proves something, if only elsewhere. */
export function proves({ state }: Pick<CheckedClaim, "state">): boolean {
  return state === "holds" || state === "moved";
}

/** What is wrong with the evidence of a row. */
export function evidenceFindings(row: CheckedRow, ground: Ground, stage: Stage): Finding[] {
  const proven = row.claims.some((claim) => proves(claim));
  // What stands beside evidence that holds, or in a row that claims nothing, may be as vague as it likes.
  const lenient = proven || row.verdict === "N/A" || row.verdict === "Fail" || row.verdict === "Open";
  const findings = row.claims.flatMap((claim) => {
    const rule = RULE_OF[claim.state];
    if (rule === undefined) return unrelated(claim, row, ground, stage);
    if (lenient && (claim.state === "no-line" || claim.state === "placeholder")) return [];
    const { text } = claim.claim;
    const fix = claim.state === "moved" ? reanchor(claim) : undefined;
    return say(rule, stage, claim.cell.place, sayClaim(text, claim), {
      because: claim.place ? [{ ...claim.place, says: claim.says }] : [],
      ...(fix ? { fixes: [fix] } : {}),
    });
  });
  return [...findings, ...missing(row, stage), ...impliedRun(row, ground, stage)];
}

function sayClaim(text: string, { says, state }: CheckedClaim): string {
  const shown = text.length > 120 ? `${text.slice(0, 119)}…` : text;
  const next = {
    "no-line": " Name the line.",
    placeholder: " Put the real file and line there.",
    "never-run": " Run it with lockstep verify.",
    "stale-run": " Run it again with lockstep verify.",
  } as const satisfies Partial<Record<ClaimState, string>>;
  return `“${shown}”: ${says}.${Object.hasOwn(next, state) ? next[state as keyof typeof next] : ""}`;
}

function missing(row: CheckedRow, stage: Stage): Finding[] {
  if (row.verdict !== "Pass" || row.claims.length > 0 || row.kind === "runs") return [];
  const said = row.evidence?.text ?? "";
  const why = isEmptyText(said) ? "names no evidence" : `says “${said.slice(0, 80)}”, which nobody can check`;
  return say(
    "evidence/missing",
    stage,
    row.evidence?.place ?? row.place,
    `“${row.item.text}” is Pass and ${why}. Name file:line or a recorded run.`,
  );
}

function unrelated(
  { claim, place, cell }: CheckedPlaced,
  row: CheckedRow,
  { touched }: Ground,
  stage: Stage,
): Finding[] {
  if (row.verdict !== "Pass" || place === undefined || touched.size === 0 || touched.has(place.path))
    return [];
  // What the tests run by and what is deployed is asked of every change, and rarely touched by one.
  if (WORKFLOW.test(place.path) || isComposeFile(place.path)) return [];
  return say(
    "evidence/unrelated",
    stage,
    cell.place,
    `“${claim.text}” is there, in a file this change does not touch.`,
    { because: [place] },
  );
}

const PASSING =
  /\btests?\b.{0,40}\b(?:pass(?:es|ed|ing)?|green|run)\b|\b(?:pass(?:es|ed|ing)|green)\b.{0,40}\btests?\b|\bverification (?:completed|run|passed)\b/i;

/** A row that says tests pass claims a run, whether it names one or not; the record decides, where there is one. */
function impliedRun(row: CheckedRow, { runs, missed = [], treeDigest }: Ground, stage: Stage): Finding[] {
  if (row.verdict !== "Pass" || !runs || row.claims.some(({ claim }) => claim.is === "run")) return [];
  if (!PASSING.test(row.item.text)) return [];
  const ran = runs.filter(({ command }) => !runsNoTest(command));
  const here = ran.filter((run) => run.treeDigest === treeDigest);
  const failed = here.at(-1);
  const place = row.result?.place ?? row.place;
  if (here.some(isPass)) return [];
  if (failed)
    return say(
      "evidence/run-failed",
      stage,
      place,
      `“${row.item.text}” is Pass, and ${failed.command} ${sayHere(failed)}.`,
    );
  if (ran.length > 0)
    return say(
      "evidence/run-stale",
      stage,
      place,
      `“${row.item.text}” is Pass, and the recorded runs are of another tree. Run: lockstep verify.`,
    );
  const gap = missed.findLast((run) => run.treeDigest === treeDigest && !runsNoTest(run.command));
  const says = gap ? `${gap.command} has no result: ${sayGapOf(gap.gap)}` : "no run is recorded";
  return say(
    "evidence/never-run",
    stage,
    place,
    `“${row.item.text}” is Pass, and ${says}. Run: lockstep verify.`,
  );
}

/** Puts the new place where the old one stands in the cell. */
function reanchor(claim: CheckedPlaced): Fix | undefined {
  const edit = claim.place && reanchored(claim, claim.place);
  return edit && { title: `Move evidence to ${edit.text}`, edits: [edit] };
}
