import { EXIT } from "#manifest/cli";
import type { Finding, Severity } from "#core";
import type { Options } from "./arguments.ts";
import { UsageError } from "./commands/handler.ts";

const FAILS = {
  error: ["error"],
  warning: ["error", "warning"],
  never: [],
} as const satisfies Record<string, readonly Severity[]>;

/** The severities that `--fail-on` makes fail. Throws UsageError. */
export function failsOn({ "fail-on": failOn = "warning" }: Options): readonly Severity[] {
  if (!isFailOn(failOn)) throw new UsageError(`--fail-on takes ${Object.keys(FAILS).join(", ")}.`);
  return FAILS[failOn];
}

/** 1 where a finding fails, else 0. */
export function exitFor(findings: readonly Finding[], fails: readonly Severity[]): number {
  return findings.some(({ severity }) => fails.includes(severity)) ? EXIT.findings : EXIT.inStep;
}

function isFailOn(text: string): text is keyof typeof FAILS {
  return Object.hasOwn(FAILS, text);
}
