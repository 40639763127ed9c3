import { type BlobId, isCode, isTest, type Path } from "#core";
import type { LayeredTree, Tree } from "#ports";
import { namesFile } from "./entry.ts";
import { searchable, wordsIn } from "./words.ts";

/** A tree made of another and a delta; `textOf` reads the files of the delta, and only those. */
export function layeredTree(
  below: Tree,
  delta: ReadonlyMap<Path, BlobId | undefined>,
  textOf: (path: Path, id: BlobId) => Promise<string | undefined>,
): LayeredTree {
  const read = (path: Path): Promise<string | undefined> => {
    if (!delta.has(path)) return below.read(path);
    const id = delta.get(path);
    return id === undefined ? Promise.resolve(undefined) : textOf(path, id);
  };
  return {
    below,
    delta,
    read,
    ids: async () => (delta.size === 0 ? below.ids() : new LayeredIds(await below.ids(), delta)),
    search: (words) => searchLayers(below, delta, read, words),
    ...(below.searchCode ? { searchCode: (words) => searchCode(below, delta, read, words) } : {}),
  };
}

/** What lies below knows of code, without the files of the delta; and what a scan of the delta's code says. */
async function searchCode(
  below: Tree,
  delta: ReadonlyMap<Path, BlobId | undefined>,
  read: (path: Path) => Promise<string | undefined>,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly Path[]>> {
  const known = (await below.searchCode?.(words)) ?? new Map<string, readonly Path[]>();
  if (known.size === 0) return known;
  const changed = [...delta].filter(
    ([path, id]) => id !== undefined && namesFile(id) && isCode(path) && !isTest(path),
  );
  const texts = await Promise.all(changed.map(async ([path]) => ({ path, text: (await read(path)) ?? "" })));
  return new Map(
    [...known].map(([word, paths]) => {
      const here = texts.filter(({ text }) => wordsIn(text, [word]).length > 0).map(({ path }) => path);
      return [word, [...paths.filter((path) => !delta.has(path)), ...here].sort()] as const;
    }),
  );
}

/** What lies below says, without the files of the delta; and what a scan of the delta's texts says. */
async function searchLayers(
  below: Tree,
  delta: ReadonlyMap<Path, BlobId | undefined>,
  read: (path: Path) => Promise<string | undefined>,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly Path[]>> {
  const asked = searchable(words);
  const changed = [...delta].filter(([, id]) => id !== undefined && namesFile(id)).map(([path]) => path);
  const [found, texts] = await Promise.all([below.search(words), Promise.all(changed.map(read))]);
  const paths = new Map(
    words.map((word) => [word, (found.get(word) ?? []).filter((path) => !delta.has(path))]),
  );
  texts.forEach((text, at) => {
    for (const word of wordsIn(text ?? "", asked)) paths.get(word)?.push(changed[at]!);
  });
  for (const list of paths.values()) list.sort();
  return paths;
}

/** A map under a delta, as one map: made without copying, at the cost of the delta. */
class LayeredIds implements ReadonlyMap<Path, BlobId> {
  readonly size: number;
  readonly #below: ReadonlyMap<Path, BlobId>;
  readonly #delta: ReadonlyMap<Path, BlobId | undefined>;

  constructor(below: ReadonlyMap<Path, BlobId>, delta: ReadonlyMap<Path, BlobId | undefined>) {
    this.#below = below;
    this.#delta = delta;
    let size = below.size;
    for (const [path, id] of delta) size += Number(id !== undefined) - Number(below.has(path));
    this.size = size;
  }

  get(path: Path): BlobId | undefined {
    return this.#delta.has(path) ? this.#delta.get(path) : this.#below.get(path);
  }

  has(path: Path): boolean {
    return this.get(path) !== undefined;
  }

  *entries(): MapIterator<[Path, BlobId]> {
    for (const entry of this.#below) if (!this.#delta.has(entry[0])) yield entry;
    for (const [path, id] of this.#delta) if (id !== undefined) yield [path, id];
  }

  *keys(): MapIterator<Path> {
    for (const [path] of this.entries()) yield path;
  }

  *values(): MapIterator<BlobId> {
    for (const [, id] of this.entries()) yield id;
  }

  forEach(visit: (id: BlobId, path: Path, map: ReadonlyMap<Path, BlobId>) => void): void {
    for (const [path, id] of this.entries()) visit(id, path, this);
  }

  [Symbol.iterator](): MapIterator<[Path, BlobId]> {
    return this.entries();
  }
}
