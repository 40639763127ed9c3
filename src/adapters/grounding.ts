import {
  type Ground,
  groundOf,
  type KnownRun,
  knownRuns,
  type Path,
  pathIndex,
  type PathIndex,
  type Snapshot,
} from "#core";
import type { Tree } from "#ports";

/** Files read at once. */
const AT_ONCE = 64;

/** The files that claims about a change can name. */
export async function filesOf(after: Tree, { claims, files }: Snapshot): Promise<PathIndex> {
  return claims?.index ?? pathIndex((await after.ids()).keys(), files);
}

/**
 * What claims about a change are held against: the after tree, the change, the recorded runs.
 * @param wanted the files whose texts will be asked for; the changed ones are always there
 * @param more runs beside the recorded ones, of this very tree
 */
export async function grounded(
  after: Tree,
  snapshot: Snapshot,
  wanted: readonly Path[],
  more: readonly KnownRun[] = [],
): Promise<Ground> {
  const texts = new Map<Path, string | undefined>();
  const paths = [...new Set([...snapshot.files.map(({ path }) => path), ...wanted])];
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = paths.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map((path) => after.read(path)));
    some.forEach((path, at) => texts.set(path, read[at]));
  }
  const known = knownRuns(snapshot.records.runs, snapshot);
  return groundOf({
    index: await filesOf(after, snapshot),
    read: (path) => texts.get(path),
    changes: snapshot.files,
    ...known,
    runs: [...known.runs, ...more],
    evidence: snapshot.records.evidence,
  });
}
