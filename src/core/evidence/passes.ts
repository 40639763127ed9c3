import type { RunGap, TestCounts } from "../model/ledger.ts";

/** What a run came to, as it is recorded. */
export interface Outcome {
  readonly exit: number;
  readonly tests?: TestCounts;
  readonly gap?: RunGap;
}

/** Whether a run says that what it verifies is so: it ended well, and its report names no case that failed. */
export function passes({ exit, tests, gap }: Outcome): boolean {
  return exit === 0 && gap === undefined && (tests?.failed ?? 0) === 0;
}

/** What came of a run, as what is said of its command: `exited with 1 on this tree`. */
export function sayHere({ exit, failed = 0 }: { readonly exit: number; readonly failed?: number }): string {
  return exit === 0 && failed > 0
    ? `reports ${failed} failed on this tree`
    : `exited with ${exit} on this tree`;
}
