import { changedFacts, diffLines, type FileChange, neutrality } from "#core";
import type { Tree } from "#ports";
import type { PathChange } from "../compare.ts";
import { contentKey, type Kept } from "./kept.ts";
import type { ReadChange } from "./memory.ts";

/** How many files are read at once. */
const AT_ONCE = 32;

/** Reads the changed files and finds what their edits altered; unchanged contents come from memory. */
export async function readChanges(
  before: Tree,
  after: Tree,
  changes: readonly PathChange[],
  memory: Kept<ReadChange>,
): Promise<ReadChange[]> {
  const read: ReadChange[] = [];
  for (let start = 0; start < changes.length; start += AT_ONCE) {
    const some = changes.slice(start, start + AT_ONCE);
    const keyed = some.map((change) =>
      memory.get(contentKey(change.path, change.from, change.beforeId, change.afterId), () =>
        readChange(before, after, change),
      ),
    );
    read.push(...(await Promise.all(keyed)));
  }
  memory.turn();
  return read;
}

async function readChange(before: Tree, after: Tree, entry: PathChange): Promise<ReadChange> {
  const { path, from, status } = entry;
  const [old, now] = await Promise.all([
    status === "added" ? undefined : before.read(from ?? path),
    status === "deleted" ? undefined : after.read(path),
  ]);
  const hunks = diffLines(old ?? "", now ?? "");
  const neutral =
    old !== undefined && now !== undefined
      ? (neutrality(path, old, now) ?? (old === now ? "move" : undefined))
      : undefined;
  const change: FileChange = {
    ...entry,
    hunks,
    ...(old === undefined ? {} : { before: old }),
    ...(now === undefined ? {} : { after: now }),
    ...(neutral === undefined ? {} : { neutral }),
  };
  return { change, facts: changedFacts(change) };
}
