import { Trouble, type TroubleCode } from "#ports";

/** What git says, in the C locale, when it refuses; first match wins. */
const REFUSALS: readonly (readonly [pattern: RegExp, code: TroubleCode])[] = [
  [/detected dubious ownership/, "dubious-ownership"],
  [/cannot use bare repository|must be run in a work tree/, "bare-repository"],
  [/not a git repository/, "not-a-repository"],
  [
    /unknown revision|bad revision|ambiguous argument|Needed a single revision|Not a valid object name/i,
    "unknown-ref",
  ],
];

/** The Trouble that a git process which ended with `exit` and wrote `stderr` amounts to. */
export function gitFailure(command: string, exit: number, stderr: string): Trouble {
  const code = REFUSALS.find(([pattern]) => pattern.test(stderr))?.[1] ?? "git-failed";
  return new Trouble(code, { command, exit: String(exit), stderr: firstLine(stderr) });
}

/** The first line with text, without git's "fatal:" in front. */
function firstLine(stderr: string): string {
  const line = stderr.split("\n").find((each) => each.trim() !== "") ?? "";
  return line.replace(/^(?:fatal|error|warning): /, "").trim();
}
