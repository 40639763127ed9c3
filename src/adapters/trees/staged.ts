import type { Path } from "#core";
import type { LayeredTree } from "#ports";
import { rawChanges } from "../git/diff.ts";
import type { Git } from "../git/git.ts";
import type { Blobs } from "./blobs.ts";
import { entriesOver } from "./commit.ts";
import type { Entry, EntryTree } from "./entry.ts";

/**
 * The index as a layer over HEAD: what a commit made now would hold. `head` names HEAD's tree to git (the
 * empty tree's id before a first commit). A path in conflict cannot be committed and counts as HEAD has it;
 * a path only intended to be added is not in it yet.
 */
export async function indexTree(
  git: Git,
  blobs: Blobs,
  below: EntryTree,
  head: string,
): Promise<LayeredTree & EntryTree> {
  const answer = await git.bytes([...DIFF_INDEX, head, "--"]);
  const entries = new Map<Path, Entry | undefined>();
  const conflicts = new Set<Path>();
  for (const { path, status, after } of rawChanges(answer)) {
    if (status.startsWith("U")) conflicts.add(path);
    entries.set(path, Number(after.mode) === 0 ? undefined : after);
  }
  for (const path of conflicts) entries.delete(path);
  return entriesOver(blobs, below, entries);
}

const DIFF_INDEX = [
  "diff-index",
  "--cached",
  "--raw",
  "-z",
  "--no-abbrev",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--ita-invisible-in-index",
  "--ignore-submodules=none",
  "--end-of-options",
] as const;
