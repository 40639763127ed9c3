import type { Path } from "../model/place.ts";
import { LINE_KIND, readLines, type DocumentLines, type LineKind } from "./document-lines.ts";
import { eachWord, readWords } from "./document-words.ts";
import { squash, stem, subwords } from "./words.ts";

/** One document, read: its lines and the words in them that can name code. Immutable. */
export interface IndexedDocument extends DocumentLines {
  /** Code-like words → where they stand, as `line << 3 | kind`, in line order; lines are 1-based. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  /** The same words by their squashed form, where that has five letters or more. */
  readonly spellings: ReadonlyMap<string, readonly string[]>;
  /** Stems of all its words of three letters or more → how often. */
  readonly stems: ReadonlyMap<string, number>;
  /** The lines each of these stems stands on, hidden lines left out; made when first asked for. */
  stemLines(): ReadonlyMap<string, readonly number[]>;
  /** The stems of each section's title; made when first asked for. */
  titleStems(): readonly (readonly string[])[];
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
  const { counts, places } = readWords(read.lines, read.kinds);
  const stems = new Map<string, number>();
  let length = 0;
  for (const [word, count] of counts) {
    for (const key of stemsOf(word)) {
      stems.set(key, (stems.get(key) ?? 0) + count);
      length += count;
    }
  }
  return withLookups({
    ...read,
    lines: () => read.lines,
    words: () => places,
    stems: () => stems,
    length,
    pathStems: pathStemsOf(path),
  });
}

/** What a document is made of; what is large may be made when it is first asked for. */
interface Parts extends Pick<IndexedDocument, "kinds" | "sections" | "sectionOf" | "length" | "pathStems"> {
  lines(): readonly string[];
  words(): IndexedDocument["words"];
  stems(): IndexedDocument["stems"];
}

/** A document of its parts, with the tables that are made when first asked for. */
export function withLookups(parts: Parts): IndexedDocument {
  const { kinds, sections, sectionOf, length, pathStems } = parts;
  const lines = once(() => parts.lines());
  const words = once(() => parts.words());
  const stems = once(() => parts.stems());
  const spellings = once(() => {
    const found = new Map<string, string[]>();
    for (const word of words().keys()) {
      const key = squash(word);
      if (key.length >= 5) append(found, key, word);
    }
    return found;
  });
  return {
    kinds,
    sections,
    sectionOf,
    length,
    pathStems,
    get lines() {
      return lines();
    },
    get words() {
      return words();
    },
    get stems() {
      return stems();
    },
    get spellings() {
      return spellings();
    },
    stemLines: once(() => stemLinesOf({ lines: lines(), kinds })),
    titleStems: once(() => sections.map(({ title }) => [...new Set(subwords(title).map(stem))])),
  };
}

/** Stems of the parts of a document's path. */
export function pathStemsOf(path: Path): string[] {
  return [...new Set(subwords(path.replace(/\.\w+$/, "")).map(stem))];
}

function stemLinesOf({ lines, kinds }: Pick<DocumentLines, "lines" | "kinds">): Map<string, number[]> {
  const out = new Map<string, number[]>();
  const known = new Map<string, readonly string[]>();
  lines.forEach((line, k) => {
    if (kinds[k] === LINE_KIND.hidden) return;
    eachWord(line, LINE_KIND.prose, (word) => {
      let stems = known.get(word);
      if (!stems) known.set(word, (stems = stemsOf(word)));
      for (const one of stems) append(out, one, k + 1);
    });
  });
  return out;
}

const lowerCase = /^[a-z]+$/;

/** The stems of a word's parts of three letters or more: those a document's `stems` count. */
export function stemsOf(word: string): string[] {
  if (lowerCase.test(word)) return word.length < 3 ? [] : [stem(word)];
  return subwords(word)
    .filter((part) => part.length >= 3 && part.charCodeAt(0) > 57)
    .map(stem);
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

  /** Calls back for each document that holds a stem, with how often it does; makes no list of them. */
  eachWithStem(stem: string, say: (path: Path, count: number, length: number) => void): void {
    const held = this.#base.stemHolders().get(stem) ?? [];
    const counts = this.#base.stemCounts().get(stem) ?? [];
    for (let k = 0; k < held.length; k++) {
      const entry = held[k];
      if (entry && !this.#overlay.has(entry[0])) say(entry[0], counts[k] ?? 0, entry[1].length);
    }
    for (const [path, document] of this.#overlay) {
      const count = document?.stems.get(stem);
      if (document && count !== undefined) say(path, count, document.length);
    }
  }

  /** How many documents hold a stem. */
  stemSpread(stem: string): number {
    const held = this.#base.stemHolders().get(stem) ?? [];
    let spread = held.length;
    for (const [path, document] of this.#overlay) {
      const before = this.#base.documents.get(path)?.stems.has(stem) === true;
      spread += (document?.stems.has(stem) === true ? 1 : 0) - (before ? 1 : 0);
    }
    return spread;
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
  /** How often each of `stemHolders` holds the stem. */
  stemCounts(): ReadonlyMap<string, readonly number[]>;
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
    stemCounts: once(() => {
      const found = new Map<string, number[]>();
      for (const { stems } of documents.values()) for (const [one, count] of stems) append(found, one, count);
      return found;
    }),
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
