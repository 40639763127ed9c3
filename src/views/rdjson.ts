import type { Place, Severity, Verdict } from "#core";
import { plain } from "./plain.ts";

const SEVERITIES = {
  error: "ERROR",
  warning: "WARNING",
  info: "INFO",
  hint: "INFO",
} as const satisfies Record<Severity, string>;

/** Reviewdog's Diagnostic Format: one JSON object, lines 1-based. */
export function toRdjson({ findings }: Verdict): string {
  const report = {
    source: { name: "lockstep" },
    diagnostics: findings.map(({ rule, severity, message, place, because }) => ({
      message: plain(message, 1_000),
      location: locationOf(place),
      severity: SEVERITIES[severity],
      code: { value: rule },
      ...(because.length > 0
        ? {
            related_locations: because.slice(0, 20).map((line) => ({
              message: plain(line.says ?? "because of this line", 400),
              location: locationOf(line),
            })),
          }
        : {}),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function locationOf({ path, line, endLine }: Place): object {
  return {
    path: plain(path, 4_096),
    range: { start: { line }, ...(endLine === undefined ? {} : { end: { line: endLine } }) },
  };
}
