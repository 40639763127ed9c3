import { type BlobId, matching, type Path, type PathTest, type ReadConfig } from "#core";
import type { Tree } from "#ports";
import { layersOf } from "./layers.ts";

interface GlobList {
  /** The list's keys in the configuration. */
  readonly keys: readonly (string | number)[];
  readonly meant: PathTest;
}

/** The lists that match nothing in the tree at the bottom, remembered while both stay the same. */
export interface UnmatchedMemory {
  last:
    | {
        readonly configuration: ReadConfig;
        readonly ids: ReadonlyMap<Path, BlobId>;
        readonly lists: readonly GlobList[];
      }
    | undefined;
}

/** The configuration's glob lists that match no file of a tree, by their keys. A re-check costs what the layers hold. */
export async function unmatchedGlobs(
  tree: Tree,
  configuration: ReadConfig | undefined,
  memory: UnmatchedMemory,
): Promise<(readonly (string | number)[])[]> {
  if (!configuration?.config.surfaces) return [];
  const { bottom, above } = layersOf(tree);
  const ids = await bottom.ids();
  const isKnown = memory.last?.configuration === configuration && memory.last.ids === ids;
  const lists = isKnown ? (memory.last?.lists ?? []) : without(listsOf(configuration), ids.keys());
  memory.last = { configuration, ids, lists };
  const present = [...above].filter(([, id]) => id !== undefined).map(([path]) => path);
  return without(lists, present).map(({ keys }) => keys);
}

function listsOf({ config }: ReadConfig): GlobList[] {
  return Object.entries(config.surfaces ?? {}).flatMap(([id, surface]) =>
    (["paths", "causes"] as const).flatMap((key) => {
      const globs = surface[key] ?? [];
      return globs.length > 0 ? [{ keys: ["surfaces", id, key], meant: matching(globs) }] : [];
    }),
  );
}

function without(lists: readonly GlobList[], paths: Iterable<Path>): GlobList[] {
  const open = new Set(lists);
  for (const path of paths) {
    if (open.size === 0) break;
    for (const list of open) if (list.meant(path)) open.delete(list);
  }
  return [...open];
}
