import type { Severity, Verdict } from "#core";
import { EXIT } from "#manifest/cli";
import { exitFor } from "./fail-on.ts";

/** Only a person can clear these: alone they close the gate, and are nothing to fix. */
const WAITS: ReadonlySet<string> = new Set(["gate/approval-missing", "assumption/unconfirmed"]);

/** What `check` exits with. A configuration that does not hold judges nothing: that comes first. */
export function exitOf(
  { findings, gates }: Pick<Verdict, "findings" | "gates">,
  fails: readonly Severity[],
): number {
  if (findings.some(({ rule, severity }) => rule.startsWith("config/") && severity === "error"))
    return EXIT.badInput;
  const exit = exitFor(
    findings.filter(({ rule }) => !WAITS.has(rule)),
    fails,
  );
  if (exit !== EXIT.inStep) return exit;
  return gates.some(({ state }) => state === "waiting" || state === "broken") ? EXIT.gateClosed : EXIT.inStep;
}
