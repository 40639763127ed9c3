import type { BlobId, FileStatus, Path } from "#core";
import type { LayeredTree, Tree } from "#ports";

/** One file that differs between two trees. */
export interface PathChange {
  /** Where the file is in the after tree; where it was, when it is deleted. */
  readonly path: Path;
  /** Where the file was in the before tree, when it was moved. */
  readonly from?: Path;
  readonly status: FileStatus;
  readonly beforeId?: BlobId;
  readonly afterId?: BlobId;
}

/** At most so many texts of either side are compared to find files that were moved and edited. */
const CANDIDATES = 50;

/** The share of a file's content that must have stayed for it to count as moved; git's own. */
const SIMILAR = 0.5;

/**
 * The files in which two trees differ, in path order (by UTF-16 units). Where both are layers over one
 * tree - or one is a layer over the other - it costs as much as the layers hold; otherwise both are listed.
 * A deleted and an added file of equal content are one renamed file, and so are two of similar lines, the
 * most similar first and equal base names preferred; nothing counts as copied.
 */
export async function compareTrees(before: Tree, after: Tree): Promise<readonly PathChange[]> {
  const changes = await differences(before, after);
  const renamed = await renames(before, after, changes);
  const moved = new Set([...renamed.values()].map(({ path }) => path));
  return changes.flatMap((change): PathChange[] => {
    if (moved.has(change.path)) return [];
    const source = renamed.get(change.path);
    if (source === undefined) return [change];
    return [
      {
        ...change,
        from: source.path,
        status: "renamed",
        ...(source.beforeId && { beforeId: source.beforeId }),
      },
    ];
  });
}

async function differences(before: Tree, after: Tree): Promise<PathChange[]> {
  if (before === after) return [];
  const paths = pathsApart(before, after);
  const [old, now] = await Promise.all([before.ids(), after.ids()]);
  const changes: PathChange[] = [];
  for (const path of paths ?? new Set([...old.keys(), ...now.keys()])) {
    const beforeId = old.get(path);
    const afterId = now.get(path);
    if (beforeId === afterId) continue;
    const status = beforeId === undefined ? "added" : afterId === undefined ? "deleted" : "modified";
    changes.push({ path, status, ...(beforeId && { beforeId }), ...(afterId && { afterId }) });
  }
  return changes.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The paths in which two trees over one common tree can differ; `undefined` where they have none in common. */
function pathsApart(before: Tree, after: Tree): ReadonlySet<Path> | undefined {
  const [old, now] = [layers(before), layers(after)];
  const common = now.find((tree) => old.includes(tree));
  if (common === undefined) return undefined;
  const paths = new Set<Path>();
  for (const chain of [old, now])
    for (const tree of chain.slice(0, chain.indexOf(common)))
      if (isLayered(tree)) for (const path of tree.delta.keys()) paths.add(path);
  return paths;
}

/** A tree and all that lie below it. */
function layers(tree: Tree): Tree[] {
  return isLayered(tree) ? [tree, ...layers(tree.below)] : [tree];
}

function isLayered(tree: Tree): tree is LayeredTree {
  return "below" in tree && "delta" in tree;
}

/** For every added file that was moved there, the deleted one it was. */
async function renames(
  before: Tree,
  after: Tree,
  changes: readonly PathChange[],
): Promise<ReadonlyMap<Path, PathChange>> {
  const deleted = new Set(changes.filter(({ status }) => status === "deleted"));
  const added = new Set(changes.filter(({ status }) => status === "added"));
  const renamed = new Map<Path, PathChange>();
  const pair = (source: PathChange, target: PathChange): void => {
    if (!deleted.delete(source)) return;
    if (added.delete(target)) renamed.set(target.path, source);
    else deleted.add(source);
  };
  if (deleted.size === 0 || added.size === 0) return renamed;

  const sources = new Map<BlobId | undefined, PathChange[]>();
  for (const source of deleted)
    sources.set(source.beforeId, [...(sources.get(source.beforeId) ?? []), source]);
  for (const equallyNamed of [true, false])
    for (const target of added) {
      const equal = (sources.get(target.afterId) ?? []).filter((source) => deleted.has(source));
      const source = equallyNamed
        ? equal.find((each) => baseName(each.path) === baseName(target.path))
        : equal[0];
      if (source !== undefined) pair(source, target);
    }

  for (const { source, target } of await likely(before, after, [...deleted], [...added]))
    pair(source, target);
  return renamed;
}

interface Likeness {
  readonly source: PathChange;
  readonly target: PathChange;
  readonly score: number;
}

/** Pairs of similar files, best first. With many files only those of equal base names are looked at. */
async function likely(
  before: Tree,
  after: Tree,
  deleted: readonly PathChange[],
  added: readonly PathChange[],
): Promise<readonly Likeness[]> {
  const few = deleted.length <= CANDIDATES && added.length <= CANDIDATES;
  const names = new Set(deleted.map(({ path }) => baseName(path)));
  const targets = added.filter(({ path }) => few || names.has(baseName(path))).slice(0, CANDIDATES);
  const wanted = new Set(targets.map(({ path }) => baseName(path)));
  const sources = deleted.filter(({ path }) => few || wanted.has(baseName(path))).slice(0, CANDIDATES);
  const [old, now] = await Promise.all([
    Promise.all(sources.map(async ({ path }) => linesOf(await before.read(path)))),
    Promise.all(targets.map(async ({ path }) => linesOf(await after.read(path)))),
  ]);
  const pairs: Likeness[] = [];
  sources.forEach((source, row) =>
    targets.forEach((target, column) => {
      const score = likeness(old[row]!, now[column]!);
      if (score >= SIMILAR) pairs.push({ source, target, score });
    }),
  );
  const named = ({ source, target }: Likeness): number =>
    Number(baseName(source.path) === baseName(target.path));
  return pairs.sort((one, other) => other.score - one.score || named(other) - named(one));
}

/** How often each line stands in a text, and the text's length. */
interface Lines {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

function linesOf(text: string | undefined): Lines {
  const counts = new Map<string, number>();
  for (const line of (text ?? "").split(/\r?\n/)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return {
    counts,
    size: text === undefined ? 0 : [...counts].reduce((sum, [line, n]) => sum + n * (line.length + 1), 0),
  };
}

/** The share of the larger text that both have, by whole lines; 0 where one has no text. */
function likeness(one: Lines, other: Lines): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size === 0 || small.size < large.size * SIMILAR) return 0;
  let common = 0;
  for (const [line, count] of small.counts)
    common += Math.min(count, large.counts.get(line) ?? 0) * (line.length + 1);
  return common / large.size;
}

function baseName(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
