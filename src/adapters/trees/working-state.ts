import type { BlobId, Path, Uncommitted } from "#core";
import { idOf, sameEntry, type Entry } from "./entry.ts";

/** One path in HEAD, index and working tree. An entry that is left out means: no such file there. */
export interface PathState {
  readonly head?: Entry | undefined;
  readonly index?: Entry | undefined;
  readonly working?: Entry | undefined;
  /** `conflict`: the index holds several versions; `intent`: it holds the name only (`git add -N`). */
  readonly mark?: "conflict" | "intent" | undefined;
}

/** Whether the path is the same in all three, and so need not be kept. */
export function isClean({ head, index, working, mark }: PathState): boolean {
  return mark === undefined && sameEntry(head, index) && sameEntry(index, working);
}

/** Whether git knows the path at all, or the working tree has it as a file that is not ignored. */
export function isKnown({ index, working, mark }: PathState): boolean {
  return index !== undefined || working !== undefined || mark !== undefined;
}

/** The working tree as a delta over HEAD: content only, the executable bit left out. */
export function deltaOf(states: ReadonlyMap<Path, PathState>): Map<Path, BlobId | undefined> {
  const delta = new Map<Path, BlobId | undefined>();
  for (const [path, { head, working }] of states) {
    const id = working && idOf(working);
    if (id !== (head && idOf(head))) delta.set(path, id);
  }
  return delta;
}

export function uncommittedIn(states: ReadonlyMap<Path, PathState>): Uncommitted {
  const staged: Path[] = [];
  const unstaged: Path[] = [];
  const untracked: Path[] = [];
  for (const [path, { head, index, working, mark }] of states) {
    if (mark === undefined && !sameEntry(head, index)) staged.push(path);
    if (index === undefined && mark === undefined) {
      if (working !== undefined) untracked.push(path);
    } else if (mark !== undefined || !sameEntry(index, working)) unstaged.push(path);
  }
  return { staged: staged.sort(), unstaged: unstaged.sort(), untracked: untracked.sort() };
}
