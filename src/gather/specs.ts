import {
  type BlobId,
  DocumentIndex,
  indexDocument,
  type IndexedDocument,
  isSpec,
  mayBeSpec,
  type Path,
} from "#core";
import type { Tree } from "#ports";
import { contentKey, type Kept } from "./kept.ts";
import { layersOf } from "./layers.ts";

/** More descriptions of APIs than this are not read. */
const MOST = 20;

/** What is remembered of descriptions of APIs. */
export interface SpecMemory {
  /** The paths that may be one in the tree at the bottom. */
  bottom: { readonly ids: ReadonlyMap<Path, BlobId>; readonly paths: readonly Path[] } | undefined;
  /** `undefined` where a file is none. */
  readonly read: Kept<IndexedDocument | undefined>;
}

/** What the OpenAPI and AsyncAPI descriptions of a tree say to their readers; nothing is read where nothing is `wanted`. */
export async function specsOf(tree: Tree, wanted: boolean, memory: SpecMemory): Promise<DocumentIndex> {
  if (!wanted) return DocumentIndex.empty;
  const { bottom, above } = layersOf(tree);
  const ids = await bottom.ids();
  const known =
    memory.bottom?.ids === ids ? memory.bottom.paths : [...ids.keys()].filter((path) => mayBeSpec(path));
  memory.bottom = { ids, paths: known };
  const paths = new Set([...known, ...[...above.keys()].filter((path) => mayBeSpec(path))]);
  const here = [...paths].flatMap((path) => {
    const id = above.has(path) ? above.get(path) : ids.get(path);
    return id === undefined ? [] : [{ path, id }];
  });
  const read = await Promise.all(
    here.slice(0, MOST).map(async ({ path, id }) => {
      const document = await memory.read.get(contentKey(path, id), async () => {
        const text = await tree.read(path);
        return text !== undefined && isSpec(path, text) ? indexDocument(path, text) : undefined;
      });
      return document ? [document] : [];
    }),
  );
  memory.read.turn();
  return DocumentIndex.of(read.flat());
}
