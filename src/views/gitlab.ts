import { fingerprints, identitiesOf, type Severity, type Verdict } from "#core";
import { plain } from "./plain.ts";

const SEVERITIES = { error: "major", warning: "minor", info: "info", hint: "info" } as const satisfies Record<
  Severity,
  string
>;

/** GitLab's Code Quality report: a JSON list with fingerprints that hold no line, so that an issue stays the same one. */
export function toGitlab(verdict: Verdict): string {
  const names = fingerprints(identitiesOf(verdict));
  const issues = verdict.findings.map(({ rule, severity, message, place: { path, line, endLine } }, at) => ({
    description: plain(message, 1_000),
    check_name: rule,
    fingerprint: names[at],
    severity: SEVERITIES[severity],
    location: {
      path: plain(path, 4_096),
      lines: { begin: line, ...(endLine === undefined ? {} : { end: endLine }) },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
