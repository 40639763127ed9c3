import {
  type BlobId,
  DocumentIndex,
  indexDocument,
  type IndexedDocument,
  isArchive,
  isDocument,
  type Path,
} from "#core";
import type { Tree } from "#ports";
import { layersOf } from "./layers.ts";
import { contentKey } from "./kept.ts";

/** How many documents are read at once. */
const AT_ONCE = 32;

/** The documents of the latest check: those of the tree at the bottom, and those of the layers above it. */
export interface DocumentMemory {
  bottom: { readonly ids: ReadonlyMap<Path, BlobId>; readonly index: DocumentIndex } | undefined;
  read: ReadonlyMap<string, IndexedDocument>;
  /** Whether a path is a document's. */
  readonly indexed: Map<Path, boolean>;
}

export function createDocumentMemory(): DocumentMemory {
  return { bottom: undefined, read: new Map(), indexed: new Map() };
}

/**
 * The documents of a tree. Those of the commit at the bottom are indexed once; a re-check costs what the
 * layers above it hold. Archives state what was, so they are left out. Where nothing is `wanted` of them,
 * nothing is read.
 */
export async function documentsOf(
  tree: Tree,
  wanted: boolean,
  memory: DocumentMemory,
): Promise<DocumentIndex> {
  if (!wanted) return DocumentIndex.empty;
  const { bottom, above } = layersOf(tree);
  const ids = await bottom.ids();
  const base = memory.bottom?.ids === ids ? memory.bottom.index : await indexAll(bottom, ids, memory);
  memory.bottom = { ids, index: base };
  const changed = [...above].filter(([path]) => isIndexed(path));
  const read = await readAll(tree, changed, (key) => memory.read.get(key));
  memory.read = new Map(read.map(({ key, document }) => [key, document]));
  const gone = changed.filter(([, id]) => id === undefined).map(([path]) => path);
  const without = gone.reduce((index, path) => index.without(path), base);
  return read.reduce((index, { document }) => index.with(document), without);
}

function isIndexed(path: Path): boolean {
  return isDocument(path) && !isArchive(path);
}

/** A tree that differs in more documents than this from the one indexed before is indexed as a whole. */
const MANY = 60;

/** Indexes a whole tree; documents that are the same in the one indexed before are not read again. */
async function indexAll(
  tree: Tree,
  ids: ReadonlyMap<Path, BlobId>,
  { bottom: last, indexed }: DocumentMemory,
): Promise<DocumentIndex> {
  const rest: (readonly [Path, BlobId])[] = [];
  const same: Path[] = [];
  for (const entry of ids) {
    const [path, id] = entry;
    let is = indexed.get(path);
    if (is === undefined) indexed.set(path, (is = isIndexed(path)));
    if (!is) continue;
    if (last?.ids.get(path) === id && last.index.get(path) !== undefined) same.push(path);
    else rest.push(entry);
  }
  const known = (await tree.documents?.(rest)) ?? DocumentIndex.empty;
  const fresh = await readTexts(
    tree,
    rest.filter(([path]) => known.numberOf(path) === undefined),
  );
  const gone = last ? [...last.index.documents()].filter(({ path }) => !ids.has(path)) : [];
  if (last && rest.length + gone.length <= MANY) {
    const without = gone.reduce((index, { path }) => index.without(path), last.index);
    return withTexts(
      [...known.documents()].reduce((index, document) => index.with(document), without),
      fresh,
    );
  }
  if (same.length === 0 && fresh.length <= MANY) return withTexts(known, fresh);
  const others = same.flatMap((path) => last?.index.get(path) ?? []);
  return DocumentIndex.of([...others, ...known.documents()], fresh);
}

function withTexts(index: DocumentIndex, texts: readonly (readonly [Path, string])[]): DocumentIndex {
  return texts.reduce((all, [path, text]) => all.with(indexDocument(path, text)), index);
}

/** The texts of some documents; those that are none are left out. */
async function readTexts(
  tree: Tree,
  documents: readonly (readonly [Path, BlobId])[],
): Promise<(readonly [Path, string])[]> {
  const out: (readonly [Path, string])[] = [];
  for (let start = 0; start < documents.length; start += AT_ONCE) {
    const some = documents.slice(start, start + AT_ONCE);
    const texts = await Promise.all(some.map(([path]) => tree.read(path)));
    texts.forEach((text, k) => {
      if (text !== undefined) out.push([some[k]![0], text]);
    });
  }
  return out;
}

interface ReadDocument {
  readonly key: string;
  readonly path: Path;
  readonly document: IndexedDocument;
}

async function readAll(
  tree: Tree,
  documents: readonly (readonly [Path, BlobId | undefined])[],
  known: (key: string) => IndexedDocument | undefined,
): Promise<ReadDocument[]> {
  const read: (ReadDocument | undefined)[] = [];
  const readOne = async ([path, id]: readonly [Path, BlobId | undefined]): Promise<
    ReadDocument | undefined
  > => {
    const key = contentKey(path, id);
    const document = known(key);
    if (document) return { key, path, document };
    const text = id === undefined ? undefined : await tree.read(path);
    return text === undefined ? undefined : { key, path, document: indexDocument(path, text) };
  };
  for (let start = 0; start < documents.length; start += AT_ONCE) {
    read.push(...(await Promise.all(documents.slice(start, start + AT_ONCE).map(readOne))));
  }
  return read.filter((one) => one !== undefined);
}
