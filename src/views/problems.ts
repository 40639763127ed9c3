import type { Because, Finding, Path, Severity, Verdict } from "#core";
import { groupBy } from "#core";
import { plain } from "./plain.ts";
import { withoutMarks } from "./without-marks.ts";

/** A diagnostic, whatever draws it. Lines are 1-based. */
export interface Problem {
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
  readonly severity: Severity;
  readonly rule: string;
  readonly related: readonly Because[];
  readonly finding: Finding;
}

/**
 * The Problems panel: findings by file. At most `maximum` in all; what is left out is said by the last one,
 * never silently dropped.
 */
export function problems({ findings }: Verdict, maximum: number): Map<Path, Problem[]> {
  const shown = findings.slice(0, maximum).map(problem);
  const left = findings.length - shown.length;
  const last = shown.at(-1);
  if (left > 0 && last) {
    shown.push({
      ...last,
      message: `… and ${left} more, see Update Surfaces.`,
      severity: "info",
      related: [],
    });
  }
  return groupBy(shown, ({ finding }) => finding.place.path);
}

function problem(finding: Finding): Problem {
  const { place, message, severity, rule, because } = finding;
  return {
    line: place.line,
    endLine: place.endLine ?? place.line,
    message: plain(message, 600),
    severity,
    rule,
    related: because.flatMap(({ says, ...line }) =>
      says === undefined ? [] : [{ ...line, says: withoutMarks(says) }],
    ),
    finding,
  };
}
