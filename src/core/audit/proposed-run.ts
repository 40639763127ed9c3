import type { Path } from "../model/place.ts";

/** A verification command for a change. It is only proposed: nothing runs without a person's consent. */
export interface ProposedRun {
  /** Relative to the repository's root; empty for the root. */
  readonly cwd: Path;
  readonly argv: readonly [string, ...string[]];
  /** Smallest first: syntax of one file, the tests that touch the change, everything. */
  readonly size: "syntax" | "tests" | "suite";
  /** One sentence. */
  readonly why: string;
  /** The changed files it says something about. */
  readonly because: readonly Path[];
}
