import { EXIT } from "#manifest/cli";
import type { Severity, Verdict } from "#core";
import { exitFor, failsOn } from "../fail-on.ts";
import { printerFor } from "../formats.ts";
import { paintFor } from "../terminal.ts";
import type { Handler } from "./handler.ts";
import { judged } from "./judged.ts";

export const check: Handler = async (call, terminal) => {
  const print = printerFor(call.options);
  const fails = failsOn(call.options);
  const verdict = await judged(call, terminal);
  terminal.out.write(print(verdict, paintFor(terminal, call.options)));
  return exitOf(verdict, fails);
};

/** Only a person can clear it: alone it closes the gate, and is nothing to fix. */
const WAITS = "gate/approval-missing";

/** A configuration that does not hold judges nothing: that comes first. */
function exitOf({ findings, gates }: Verdict, fails: readonly Severity[]): number {
  if (findings.some(({ rule, severity }) => rule.startsWith("config/") && severity === "error"))
    return EXIT.badInput;
  const exit = exitFor(
    findings.filter(({ rule }) => rule !== WAITS),
    fails,
  );
  if (exit !== EXIT.inStep) return exit;
  return gates.some(({ state }) => state === "waiting" || state === "broken") ? EXIT.gateClosed : EXIT.inStep;
}
