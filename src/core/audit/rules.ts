import type { Because, Finding, Fix, Severity } from "../model/finding.ts";
import type { Place } from "../model/place.ts";
import type { Rule } from "../rules/rule.ts";
import type { Stage } from "../snapshot.ts";

/** A rule about what a document claims: what a `Rule` is, judged from an audit instead of the change alone. */
export type AuditRule = Omit<Rule, "judge">;

const SOFT = { working: "info", gate: "warning", ci: "error" } as const;
const HARD = { working: "error", gate: "error", ci: "error" } as const;
const FIRM = { working: "warning", gate: "warning", ci: "error" } as const;
const NOTE = { working: "hint", gate: "info", ci: "info" } as const;

/** Every rule about evidence, audits and traces, by id. */
export const AUDIT_RULES = {
  "evidence/missing": rule(
    "A row says Pass and shows no evidence.",
    "Pass is impossible without evidence that holds. It clears when the row names `file:line`, a symbol or a recorded run, or no longer says Pass.",
    SOFT,
  ),
  "evidence/no-line": rule(
    "Evidence names a file and no line.",
    "A file without a line proves only that the file is there. It clears when a line or a symbol is named.",
    SOFT,
  ),
  "evidence/placeholder": rule(
    "Evidence was never filled in.",
    "Raised on `path/to/file:NN`, `TBD`, `xxxx` and the like. It clears when real evidence stands there.",
    SOFT,
  ),
  "evidence/unresolved": rule(
    "Evidence names a file that is not there.",
    "No file of the tree has that path, nor ends with it. It clears when the claim names a file of this tree.",
    HARD,
  ),
  "evidence/line-out-of-range": rule(
    "Evidence names a line the file does not have.",
    "The file is shorter than the claim says.",
    HARD,
  ),
  "evidence/moved": rule(
    "What the evidence stands on is somewhere else now.",
    "The text was found again, at another line or in a renamed file. It clears when the claim names the new place; the fix does that.",
    { working: "info", gate: "warning", ci: "info" },
  ),
  "evidence/changed": rule(
    "The text the evidence stood on is worded differently now.",
    "Its surroundings are there, the text itself is not, or what is quoted beside the claim stands nowhere in the file. Read the lines again and claim anew.",
    FIRM,
  ),
  "evidence/gone": rule(
    "Nothing is left of what the evidence stood on.",
    "The line is blank, the symbol is not in the file, or the text was removed.",
    HARD,
  ),
  "evidence/unrelated": rule(
    "Evidence stands in a file this change never touched.",
    "Often right (a check that was there before), so it is only a note.",
    NOTE,
  ),
  "evidence/run-stale": rule(
    "A claimed run is of another tree.",
    "The command ran, and then what it covered changed. It clears when it is run again: lockstep verify.",
    FIRM,
  ),
  "evidence/run-failed": rule(
    "A claimed run did not pass on this tree, or not as claimed.",
    "Lockstep's own record of the run says otherwise.",
    FIRM,
  ),
  "evidence/never-run": rule(
    "A run is claimed and none is recorded.",
    "Only runs by Lockstep's own runner count, because only they are recorded with exit status, output and tree. It clears when the command is run: lockstep verify.",
    SOFT,
  ),
  "audit/item-missing": rule(
    "An item of the protocol's self-audit has no row.",
    "Every item the protocol lists has to be answered, if only with N/A and why.",
    SOFT,
  ),
  "audit/verdict-invalid": rule(
    "A result is no valid word.",
    "Pass, Fail, Open or N/A, or a sign that means one of them. Both at once, “probably” and a question mark are no results.",
    SOFT,
  ),
  "audit/reason-missing": rule(
    "A row says N/A and gives no reason.",
    "Anything can be called not applicable. It counts with a reason: behind the word, as evidence or as follow-up.",
    SOFT,
  ),
  "audit/fail-without-gap": rule(
    "A failing row has no entry under KNOWN GAPS.",
    "Whatever fails needs somebody who closes it and a date.",
    SOFT,
  ),
  "audit/gap-without-owner": rule(
    "A known gap has no owner or no ETA.",
    "A gap without an owner and a date stays open for ever.",
    SOFT,
  ),
  "audit/rubric-incomplete": rule(
    "A criterion of the final rubric is missing or unanswered.",
    "The rubric counts when every criterion of the protocol has a result.",
    SOFT,
  ),
  "audit/log-field-missing": rule(
    "An audit log entry lacks a field the protocol names.",
    "The protocol's example entry says which fields every entry carries.",
    SOFT,
  ),
  "audit/log-counts": rule(
    "An audit log entry breaks the protocol's count rule.",
    "It says its counts match where they differ, or files were deleted although they differ, or that they differ where they match.",
    FIRM,
  ),
  "trace/file-without-why": rule(
    "A [FILE] block has no [WHY].",
    "Every changed file says why it changed.",
    SOFT,
  ),
  "trace/diff-missing": rule(
    "A [FILE] block has no [DIFF].",
    "Where the protocol asks for [DIFF], every changed file shows what changed.",
    SOFT,
  ),
  "trace/diff-mismatch": rule(
    "A [DIFF] is not what the tree has.",
    "A line it adds is not in the file, a line it removes still is or never was, or the change has lines the diff leaves out.",
    SOFT,
  ),
  "trace/file-unchanged": rule(
    "A [FILE] block names a file the change does not touch.",
    "Either the block is of another change or the edit was never made.",
    FIRM,
  ),
  "trace/blocks-missing": rule(
    "The document of the phase that shows the changes has no [FILE] block.",
    "Where the protocol asks for a block for every changed file, its phase has them before it ends. The fix inserts them with their diffs; the reasons are yours.",
    SOFT,
  ),
  "trace/file-unlisted": rule(
    "A changed file has no [FILE] block.",
    "Where a document traces its changes, it traces all of them.",
    SOFT,
  ),
} as const satisfies Record<string, Omit<AuditRule, "id">>;

export type AuditRuleId = keyof typeof AUDIT_RULES;

function rule(title: string, help: string, ladder: Partial<Record<Stage, Severity>>): Omit<AuditRule, "id"> {
  return { title, help, ladder };
}

/** A finding of a rule at a stage; none where the rule is silent there. */
export function say(
  id: AuditRuleId,
  stage: Stage,
  place: Place,
  message: string,
  more: { readonly because?: readonly Because[]; readonly fixes?: readonly Fix[] } = {},
): Finding[] {
  const severity = AUDIT_RULES[id].ladder[stage];
  if (severity === undefined) return [];
  return [
    {
      rule: id,
      severity,
      message,
      place,
      because: more.because ?? [],
      ...(more.fixes ? { fixes: more.fixes } : {}),
    },
  ];
}
