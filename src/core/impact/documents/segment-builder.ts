import type { Path } from "../../model/place.ts";
import { LINE_KIND, type LineKind, readLines } from "./document-lines.ts";
import { eachWord, isNameInProse, nameParts } from "./document-words.ts";
import { lexiconOf, sizeOf, standsAt, wordAt } from "./lexicon.ts";
import { type Occurrences, type Postings, postingsOf } from "./postings.ts";
import { type IndexedDocument, type KeptSegment, Segment, spellingKey } from "./segment.ts";
import { hashOf } from "../word-hash.ts";
import { stem, subwords } from "../words.ts";

/** What is known of a word wherever it stands. */
interface Known {
  /** It may name code even in prose. */
  readonly telling: boolean;
  /** The parts of a kebab word that may name code by themselves. */
  readonly parts: readonly Known[];
  readonly stems: readonly number[];
  readonly word: string;
  /** Its number among the names; -1 as long as it stands nowhere where it could name code. */
  name: number;
  /** The latest place where it was noted, as an occurrence of a name, and in which document. */
  latest: number;
  document: number;
}

/** Makes a segment of texts, and of documents of other segments. Each word is looked at once, however often it stands. */
export class SegmentBuilder {
  readonly #known = new KnownWords((word) => this.#learn(word));
  readonly #names = new Numbers();
  readonly #stems = new Numbers();
  readonly #paths: Path[] = [];
  readonly #texts: string[] = [];
  readonly #titles: string[] = [];
  readonly #lineEnds: number[] = [];
  readonly #headEnds: number[] = [];
  readonly #lengths: number[] = [];
  readonly #kinds: Uint8Array[] = [];
  readonly #heads: number[] = [];
  readonly #nameOccurrences = new Noted();
  readonly #stemOccurrences = new Noted();

  /** Reads a document. Linear in its text; never throws. No two documents have one path. */
  read(path: Path, text: string): void {
    const { lines, kinds, sections } = readLines(path, text);
    const document = this.#paths.length;
    const [names, stems] = [this.#nameOccurrences, this.#stemOccurrences];
    const began = stems.size;
    const note = (word: Known, place: number, kind: LineKind): void => {
      if (word.document === document && names.placeAt(word.latest) >> 3 === place >> 3) {
        if (kind < (names.placeAt(word.latest) & 7)) names.alter(word.latest, place | kind);
        return;
      }
      if (word.name < 0) word.name = this.#names.of(word.word);
      word.document = document;
      word.latest = names.size;
      names.add(word.name, place | kind);
    };
    lines.forEach((line, k) => {
      const kind = (kinds[k] ?? LINE_KIND.prose) as LineKind;
      const place = (k + 1) << 3;
      const shown = kind === LINE_KIND.hidden ? 0 : k + 1;
      eachWord(line, kind, (from, to, hash, how) => {
        const found = this.#known.of(line, from, to, hash);
        for (const one of found.stems) stems.add(one, shown);
        if (how === LINE_KIND.hidden) return;
        if (found.telling || (how !== LINE_KIND.prose && to - from > 1)) note(found, place, how);
        for (const part of found.parts) note(part, place, how);
      });
    });
    this.#end(path, text, kinds, stems.size - began);
    this.#titles.push(sections.map(({ title }) => title).join("\n"));
    for (const { line, endLine, level } of sections) this.#heads.push(line, endLine, level);
    this.#headEnds.push(this.#heads.length / 3);
  }

  /** Takes documents over as they were read before. */
  take(documents: Iterable<IndexedDocument>): void {
    const bySegment = new Map<Segment, number[]>();
    for (const { segment, ordinal } of documents) {
      const some = bySegment.get(segment);
      if (some) some.push(ordinal);
      else bySegment.set(segment, [ordinal]);
    }
    for (const [{ kept }, ordinals] of bySegment) this.#takeFrom(kept, ordinals);
  }

  segment(): Segment {
    const names = this.#names.words;
    const bySpelling = new Map<string, number[]>();
    names.forEach((name, id) => {
      const key = spellingKey(name);
      if (key === undefined) return;
      const same = bySpelling.get(key);
      if (same) same.push(id);
      else bySpelling.set(key, [id]);
    });
    const spelled = [...bySpelling.values()];
    const ends = (some: readonly number[]): Int32Array => Int32Array.from(some);
    return new Segment({
      paths: this.#paths,
      texts: this.#texts,
      kinds: joined(this.#kinds),
      lineEnds: ends(this.#lineEnds),
      titles: this.#titles,
      heads: ends(this.#heads),
      headEnds: ends(this.#headEnds),
      names: lexiconOf(names),
      namePlaces: postingsOf(this.#nameOccurrences.all(), names.length),
      spellings: lexiconOf([...bySpelling.keys()]),
      spelledAt: startsOf(spelled),
      spelled: Int32Array.from(spelled.flat()),
      stems: lexiconOf(this.#stems.words),
      stemLines: postingsOf(this.#stemOccurrences.all(), this.#stems.words.length),
      lengths: ends(this.#lengths),
    });
  }

  #learn(word: string): Known {
    return {
      word,
      telling: isNameInProse(word),
      parts: nameParts(word).map((part) => this.#known.of(part, 0, part.length, hashOf(part))),
      stems: stemsOf(word).map((one) => this.#stems.of(one)),
      name: -1,
      latest: -1,
      document: -1,
    };
  }

  #end(path: Path, text: string, kinds: Uint8Array, length: number): void {
    this.#paths.push(path);
    this.#texts.push(text);
    this.#kinds.push(kinds);
    this.#lineEnds.push((this.#lineEnds.at(-1) ?? 0) + kinds.length);
    this.#lengths.push(length);
    this.#nameOccurrences.end();
    this.#stemOccurrences.end();
  }

  #takeFrom(kept: KeptSegment, ordinals: readonly number[]): void {
    const slotOf = new Int32Array(kept.paths.length).fill(-1);
    ordinals.forEach((ordinal, k) => (slotOf[ordinal] = k));
    const names = taken(kept.namePlaces, sizeOf(kept.names), slotOf, ordinals.length);
    const stems = taken(kept.stemLines, sizeOf(kept.stems), slotOf, ordinals.length);
    const nameOf = numbering(sizeOf(kept.names), (id) => this.#names.of(wordAt(id, kept.names)));
    const stemOf = numbering(sizeOf(kept.stems), (id) => this.#stems.of(wordAt(id, kept.stems)));
    ordinals.forEach((ordinal, k) => {
      this.#nameOccurrences.copy(names, k, nameOf);
      this.#stemOccurrences.copy(stems, k, stemOf);
      const kinds = kept.kinds.subarray(kept.lineEnds[ordinal - 1] ?? 0, kept.lineEnds[ordinal]);
      this.#end(kept.paths[ordinal]!, kept.texts[ordinal]!, kinds, kept.lengths[ordinal]!);
      this.#titles.push(kept.titles[ordinal]!);
      for (let at = 3 * (kept.headEnds[ordinal - 1] ?? 0); at < 3 * kept.headEnds[ordinal]!; at++)
        this.#heads.push(kept.heads[at]!);
      this.#headEnds.push(this.#heads.length / 3);
    });
  }
}

const lowerCase = /^[a-z]+$/;

/** The stems of a word's parts of three letters or more. */
export function stemsOf(word: string): string[] {
  if (lowerCase.test(word)) return word.length < 3 ? [] : [stem(word)];
  return subwords(word)
    .filter((part) => part.length >= 3 && part.charCodeAt(0) > 57)
    .map(stem);
}

/** What is known of words, found by their hashes in the line they stand on: no string is made of one seen before. */
class KnownWords {
  readonly #learn: (word: string) => Known;
  readonly #words: Known[] = [];
  #hashes = new Uint32Array(1 << 9);
  #slots = new Int32Array(1 << 9).fill(-1);

  constructor(learn: (word: string) => Known) {
    this.#learn = learn;
  }

  /** @param hash of `line[from … to)`, as `hashOf` */
  of(line: string, from: number, to: number, hash: number): Known {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = this.#slots[slot]!;
      if (at < 0) break;
      if (this.#hashes[slot] !== hash) continue;
      const known = this.#words[at]!;
      if (known.word.length === to - from && standsAt(known.word, line, from)) return known;
    }
    const made = this.#learn(line.slice(from, to));
    if (this.#words.length * 2 >= this.#slots.length) this.#grow();
    this.#put(hash, this.#words.push(made) - 1);
    return made;
  }

  #put(hash: number, at: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = at;
    this.#hashes[slot] = hash;
  }

  #grow(): void {
    const [hashes, slots] = [this.#hashes, this.#slots];
    this.#hashes = new Uint32Array(2 * hashes.length);
    this.#slots = new Int32Array(2 * slots.length).fill(-1);
    slots.forEach((at, slot) => {
      if (at >= 0) this.#put(hashes[slot]!, at);
    });
  }
}

/** Numbers words in the order in which they are asked for. */
class Numbers {
  readonly #ids = new Map<string, number>();
  readonly words: string[] = [];

  of(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    this.#ids.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

/** Occurrences, as they come; their arrays grow. */
class Noted {
  #words = new Int32Array(1 << 10);
  #places = new Int32Array(1 << 10);
  readonly #ends: number[] = [];
  size = 0;

  add(word: number, place: number): void {
    if (this.size === this.#words.length) this.#grow(this.size + 1);
    this.#words[this.size] = word;
    this.#places[this.size++] = place;
  }

  placeAt(at: number): number {
    return this.#places[at]!;
  }

  alter(at: number, place: number): void {
    this.#places[at] = place;
  }

  /** The document ends here. */
  end(): void {
    this.#ends.push(this.size);
  }

  copy({ words, places, ends }: Occurrences, document: number, numberOf: (word: number) => number): void {
    const from = ends[document - 1] ?? 0;
    for (let k = from; k < ends[document]!; k++) this.add(numberOf(words[k]!), places[k]!);
  }

  all(): Occurrences {
    return {
      words: this.#words.subarray(0, this.size),
      places: this.#places.subarray(0, this.size),
      ends: Int32Array.from(this.#ends),
    };
  }

  #grow(least: number): void {
    const size = Math.max(least, 2 * this.#words.length);
    const [words, places] = [new Int32Array(size), new Int32Array(size)];
    words.set(this.#words);
    places.set(this.#places);
    [this.#words, this.#places] = [words, places];
  }
}

/** The occurrences of some documents, read back from postings. @param slotOf by document its number among the wanted, or -1 */
function taken(
  { pairs, documents, at, places }: Postings,
  size: number,
  slotOf: Int32Array,
  wanted: number,
): Occurrences {
  const ends = new Int32Array(wanted);
  documents.forEach((document, pair) => {
    const slot = slotOf[document]!;
    if (slot >= 0) ends[slot]! += at[pair + 1]! - at[pair]!;
  });
  for (let k = 1; k < wanted; k++) ends[k]! += ends[k - 1]!;
  const next = Int32Array.from(ends, (_, k) => ends[k - 1] ?? 0);
  const out = { words: new Int32Array(ends.at(-1) ?? 0), places: new Int32Array(ends.at(-1) ?? 0), ends };
  for (let word = 0; word < size; word++) {
    for (let pair = pairs[word]!; pair < pairs[word + 1]!; pair++) {
      const slot = slotOf[documents[pair]!]!;
      if (slot < 0) continue;
      for (let k = at[pair]!; k < at[pair + 1]!; k++) {
        out.words[next[slot]!] = word;
        out.places[next[slot]!++] = places[k]!;
      }
    }
  }
  return out;
}

/** Numbers of one lexicon as numbers of another; each word is asked for once. */
function numbering(size: number, numberOf: (id: number) => number): (id: number) => number {
  const known = new Int32Array(size).fill(-1);
  return (id) => {
    if (known[id]! < 0) known[id] = numberOf(id);
    return known[id]!;
  };
}

function startsOf(lists: readonly (readonly number[])[]): Int32Array {
  const out = new Int32Array(lists.length + 1);
  lists.forEach((list, k) => (out[k + 1] = out[k]! + list.length));
  return out;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
