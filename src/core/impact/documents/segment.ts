import { splitLines } from "../../diff/lines.ts";
import { groupBy } from "../../group.ts";
import type { Path } from "../../model/place.ts";
import type { DocumentLines, LineKind, Section } from "./document-lines.ts";
import { find, isLexicon, type Lexicon, sizeOf, wordAt } from "./lexicon.ts";
import { isPostings, pairOf, type Postings } from "./postings.ts";
import { squash, stem, stemsOfPath, subwords } from "../words.ts";

/** Some documents, read, as plain values: they can be kept in a file and read back as they are. */
export interface KeptSegment {
  readonly paths: readonly Path[];
  readonly texts: readonly string[];
  /** One `LineKind` a line, document after document; those of document `d` end before `lineEnds[d]`. */
  readonly kinds: Uint8Array;
  readonly lineEnds: Int32Array;
  /** The titles of a document's sections, one a line; of each its line, last line and level. */
  readonly titles: readonly string[];
  readonly heads: Int32Array;
  readonly headEnds: Int32Array;
  /** Words that can name code → where, as `line << 3 | kind`, one place a line; lines are 1-based. */
  readonly names: Lexicon;
  readonly namePlaces: Postings;
  /** Squashed forms of five letters or more → the names of that form, by number from `spelledAt[id]` on. */
  readonly spellings: Lexicon;
  readonly spelledAt: Int32Array;
  readonly spelled: Int32Array;
  /** Stems of all words of three letters or more → the line of each, 0 for a hidden line. */
  readonly stems: Lexicon;
  readonly stemLines: Postings;
  /** How many stems stand in each document. */
  readonly lengths: Int32Array;
}

const NONE = new Int32Array(0);

/** Documents that were read together, with the tables of their words. Immutable. */
export class Segment {
  readonly kept: KeptSegment;
  readonly #documents: (IndexedDocument | undefined)[];
  #pathHolders: ReadonlyMap<string, readonly number[]> | undefined;
  #ordinals: ReadonlyMap<Path, number> | undefined;

  constructor(kept: KeptSegment) {
    this.kept = kept;
    this.#documents = Array.from({ length: kept.paths.length });
  }

  get size(): number {
    return this.kept.paths.length;
  }

  /** The number of a document; `undefined` where there is none of this path. */
  ordinal(path: Path): number | undefined {
    this.#ordinals ??= new Map(this.kept.paths.map((one, k) => [one, k]));
    return this.#ordinals.get(path);
  }

  document(ordinal: number): IndexedDocument {
    return (this.#documents[ordinal] ??= new IndexedDocument(this, ordinal));
  }

  /** The documents whose path has a word of this stem. */
  holdingPathStem(one: string): readonly number[] {
    this.#pathHolders ??= this.#holdersOfPathStems();
    return this.#pathHolders.get(one) ?? [];
  }

  #holdersOfPathStems(): Map<string, number[]> {
    const found = new Map<string, number[]>();
    for (let k = 0; k < this.size; k++) {
      for (const part of this.document(k).pathStems) {
        const holders = found.get(part);
        if (holders) holders.push(k);
        else found.set(part, [k]);
      }
    }
    return found;
  }

  /** The spellings of names of a squashed form. */
  spellings(key: string): string[] {
    const { spellings, spelledAt, spelled, names } = this.kept;
    const id = find(key, spellings);
    return id < 0
      ? []
      : Array.from(spelled.subarray(spelledAt[id], spelledAt[id + 1]), (name) => wordAt(name, names));
  }
}

/** A section in whose title a word stands, and the share of the title's words that this is. */
interface Titled {
  readonly section: number;
  readonly share: number;
}

interface LineShape {
  readonly cells: boolean;
  readonly item: boolean;
}
const SEEN = 1;
const CELLS = 2;
const ITEM = 4;

/** One document, read: its lines and the words in them that can name code. Immutable; what it is asked for is made then, and kept. */
export class IndexedDocument implements DocumentLines {
  readonly segment: Segment;
  /** Its number in the segment. */
  readonly ordinal: number;
  readonly path: Path;
  readonly kinds: Uint8Array;
  /** How many words of three letters or more it has. */
  readonly length: number;
  #lines: readonly string[] | undefined;
  #shapes: Uint8Array | undefined;
  #sections: readonly Section[] | undefined;
  #sectionOf: Int32Array | undefined;
  #titles: ReadonlyMap<string, readonly Titled[]> | undefined;
  #pathStems: readonly string[] | undefined;

  constructor(segment: Segment, ordinal: number) {
    const { paths, kinds, lineEnds, lengths } = segment.kept;
    this.segment = segment;
    this.ordinal = ordinal;
    this.path = paths[ordinal] ?? "";
    this.kinds = kinds.subarray(lineEnds[ordinal - 1] ?? 0, lineEnds[ordinal]);
    this.length = lengths[ordinal] ?? 0;
  }

  get text(): string {
    return this.segment.kept.texts[this.ordinal] ?? "";
  }

  get lines(): readonly string[] {
    return (this.#lines ??= splitLines(this.text));
  }

  /** Whether a line, from 1 on, has cells or begins a list's item. */
  shapeOf(line: number): LineShape {
    this.#shapes ??= new Uint8Array(this.kinds.length + 1);
    let shape = this.#shapes[line]!;
    if (shape === 0) {
      const text = this.lines[line - 1] ?? "";
      shape = SEEN | (text.includes("|") ? CELLS : 0) | (/^\s*(?:[-*+]|\d+\.)\s/.test(text) ? ITEM : 0);
      this.#shapes[line] = shape;
    }
    return { cells: (shape & CELLS) !== 0, item: (shape & ITEM) !== 0 };
  }

  get sections(): readonly Section[] {
    return (this.#sections ??= sectionsOf(this.segment.kept, this.ordinal));
  }

  get sectionOf(): Int32Array {
    return (this.#sectionOf ??= sectionOfLines(this.sections, this.kinds.length));
  }

  /** The title of the section that a line, from 1 on, stands in; empty before the first one. */
  titleAt(line: number): string {
    return this.sections[this.sectionOf[line - 1] ?? 0]?.title ?? "";
  }

  /** By stem, the sections whose titles have a word of it. */
  get titles(): ReadonlyMap<string, readonly Titled[]> {
    return (this.#titles ??= titlesByStem(this.sections));
  }

  /** Stems of the parts of its path. */
  get pathStems(): readonly string[] {
    return (this.#pathStems ??= [...new Set(stemsOfPath(this.path))]);
  }

  /** Where a word that can name code stands, as `line << 3 | kind`, in line order; empty where it does not. */
  places(name: string): Int32Array {
    const { names, namePlaces } = this.segment.kept;
    return placesOf(pairOf(find(name, names), this.ordinal, namePlaces), namePlaces);
  }

  /** Whether a word that can name code stands on one of these lines, both included. */
  namesWithin(name: string, line: number, endLine: number): boolean {
    const { names, namePlaces } = this.segment.kept;
    const pair = pairOf(find(name, names), this.ordinal, namePlaces);
    if (pair < 0) return false;
    const { at, places } = namePlaces;
    let [low, high] = [at[pair]!, at[pair + 1]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]! >> 3 < line) low = middle + 1;
      else high = middle;
    }
    return low < at[pair + 1]! && places[low]! >> 3 <= endLine;
  }

  names(word: string): boolean {
    const { names, namePlaces } = this.segment.kept;
    return pairOf(find(word, names), this.ordinal, namePlaces) >= 0;
  }

  /** How often a stem stands in it, hidden lines included. */
  count(one: string): number {
    const { stems, stemLines } = this.segment.kept;
    return placesOf(pairOf(find(one, stems), this.ordinal, stemLines), stemLines).length;
  }

  /** The lines a stem stands on, hidden ones left out; a line for each time it does. */
  linesWith(one: string): Int32Array {
    const { stems, stemLines } = this.segment.kept;
    return placesOf(pairOf(find(one, stems), this.ordinal, stemLines), stemLines).filter((line) => line > 0);
  }

  /** All its words that can name code. Linear in the segment. */
  *allNames(): Generator<string> {
    const { names, namePlaces } = this.segment.kept;
    for (let id = 0; id < sizeOf(names); id++)
      if (pairOf(id, this.ordinal, namePlaces) >= 0) yield wordAt(id, names);
  }
}

/** The kind of a place of a name. */
export function kindOf(place: number): LineKind {
  return (place & 7) as LineKind;
}

function placesOf(pair: number, { at, places }: Postings): Int32Array {
  return pair < 0 ? NONE : places.subarray(at[pair], at[pair + 1]);
}

function stemsIn(text: string): string[] {
  return [...new Set(subwords(text).map(stem))];
}

function titlesByStem(sections: readonly Section[]): Map<string, Titled[]> {
  const stems = sections.map(({ title }) => stemsIn(title));
  const titled = stems.flatMap((all, section) => all.map((one) => ({ one, section, share: 1 / all.length })));
  return groupBy(titled, ({ one }) => one);
}

function sectionOfLines(sections: readonly Section[], lines: number): Int32Array {
  const out = new Int32Array(lines);
  sections.forEach(({ line, endLine }, k) => out.fill(k, Math.max(line - 1, 0), endLine));
  return out;
}

function sectionsOf({ titles, heads, headEnds }: KeptSegment, document: number): Section[] {
  const from = headEnds[document - 1] ?? 0;
  return (titles[document] ?? "").split("\n").map((title, k) => ({
    title,
    line: heads[3 * (from + k)] ?? 0,
    endLine: heads[3 * (from + k) + 1] ?? 0,
    level: heads[3 * (from + k) + 2] ?? 0,
  }));
}

/** The form by which the spellings of a name are found; `undefined` where it is too short to mean one thing. */
export function spellingKey(name: string): string | undefined {
  const key = squash(name);
  return key.length < 5 ? undefined : key;
}

/** Whether a value has the shape of a kept segment. */
export function isKeptSegment(value: unknown): value is KeptSegment {
  if (typeof value !== "object" || value === null) return false;
  const { paths, texts, titles, kinds, lineEnds, heads, headEnds, lengths, ...tables } =
    value as Partial<KeptSegment>;
  const size = Array.isArray(paths) ? paths.length : -1;
  if (![paths, texts, titles].every((one) => Array.isArray(one) && one.length === size)) return false;
  if (![lineEnds, headEnds, lengths].every((one) => one instanceof Int32Array && one.length === size))
    return false;
  const { names, namePlaces, spellings, spelledAt, spelled, stems, stemLines } = tables;
  return (
    kinds instanceof Uint8Array &&
    [heads, spelledAt, spelled].every((one) => one instanceof Int32Array) &&
    [names, spellings, stems].every(isLexicon) &&
    [namePlaces, stemLines].every(isPostings)
  );
}
