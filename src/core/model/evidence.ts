import type { RunGap } from "./ledger.ts";
import type { Path, Place } from "./place.ts";

/**
 * What a claim came to when it was checked.
 * - `holds`: what it stands on is where it says;
 * - `moved`: it is elsewhere now, and the new place is known;
 * - `changed`: the place is known, and its text is another;
 * - `gone`: nothing of it is left, or nothing ever stood there;
 * - `out-of-range`: the file has fewer lines;
 * - `placeholder`: nobody filled it in;
 * - `unresolved`: there is no such file;
 * - `no-line`: a file and no line, so that nothing can be checked but that the file is there;
 * - `stale-run`: the command passed, on another tree;
 * - `failed-run`: the command ran on this tree and did not pass, or not as claimed;
 * - `never-run`: no run of it is recorded.
 */
export type ClaimState =
  | "holds"
  | "moved"
  | "changed"
  | "gone"
  | "out-of-range"
  | "placeholder"
  | "unresolved"
  | "no-line"
  | "stale-run"
  | "failed-run"
  | "never-run";

interface Written {
  /** As it was written. */
  readonly text: string;
  /** Columns in the text it was read from, 0-based, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** One or more lines of a file: `src/retry.ts:12-14`. `path` is as written, and may be only a file's name. */
export interface LinesClaim extends Written {
  readonly is: "lines";
  readonly path: string;
  readonly line: number;
  readonly endLine?: number;
  /** Code that is said to stand there: a code span beside the claim. */
  readonly quotes: readonly string[];
}

/** Something a file defines: `src/retry.ts#retry`, `tests/test_retry.py::test_gives_up`. */
export interface SymbolClaim extends Written {
  readonly is: "symbol";
  readonly path: string;
  readonly symbol: string;
}

/** A file without a line. */
export interface FileClaim extends Written {
  readonly is: "file";
  readonly path: string;
}

/** A command that is said to have run, and what is said to have come of it. */
export interface RunClaim extends Written {
  readonly is: "run";
  /** Empty where only an outcome is claimed: "35 passed". */
  readonly command: string;
  readonly exit?: number;
  readonly passed?: number;
  readonly failed?: number;
}

/** Words that stand where evidence should: `path/to/file:NN`, `TBD`. */
export interface PlaceholderClaim extends Written {
  readonly is: "placeholder";
}

/** Something a text claims that can be checked. */
export type Claim = LinesClaim | SymbolClaim | FileClaim | RunClaim | PlaceholderClaim;

/**
 * What evidence stands on, so that it is found again: digests only, never the text. Made of words and
 * marks without white space and without what a formatter adds or drops.
 */
export interface Anchor {
  /** How many words and marks it stands on; never 0. */
  readonly length: number;
  /** A rolling hash of them, to look for candidates in linear time. */
  readonly rolling: string;
  /** A collision-resistant digest of them, to believe a candidate. */
  readonly digest: string;
  /** Short hashes of the words before, nearest first, and of those after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** A hash of the name of the definition it stands in. */
  readonly symbol?: string;
  /** How many equal texts stood above and below it in the file, where there were any. */
  readonly nth?: { readonly above: number; readonly below: number };
}

/** A verification command that ran, as far as claims are checked against it. */
export interface KnownRun {
  readonly command: string;
  readonly exit: number;
  readonly treeDigest: string;
  /** Names of the verifications it stands for. */
  readonly covers: readonly string[];
  /** Counts of its tests, where a report was read. */
  readonly passed?: number;
  readonly failed?: number;
  /** Names its output: equal digests, equal output. */
  readonly outputDigest?: string;
}

/** A verification command that came to no result on a tree, and why. */
export interface MissedRun {
  readonly command: string;
  readonly covers: readonly string[];
  readonly treeDigest: string;
  readonly gap: RunGap;
}

/** Evidence written down earlier: where it stood, and what it stood on. */
export interface KnownEvidence {
  readonly item: string;
  readonly place: Place;
  readonly anchor: Anchor;
  /** Names the event that says so. */
  readonly id?: string;
  /** A person looked at it: neither a probe nor an agent alone. */
  readonly byPerson?: boolean;
}

/** A claim and what it came to. */
export interface CheckedClaim {
  readonly claim: Claim;
  readonly state: ClaimState;
  /** Where it holds, or where it was looked for. */
  readonly place?: Place;
  /** One clause for people: why the state is what it is. */
  readonly says: string;
  /** The files an ambiguous name could mean. */
  readonly candidates?: readonly Path[];
}
