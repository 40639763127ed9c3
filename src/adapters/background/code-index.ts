import { type BlobId, type Path, sourceFiles, WordPostings } from "#core";
import type { Git } from "../git/git.ts";
import type { Blobs } from "../trees/blobs.ts";
import { namesFile } from "../trees/entry.ts";
import { wordsIn } from "../trees/words.ts";
import { type CacheKind, readCache, writeCache } from "./cache-file.ts";
import { readContents } from "./contents.ts";
import type { Told } from "./told.ts";

/** Which code files hold which words, known by content: every content is read once, whatever tree it is in. */
export interface CodeIndex {
  /**
   * The code files among these, tests left out, that hold each word, paths in order. Words nobody can tell of
   * have no entry; so have all of them where more contents are unknown than are worth reading for a question.
   */
  search(
    files: ReadonlyMap<Path, BlobId>,
    words: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Path[]>>;
  /** Reads what is kept again when it is asked for next. */
  forget(): void;
  /** Reads all code among these files that is not known yet, and keeps it for other processes. */
  build(files: ReadonlyMap<Path, BlobId>, told?: Told): Promise<void>;
}

const KIND: CacheKind = { name: "code", version: 2 };
/** As git has it: a zero among so many first bytes makes a file binary. */
const BINARY = 8_000;
/** A question reads at most so many contents that are not known yet. */
const FEW = 300;
/** More pairs of word and content than this are not held: 100,000 files have about ten million. */
const LARGEST = 16_000_000;

/** @param folder where contents that were read are kept */
export function codeIndex(git: Git, blobs: Blobs, folder: string): CodeIndex {
  let postings: Promise<WordPostings> | undefined;
  const isSource = sourceFiles();
  let located = new WeakMap<ReadonlyMap<Path, BlobId>, Located>();
  const loaded = (): Promise<WordPostings> =>
    (postings ??= readCache(folder, KIND).then((kept) => WordPostings.from(kept) ?? new WordPostings()));

  /** Where the code of a tree stands in the postings; `undefined` where too much is unknown. */
  async function locate(files: ReadonlyMap<Path, BlobId>): Promise<Located | undefined> {
    const known = located.get(files);
    if (known) return known;
    const all = await loaded();
    if (all.contents === 0) return undefined;
    let found = placesOf(all, files, isSource);
    if (found.missing.size > FEW) return undefined;
    if (found.missing.size > 0) {
      await readInto(all, git, found.missing);
      found = placesOf(all, files, isSource);
    }
    located.set(files, found);
    return found;
  }

  return {
    async search(files, words) {
      const where = await locate(files);
      const out = new Map<string, readonly Path[]>();
      if (!where) return out;
      const opaque = await Promise.all(
        where.opaque
          .filter(([path]) => isSource(path))
          .map(async ([path, id]) => ({ path, text: (await blobs.text(id)) ?? "" })),
      );
      for (const word of words) {
        if (!WordPostings.tells(word)) continue;
        const paths: Path[] = [];
        for (const ordinal of where.postings.holding(word)) {
          const same = where.paths[ordinal] ?? [];
          for (const path of typeof same === "string" ? [same] : same) if (isSource(path)) paths.push(path);
        }
        for (const { path, text } of opaque) if (wordsIn(text, [word]).length > 0) paths.push(path);
        out.set(word, paths.sort());
      }
      return out;
    },
    forget() {
      postings = undefined;
      located = new WeakMap();
    },
    async build(files, told = {}) {
      let all = await loaded();
      const { missing } = placesOf(all, files, isSource);
      if (missing.size === 0) return;
      const wanted = all.contents === 0 ? missing : codeOf(files, isSource);
      // Where most of it is of other days, it is cheaper to begin anew than to carry it on.
      const anew = all.contents + missing.size > 2 * wanted.size + FEW;
      if (anew) all = new WordPostings();
      await readInto(all, git, anew ? wanted : missing, told);
      if (all.pairs > LARGEST) return;
      postings = Promise.resolve(all);
      await writeCache(folder, KIND, all.kept());
    },
  };
}

/** A tree's files as the postings know them, code or not. */
interface Located {
  readonly postings: WordPostings;
  /** By ordinal, the tree's files with that content: mostly one. */
  readonly paths: readonly (Path | readonly Path[] | undefined)[];
  /** Files whose words the postings do not know. */
  readonly opaque: readonly (readonly [Path, BlobId])[];
  /** Contents of code that the postings do not have, with a file of each. */
  readonly missing: ReadonlyMap<BlobId, Path>;
}

/** The contents of code, with a file of each. */
function codeOf(
  files: ReadonlyMap<Path, BlobId>,
  isSource: (path: Path) => boolean,
): ReadonlyMap<BlobId, Path> {
  const out = new Map<BlobId, Path>();
  for (const [path, id] of files) if (namesFile(id) && isSource(path)) out.set(id, path);
  return out;
}

function placesOf(
  postings: WordPostings,
  files: Iterable<readonly [Path, BlobId]>,
  isSource: (path: Path) => boolean,
): Located {
  const opaque: (readonly [Path, BlobId])[] = [];
  const paths = Array.from<Path | Path[] | undefined>({ length: postings.contents });
  const missing = new Map<BlobId, Path>();
  for (const entry of files) {
    const [path, id] = entry;
    const ordinal = postings.ordinal(id);
    if (ordinal === undefined) {
      if (namesFile(id) && isSource(path)) missing.set(id, path);
    } else if (postings.isOpaque(ordinal)) opaque.push(entry);
    else {
      const same = paths[ordinal];
      if (same === undefined) paths[ordinal] = path;
      else if (typeof same === "string") paths[ordinal] = [same, path];
      else same.push(path);
    }
  }
  return { postings, paths, opaque, missing };
}

/** Reads contents; those that git does not have, or that are no text, hold nothing. */
async function readInto(
  postings: WordPostings,
  git: Git,
  places: ReadonlyMap<BlobId, Path>,
  { signal, progress }: Told = {},
): Promise<void> {
  let done = 0;
  const nothing = new Uint8Array(0);
  await readContents(
    git,
    places,
    (id, bytes) => {
      const zero = bytes.indexOf(0);
      postings.add(id, zero >= 0 && zero < BINARY ? nothing : bytes);
      progress?.(++done / places.size);
      return postings.pairs <= LARGEST;
    },
    signal,
  );
  if (postings.pairs <= LARGEST) for (const id of places.keys()) postings.add(id, nothing);
}
