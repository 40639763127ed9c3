import { EXIT } from "#manifest/cli";
import type { Severity, Verdict } from "#core";
import { toJson } from "#views/json";
import { toText } from "#views/text";
import { exitFor, failsOn } from "../fail-on.ts";
import { paintFor } from "../terminal.ts";
import type { Handler } from "./handler.ts";
import { formatOf, judged } from "./judged.ts";

export const check: Handler = async (call, terminal) => {
  const format = formatOf(call.options);
  const fails = failsOn(call.options);
  const verdict = await judged(call, terminal);
  const text =
    format === "json"
      ? `${JSON.stringify(toJson(verdict), null, 2)}\n`
      : toText(verdict, paintFor(terminal, call.options));
  terminal.out.write(text);
  return exitOf(verdict, fails);
};

/** A configuration that does not hold judges nothing: that comes first. */
function exitOf({ findings, gates }: Verdict, fails: readonly Severity[]): number {
  if (findings.some(({ rule, severity }) => rule.startsWith("config/") && severity === "error"))
    return EXIT.badInput;
  const exit = exitFor(findings, fails);
  if (exit !== EXIT.inStep) return exit;
  return gates.some(({ state }) => state === "waiting" || state === "broken") ? EXIT.gateClosed : EXIT.inStep;
}
