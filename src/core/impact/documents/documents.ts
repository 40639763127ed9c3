import type { Path } from "../../model/place.ts";
import type { LineKind } from "./document-lines.ts";
import { find } from "./lexicon.ts";
import { pairOf, type Postings } from "./postings.ts";
import { type IndexedDocument, kindOf, type Segment, spellingKey } from "./segment.ts";
import { SegmentBuilder } from "./segment-builder.ts";

/** A word on a line of a document. */
export interface Mention {
  readonly path: Path;
  readonly line: number;
  readonly kind: LineKind;
  readonly word: string;
}

export interface DocumentFolders {
  readonly of: Int32Array;
  readonly names: readonly (readonly string[])[];
}

/** Where a document, by its number, holds a word: `places[from … to)`. */
export type Say = (document: number, places: Int32Array, from: number, to: number) => void;

/** Reads a document. Linear in its text; never throws. */
export function indexDocument(path: Path, text: string): IndexedDocument {
  const builder = new SegmentBuilder();
  builder.read(path, text);
  return builder.segment().document(0);
}

/** More changed documents than this are folded into the base. */
const MAX_OVERLAY = 64;

/**
 * The documents of a tree and where they name what. A value: `with` and `without` give another index and
 * leave this one alone, at a cost that does not grow with what documents say. Made like a search engine's:
 * a segment of many documents, some of them gone, and the few that changed since beside it.
 */
export class DocumentIndex {
  static readonly empty = DocumentIndex.of([]);

  readonly #base: Segment;
  /** 1 for the documents of the base that are no more, or not as they were; absent where all are. */
  readonly #gone: Uint8Array | undefined;
  readonly #overlay: readonly IndexedDocument[];
  /** How many documents there are. */
  readonly size: number;
  /** How many words a document holds on average. */
  readonly averageLength: number;
  #sectionStarts: Int32Array | undefined;
  #lengths: Float64Array | undefined;
  #folders: DocumentFolders | undefined;

  private constructor(base: Segment, gone: Uint8Array | undefined, overlay: readonly IndexedDocument[]) {
    this.#base = base;
    this.#gone = gone;
    this.#overlay = overlay;
    let size = overlay.length;
    let words = overlay.reduce((sum, { length }) => sum + length, 0);
    base.kept.lengths.forEach((length, k) => {
      if (gone?.[k] === 1) return;
      size++;
      words += length;
    });
    this.size = size;
    this.averageLength = words / Math.max(1, size);
  }

  /** An index of many documents at once: those that were read before, and texts that are read now. No path occurs twice. */
  static of(
    documents: Iterable<IndexedDocument>,
    texts: Iterable<readonly [Path, string]> = [],
  ): DocumentIndex {
    const builder = new SegmentBuilder();
    builder.take(documents);
    for (const [path, text] of texts) builder.read(path, text);
    return new DocumentIndex(builder.segment(), undefined, []);
  }

  /** An index of the documents of a segment that are wanted. */
  static within(segment: Segment, isWanted: (ordinal: number) => boolean): DocumentIndex {
    const gone = Uint8Array.from({ length: segment.size }, (_, k) => (isWanted(k) ? 0 : 1));
    return new DocumentIndex(segment, gone.includes(1) ? gone : undefined, []);
  }

  with(document: IndexedDocument): DocumentIndex {
    return this.#changed(document.path, document);
  }

  without(path: Path): DocumentIndex {
    return this.get(path) === undefined ? this : this.#changed(path, undefined);
  }

  get(path: Path): IndexedDocument | undefined {
    const number = this.numberOf(path);
    return number === undefined ? undefined : this.at(number);
  }

  /** Numbers of documents are below this; not each has one. */
  get numbers(): number {
    return this.#base.size + this.#overlay.length;
  }

  /** The number of a document in this index, no other one; `undefined` where there is none of this path. */
  numberOf(path: Path): number | undefined {
    const beside = this.#overlay.findIndex((document) => document.path === path);
    if (beside >= 0) return this.#base.size + beside;
    const ordinal = this.#base.ordinal(path);
    return ordinal === undefined || this.#gone?.[ordinal] === 1 ? undefined : ordinal;
  }

  /** How many words each document holds, by number. */
  get lengths(): Float64Array {
    return (this.#lengths ??= this.#lengthsOf());
  }

  /** The document of a number that this index gave. */
  at(number: number): IndexedDocument {
    const beside = number - this.#base.size;
    return beside < 0 ? this.#base.document(number) : this.#overlay[beside]!;
  }

  /** Where a document's sections begin among all sections, by its number; one more says how many there are. */
  get sectionStarts(): Int32Array {
    return (this.#sectionStarts ??= this.#startsOfSections());
  }

  /** The folders that documents are in, outermost first, and which of them each is in, by its number. */
  get folders(): DocumentFolders {
    return (this.#folders ??= this.#foldersOf());
  }

  *documents(): Generator<IndexedDocument> {
    for (let k = 0; k < this.#base.size; k++) if (this.#gone?.[k] !== 1) yield this.#base.document(k);
    yield* this.#overlay;
  }

  /** Where a word stands exactly as it is spelled, one mention a line. */
  mentions(word: string): Mention[] {
    const out: Mention[] = [];
    this.eachNaming(word, (document, places, from, to) => {
      const { path } = this.at(document);
      for (let k = from; k < to; k++)
        out.push({ path, word, line: places[k]! >> 3, kind: kindOf(places[k]!) });
    });
    return out;
  }

  /** How many documents hold a word exactly as it is spelled. */
  spread(word: string): number {
    return this.#spread(word, "names", "namePlaces");
  }

  /** Where a word stands in any spelling: `indexUrl` also as `--index-url`, `INDEX_URL`. */
  similar(word: string): Mention[] {
    const key = spellingKey(word);
    return (key === undefined ? [word] : this.spellings(key)).flatMap((spelling) => this.mentions(spelling));
  }

  /** The documents that hold all these stems. */
  holdingStems(stems: readonly string[]): IndexedDocument[] {
    const [first, ...others] = stems.toSorted((a, b) => this.stemSpread(a) - this.stemSpread(b));
    if (first === undefined) return [...this.documents()];
    const out: IndexedDocument[] = [];
    this.eachWithStem(first, (number) => {
      const document = this.at(number);
      if (others.every((one) => document.count(one) > 0)) out.push(document);
    });
    return out;
  }

  /** Calls back for each document that names a word, exactly as it is spelled, with where: `line << 3 | kind`. */
  eachNaming(word: string, say: Say): void {
    this.#each(word, "names", "namePlaces", say);
  }

  /** Calls back for each document that holds a stem, with the lines of each, 0 for a hidden one. */
  eachWithStem(stem: string, say: Say): void {
    this.#each(stem, "stems", "stemLines", say);
  }

  /** How many documents hold a stem. */
  stemSpread(stem: string): number {
    return this.#spread(stem, "stems", "stemLines");
  }

  /** The numbers of the documents whose path has a word of this stem. */
  holdingPathStem(stem: string): readonly number[] {
    const all = this.#base.holdingPathStem(stem);
    if (this.#gone === undefined && this.#overlay.length === 0) return all;
    const out = all.filter((k) => this.#gone?.[k] !== 1);
    this.#overlay.forEach((document, k) => {
      if (document.pathStems.includes(stem)) out.push(this.#base.size + k);
    });
    return out;
  }

  /** The spellings in which documents may hold a name, by its squashed form, in order. */
  spellings(key: string): string[] {
    const beside = this.#overlay.flatMap(({ segment }) => segment.spellings(key));
    return [...new Set([...this.#base.spellings(key), ...beside])].sort();
  }

  #lengthsOf(): Float64Array {
    const out = new Float64Array(this.numbers);
    out.set(this.#base.kept.lengths);
    this.#overlay.forEach(({ length }, k) => (out[this.#base.size + k] = length));
    return out;
  }

  #foldersOf(): DocumentFolders {
    const of = new Int32Array(this.numbers);
    const numbers = new Map<string, number>();
    for (let number = 0; number < of.length; number++) {
      const { path } = this.at(number);
      const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
      let known = numbers.get(folder);
      if (known === undefined) numbers.set(folder, (known = numbers.size));
      of[number] = known;
    }
    return { of, names: Array.from(numbers.keys(), (folder) => (folder === "" ? [] : folder.split("/"))) };
  }

  #startsOfSections(): Int32Array {
    const out = new Int32Array(this.numbers + 1);
    const { headEnds } = this.#base.kept;
    out.set(headEnds, 1);
    this.#overlay.forEach(({ sections }, k) => {
      const at = this.#base.size + k;
      out[at + 1] = out[at]! + sections.length;
    });
    return out;
  }

  #each(word: string, lexicon: "names" | "stems", postings: "namePlaces" | "stemLines", say: Say): void {
    const { [lexicon]: words, [postings]: held } = this.#base.kept;
    const id = find(word, words);
    if (id >= 0) {
      const { pairs, documents, at, places } = held;
      for (let pair = pairs[id]!; pair < pairs[id + 1]!; pair++) {
        const document = documents[pair]!;
        if (this.#gone?.[document] !== 1) say(document, places, at[pair]!, at[pair + 1]!);
      }
    }
    this.#overlay.forEach(({ segment, ordinal }, k) => {
      const table: Postings = segment.kept[postings];
      const pair = pairOf(find(word, segment.kept[lexicon]), ordinal, table);
      if (pair >= 0) say(this.#base.size + k, table.places, table.at[pair]!, table.at[pair + 1]!);
    });
  }

  #spread(word: string, lexicon: "names" | "stems", postings: "namePlaces" | "stemLines"): number {
    const { [lexicon]: words, [postings]: held } = this.#base.kept;
    if (this.#gone === undefined && this.#overlay.length === 0) {
      const id = find(word, words);
      return id < 0 ? 0 : held.pairs[id + 1]! - held.pairs[id]!;
    }
    let spread = 0;
    this.#each(word, lexicon, postings, () => spread++);
    return spread;
  }

  #changed(path: Path, document: IndexedDocument | undefined): DocumentIndex {
    const overlay = this.#overlay.filter((one) => one.path !== path);
    if (document) overlay.push(document);
    const ordinal = this.#base.ordinal(path);
    const gone = ordinal === undefined ? this.#gone : withOne(this.#gone, ordinal, this.#base.size);
    const index = new DocumentIndex(this.#base, gone, overlay);
    return overlay.length <= MAX_OVERLAY ? index : DocumentIndex.of(index.documents());
  }
}

function withOne(marks: Uint8Array | undefined, at: number, size: number): Uint8Array {
  const out = marks?.slice() ?? new Uint8Array(size);
  out[at] = 1;
  return out;
}
