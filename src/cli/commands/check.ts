import { EXIT } from "#manifest/cli";
import type { Severity, Verdict } from "#core";
import { toJson } from "#views/json";
import { toText } from "#views/text";
import { paintFor } from "../terminal.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, judged } from "./judged.ts";

const FAILS = {
  error: ["error"],
  warning: ["error", "warning"],
  never: [],
} as const satisfies Record<string, readonly Severity[]>;

export const check: Handler = async (call, terminal) => {
  const format = formatOf(call.options);
  const failOn = call.options["fail-on"] ?? "warning";
  if (!isFailOn(failOn)) throw new UsageError(`--fail-on takes ${Object.keys(FAILS).join(", ")}.`);
  const verdict = await judged(call, terminal);
  const text =
    format === "json" ? `${JSON.stringify(toJson(verdict), null, 2)}\n` : toText(verdict, paintFor(terminal, call.options));
  terminal.out.write(text);
  return exitOf(verdict, FAILS[failOn]);
};

/** A configuration that does not hold judges nothing: that comes first. */
function exitOf({ findings, gates }: Verdict, fails: readonly Severity[]): number {
  if (findings.some(({ rule, severity }) => rule.startsWith("config/") && severity === "error")) return EXIT.badInput;
  if (findings.some(({ severity }) => fails.includes(severity))) return EXIT.findings;
  return gates.some(({ state }) => state === "waiting" || state === "broken") ? EXIT.gateClosed : EXIT.inStep;
}

function isFailOn(text: string): text is keyof typeof FAILS {
  return Object.hasOwn(FAILS, text);
}
