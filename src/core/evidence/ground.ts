import type { FileChange } from "../model/change.ts";
import type { KnownEvidence, KnownRun, MissedRun } from "../model/evidence.ts";
import type { Path } from "../model/place.ts";
import { type AnchoredText, anchoredText } from "./anchor.ts";
import { revisionOf, type Revision } from "./follow.ts";
import type { PathIndex } from "./paths.ts";

/** What claims are checked against: the tree as it is now, and what is known of how it came to be. Plain values. */
export interface GroundFacts {
  /** Every file of the tree. */
  readonly index: PathIndex;
  /** The text of a file of the tree; `undefined` where there is none to read. */
  read(path: Path): string | undefined;
  /** The change that the claims are about; what its files are called now and were called before. */
  readonly changes: readonly FileChange[];
  /** Runs recorded by Lockstep's runner, oldest first; absent where there is no record to ask. */
  readonly runs?: readonly KnownRun[];
  /** Commands that should have run and came to no result, oldest first. */
  readonly missed?: readonly MissedRun[];
  /** The digest of the tree, as runs name it. */
  readonly treeDigest?: string;
  /** Evidence recorded in the ledger. */
  readonly evidence?: readonly KnownEvidence[];
}

/** A file as it was when a line of a document was written. */
export interface TextThen {
  readonly text: string;
  /** Whether the line was written in the course of the change, not before it began. */
  readonly inChange: boolean;
}

/** What a file of the tree, by its name now, said when a line of a document was written; `undefined` where that is not known. */
export type Written = (path: Path, line: number) => TextThen | undefined;

/** `GroundFacts`, read once for all claims. */
export interface Ground extends GroundFacts {
  readonly touched: ReadonlySet<Path>;
  text(path: Path): AnchoredText | undefined;
  /** A file when the claim that is being checked was written, and now; `undefined` where that is not known. */
  since?(path: Path): Since | undefined;
}

/** A file then and now. */
export interface Since extends Revision {
  readonly was: TextThen;
}

/** The ground of one document's claims. */
export interface DocumentGround extends Ground {
  /** The ground of what is claimed on a line of the document. */
  at(line: number): Ground;
}

export function groundOf(facts: GroundFacts): Ground {
  return {
    ...facts,
    read: (path) => facts.read(path),
    touched: new Set(facts.changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]))),
    text: remembered((path) => {
      const now = facts.read(path);
      return now === undefined ? undefined : anchoredText(now);
    }),
  };
}

/** @param document the document the claims stand in; its links are relative to it */
export function groundIn(ground: Ground, document: Path, written?: Written): DocumentGround {
  const own: Ground = { ...ground, index: ground.index.in(document) };
  if (!written) return { ...own, at: () => own };
  /** Lines written in one commit stand on one text. */
  const revisions = remembered(() => new Map<string, Revision>());
  const since = (path: Path, line: number): Since | undefined => {
    const then = written(path, line);
    const now = then && ground.text(path);
    if (!then || !now) return undefined;
    const known = revisions(path)!;
    const revision = known.get(then.text) ?? revisionOf(anchoredText(then.text), now);
    known.set(then.text, revision);
    return { ...revision, was: then };
  };
  return { ...own, at: (line) => ({ ...own, since: (path) => since(path, line) }) };
}

function remembered<Value>(make: (path: Path) => Value | undefined): (path: Path) => Value | undefined {
  const known = new Map<Path, Value | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, make(path));
    return known.get(path);
  };
}
