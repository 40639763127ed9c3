import { type BlobId, type ConfigKeys, type GlobList, globListsOf, type Path, type ReadConfig } from "#core";
import type { Tree } from "#ports";
import { layersOf } from "./layers.ts";

/** What the lists of a configuration match in the tree at the bottom, remembered while both stay the same. */
export interface UnmatchedMemory {
  last:
    | {
        readonly configuration: ReadConfig;
        readonly ids: ReadonlyMap<Path, BlobId>;
        readonly lists: readonly GlobList[];
        /** The first file each list matches; a list that matches none has no entry. */
        readonly first: ReadonlyMap<GlobList, Path>;
        /** All files of a list whose first file the layers took away. */
        readonly all: Map<GlobList, readonly Path[]>;
      }
    | undefined;
}

/** The configuration's glob lists that match no file of a tree, by their keys. A re-check costs what the layers hold. */
export async function unmatchedGlobs(
  tree: Tree,
  configuration: ReadConfig | undefined,
  memory: UnmatchedMemory,
): Promise<ConfigKeys[]> {
  if (!configuration) return [];
  const { bottom, above } = layersOf(tree);
  const ids = await bottom.ids();
  const known =
    memory.last?.configuration === configuration && memory.last.ids === ids
      ? memory.last
      : looked(configuration, ids);
  memory.last = known;
  const isGone = (path: Path): boolean => above.has(path) && above.get(path) === undefined;
  const present = [...above].filter(([, id]) => id !== undefined).map(([path]) => path);
  const stands = (list: GlobList): boolean => {
    const first = known.first.get(list);
    if (first === undefined) return false;
    if (!isGone(first)) return true;
    const all = known.all.get(list) ?? [...ids.keys()].filter(list.meant);
    known.all.set(list, all);
    return all.some((path) => !isGone(path));
  };
  return known.lists.filter((list) => !stands(list) && !present.some(list.meant)).map(({ keys }) => keys);
}

function looked(
  configuration: ReadConfig,
  ids: ReadonlyMap<Path, BlobId>,
): NonNullable<UnmatchedMemory["last"]> {
  const lists = globListsOf(configuration.config);
  const first = new Map<GlobList, Path>();
  const open = new Set(lists);
  for (const path of ids.keys()) {
    if (open.size === 0) break;
    for (const list of open) {
      if (!list.meant(path)) continue;
      first.set(list, path);
      open.delete(list);
    }
  }
  return { configuration, ids, lists, first, all: new Map() };
}
