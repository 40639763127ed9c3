import type { FileChange } from "../model/change.ts";
import type { KnownEvidence, KnownRun } from "../model/evidence.ts";
import type { Path } from "../model/place.ts";
import { type AnchoredText, anchoredText } from "./anchor.ts";
import { revisionOf, type Revision } from "./follow.ts";
import { type PathIndex, pathIndex } from "./paths.ts";

/** What claims are checked against: the tree as it is now, and what is known of how it came to be. Plain values. */
export interface GroundFacts {
  /** Every file of the tree. */
  readonly paths: Iterable<Path>;
  /** The text of a file of the tree; `undefined` where there is none to read. */
  read(path: Path): string | undefined;
  /**
   * The text a file had when the claims were written, where that is known: the tree of the commit that
   * last touched the document. Lines are then followed through what was edited since.
   */
  readonly written?: (path: Path) => string | undefined;
  /** The change that the claims are about; what its files are called now and were called before. */
  readonly changes: readonly FileChange[];
  /** Runs recorded by Lockstep's runner, oldest first; absent where there is no record to ask. */
  readonly runs?: readonly KnownRun[];
  /** The digest of the tree, as runs name it. */
  readonly treeDigest?: string;
  /** Evidence recorded in the ledger. */
  readonly evidence?: readonly KnownEvidence[];
}

/** `GroundFacts`, indexed once for all claims of a document. */
export interface Ground extends GroundFacts {
  readonly paths: readonly Path[];
  readonly index: PathIndex;
  readonly touched: ReadonlySet<Path>;
  text(path: Path): AnchoredText | undefined;
  /** The file when the claims were written and now; `undefined` where either is not known. */
  since(path: Path): Revision | undefined;
}

/** @param document the document the claims stand in; its links are relative to it */
export function groundOf(facts: GroundFacts, document?: Path): Ground {
  const paths = [...facts.paths];
  const renames = new Map<Path, Path>();
  const former = new Map<Path, Path>();
  for (const { path, from } of facts.changes) {
    if (from === undefined) continue;
    renames.set(from, path);
    former.set(path, from);
  }
  const index = pathIndex(paths, { renames, ...(document === undefined ? {} : { from: document }) });
  const text = remembered((path) => {
    const now = facts.read(path);
    return now === undefined ? undefined : anchoredText(now);
  });
  const since = remembered((path) => {
    const now = text(path);
    const then = facts.written?.(path) ?? facts.written?.(former.get(path) ?? path);
    return now === undefined || then === undefined ? undefined : revisionOf(anchoredText(then), now);
  });
  return {
    ...facts,
    paths,
    read: (path) => facts.read(path),
    index,
    touched: new Set(facts.changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]))),
    text,
    since,
  };
}

function remembered<Value>(make: (path: Path) => Value | undefined): (path: Path) => Value | undefined {
  const known = new Map<Path, Value | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, make(path));
    return known.get(path);
  };
}
