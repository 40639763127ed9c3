import type { Path } from "../model/place.ts";
import { readLines, type DocumentLines, type LineKind } from "./document-lines.ts";
import { wordsOfLine } from "./document-words.ts";
import { squash, stem, subwords } from "./words.ts";

/** One document, read: its lines and the words in them that can name code. Immutable. */
export interface IndexedDocument extends DocumentLines {
  /** Code-like words → where they stand, as `line << 3 | kind`, in line order; lines are 1-based. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  /** The same words by their squashed form, where that has five letters or more. */
  readonly spellings: ReadonlyMap<string, readonly string[]>;
  /** Stems of all its words of three letters or more → how often. */
  readonly stems: ReadonlyMap<string, number>;
  /** How many words `stems` counts. */
  readonly length: number;
  /** Stems of the parts of its path. */
  readonly pathStems: readonly string[];
}

/** A word on a line of a document. */
export interface Mention {
  readonly path: Path;
  readonly line: number;
  readonly kind: LineKind;
  readonly word: string;
}

/** Reads a document. Linear in its text; never throws. */
export function indexDocument(path: Path, text: string): IndexedDocument {
  const read = readLines(path, text);
  const words = new Map<string, number[]>();
  const stems = new Map<string, number>();
  const known = new Map<string, string>();
  read.lines.forEach((line, k) => {
    const kind = (read.kinds[k] ?? 0) as LineKind;
    const at = (k + 1) << 3;
    wordsOfLine(line, kind, (word, how) => {
      const places = words.get(word);
      if (!places) words.set(word, [at | how]);
      else if ((places.at(-1) ?? 0) >> 3 !== k + 1) places.push(at | how);
      else if (how < ((places.at(-1) ?? 0) & 7)) places[places.length - 1] = at | how;
    });
    for (const [word] of line.matchAll(/[A-Za-z]{3,40}/g)) {
      for (const part of parts(word)) {
        if (part.length < 3) continue;
        let key = known.get(part);
        if (key === undefined) known.set(part, (key = stem(part)));
        stems.set(key, (stems.get(key) ?? 0) + 1);
      }
    }
  });
  let length = 0;
  for (const count of stems.values()) length += count;
  const pathStems = [...new Set(subwords(path.replace(/\.\w+$/, "")).map(stem))];
  const spellings = new Map<string, string[]>();
  for (const word of words.keys()) {
    const key = squash(word);
    if (key.length >= 5) append(spellings, key, word);
  }
  return { ...read, words, spellings, stems, length, pathStems };
}

/** The humps of a word of letters; most words have one. */
function parts(word: string): string[] {
  return /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(word)
    ? word
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
        .split(" ")
    : [word];
}

/** More changed documents than this are folded into the base. */
const MAX_OVERLAY = 64;

/**
 * The documents of a tree and where they name what. A value: `with` and `without` give another index and
 * leave this one alone, at a cost that does not grow with the repository. Lookup tables are made at the
 * first lookup and shared by all indexes that differ only in a few documents.
 */
export class DocumentIndex {
  static readonly empty = new DocumentIndex(tableOf(new Map()), new Map());

  readonly #base: Table;
  readonly #overlay: ReadonlyMap<Path, IndexedDocument | undefined>;

  private constructor(base: Table, overlay: ReadonlyMap<Path, IndexedDocument | undefined>) {
    this.#base = base;
    this.#overlay = overlay;
  }

  /** An index of many documents at once. */
  static of(documents: Iterable<readonly [Path, IndexedDocument]>): DocumentIndex {
    return new DocumentIndex(tableOf(new Map(documents)), new Map());
  }

  with(path: Path, document: IndexedDocument): DocumentIndex {
    return this.#changed(path, document);
  }

  without(path: Path): DocumentIndex {
    return this.get(path) === undefined ? this : this.#changed(path, undefined);
  }

  get(path: Path): IndexedDocument | undefined {
    return this.#overlay.has(path) ? this.#overlay.get(path) : this.#base.documents.get(path);
  }

  get size(): number {
    let size = this.#base.documents.size;
    for (const [path, document] of this.#overlay) {
      size += (document ? 1 : 0) - (this.#base.documents.has(path) ? 1 : 0);
    }
    return size;
  }

  *documents(): Generator<readonly [Path, IndexedDocument]> {
    for (const entry of this.#base.documents) if (!this.#overlay.has(entry[0])) yield entry;
    for (const [path, document] of this.#overlay) if (document) yield [path, document];
  }

  /** Where a word stands exactly as it is spelled, one mention a line. */
  mentions(word: string): Mention[] {
    return this.holding(word).flatMap(([path, document]) =>
      (document.words.get(word) ?? []).map((place) => ({
        path,
        word,
        line: place >> 3,
        kind: (place & 7) as LineKind,
      })),
    );
  }

  /** How many documents hold a word exactly as it is spelled. */
  spread(word: string): number {
    return this.holding(word).length;
  }

  /** Where a word stands in any spelling: `indexUrl` also as `--index-url`, `INDEX_URL`. */
  similar(word: string): Mention[] {
    const key = squash(word);
    return [...(key.length >= 5 ? this.spellings(key) : [word])].flatMap((spelling) =>
      this.mentions(spelling),
    );
  }

  /** The documents that hold all these stems. */
  holdingStems(stems: readonly string[]): (readonly [Path, IndexedDocument])[] {
    return [...this.documents()].filter(([, document]) => stems.every((one) => document.stems.has(one)));
  }

  /** The documents that hold a word exactly as it is spelled. */
  holding(word: string): (readonly [Path, IndexedDocument])[] {
    return this.#found(this.#base.holders().get(word), (document) => document.words.has(word));
  }

  /** The documents that hold a stem. */
  holdingStem(stem: string): (readonly [Path, IndexedDocument])[] {
    return this.#found(this.#base.stemHolders().get(stem), (document) => document.stems.has(stem));
  }

  /** The documents whose path has a word of this stem. */
  holdingPathStem(stem: string): (readonly [Path, IndexedDocument])[] {
    return this.#found(this.#base.pathHolders().get(stem), (document) => document.pathStems.includes(stem));
  }

  /** The spellings in which documents hold a word, by its squashed form. */
  spellings(key: string): ReadonlySet<string> {
    const spellings = new Set(this.#base.spellings().get(key));
    for (const document of this.#overlay.values()) {
      for (const held of document?.spellings.get(key) ?? []) spellings.add(held);
    }
    return spellings;
  }

  /** How many words a document holds on average. */
  get averageLength(): number {
    let sum = this.#base.length;
    for (const [path, document] of this.#overlay) {
      sum += (document?.length ?? 0) - (this.#base.documents.get(path)?.length ?? 0);
    }
    return sum / Math.max(1, this.size);
  }

  #found(
    base: readonly (readonly [Path, IndexedDocument])[] | undefined,
    holds: (document: IndexedDocument) => boolean,
  ): (readonly [Path, IndexedDocument])[] {
    const out: (readonly [Path, IndexedDocument])[] = [];
    for (const entry of base ?? []) if (!this.#overlay.has(entry[0])) out.push(entry);
    for (const [path, document] of this.#overlay) if (document && holds(document)) out.push([path, document]);
    return out;
  }

  #changed(path: Path, document: IndexedDocument | undefined): DocumentIndex {
    const overlay = new Map(this.#overlay).set(path, document);
    if (overlay.size <= MAX_OVERLAY) return new DocumentIndex(this.#base, overlay);
    return DocumentIndex.of(new DocumentIndex(this.#base, overlay).documents());
  }
}

/** Documents that do not change any more, with lookup tables made when first asked for. */
interface Table {
  readonly documents: ReadonlyMap<Path, IndexedDocument>;
  holders(): ReadonlyMap<string, readonly (readonly [Path, IndexedDocument])[]>;
  spellings(): ReadonlyMap<string, readonly string[]>;
  stemHolders(): ReadonlyMap<string, readonly (readonly [Path, IndexedDocument])[]>;
  pathHolders(): ReadonlyMap<string, readonly (readonly [Path, IndexedDocument])[]>;
  /** Words in all of them. */
  readonly length: number;
}

function tableOf(documents: ReadonlyMap<Path, IndexedDocument>): Table {
  let length = 0;
  for (const document of documents.values()) length += document.length;
  const holdersOf = (
    keys: (document: IndexedDocument) => Iterable<string>,
  ): ReadonlyMap<string, readonly (readonly [Path, IndexedDocument])[]> => {
    const found = new Map<string, (readonly [Path, IndexedDocument])[]>();
    for (const entry of documents) for (const key of keys(entry[1])) append(found, key, entry);
    return found;
  };
  const holders = once(() => holdersOf(({ words }) => words.keys()));
  return {
    documents,
    length,
    holders,
    stemHolders: once(() => holdersOf(({ stems }) => stems.keys())),
    pathHolders: once(() => holdersOf(({ pathStems }) => pathStems)),
    spellings: once(() => {
      const found = new Map<string, string[]>();
      for (const word of holders().keys()) append(found, squash(word), word);
      return found;
    }),
  };
}

/** A function that makes its value when first asked and then keeps it. */
function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

function append<Value>(table: Map<string, Value[]>, key: string, value: Value): void {
  const values = table.get(key);
  if (values) values.push(value);
  else table.set(key, [value]);
}
