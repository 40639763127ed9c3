import type { BlobId } from "../../model/place.ts";
import { HASH_PRIME, HASH_START, hashOf } from "../word-hash.ts";

/** Postings as plain values, to be kept in a file and read back as they are. */
export interface KeptPostings {
  /** The contents' ids, by ordinal, one a line. */
  readonly ids: string;
  /** An open-addressing table, a power of two of pairs long: a word's hash, and its ordinal plus one, 0 where empty. */
  readonly table: Int32Array;
  /** The contents that hold word `k`, ascending, stand from `starts[k]` to before `starts[k + 1]`. */
  readonly starts: Uint32Array;
  readonly holders: Uint32Array;
  /** Ordinals of the contents that are opaque. */
  readonly opaque: Uint32Array;
}

const DASH = 45;
/** Contents with more different words than this (lock files, bundles) are opaque. */
const MAX_WORDS = 20_000;
/** Kebab words of up to this many parts are words too. */
const MAX_PARTS = 4;
/** Hashes that are noted at once. */
const BLOCK = 4096;
const answerable = /^[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+){0,3}$/;

const START = 1;
/** 1 for the bytes that words begin with, 2 for those that only go on with them, 0 for all others. */
const inWord = Uint8Array.from({ length: 256 }, (_, c) =>
  c >= 48 && c <= 57 ? 2 : (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 ? START : 0,
);

/**
 * Which contents hold which words, by the FNV-1a hash (Fowler, Noll, Vo) of every word, in typed arrays. Two
 * words of one hash are taken for one; with half a million words that happens to one word in ten thousand.
 */
export class WordPostings {
  readonly #ordinals = new Map<BlobId, number>();
  readonly #opaque = new Set<number>();
  #words = 0;
  #table: Int32Array = new Int32Array(1 << 13);
  /** What is settled: see `KeptPostings`. */
  #starts: Uint32Array = new Uint32Array(1);
  #holders: Uint32Array = new Uint32Array(0);
  /** How many contents are settled; the words of those after them, content by content, and where each content's end. */
  #settled = 0;
  #fresh: Uint32Array = new Uint32Array(1 << 12);
  #pairs = 0;
  #ends: number[] = [];
  /** By word, the contents that are not settled, as far as somebody asked for them. */
  #late = new Map<number, number[]>();
  #noted = 0;
  /** By word, the last content it was met in since these postings were made, plus one. */
  #met: Int32Array = new Int32Array(1 << 11);
  readonly #hashes = new Int32Array(BLOCK + MAX_PARTS);

  /** Postings as they were kept; `undefined` where that is not what `kept` gave. */
  static from(kept: unknown): WordPostings | undefined {
    if (!isKept(kept)) return undefined;
    const made = new WordPostings();
    const ids = kept.ids === "" ? [] : kept.ids.split("\n");
    for (const id of ids) made.#ordinals.set(id, made.#ordinals.size);
    for (const ordinal of kept.opaque) made.#opaque.add(ordinal);
    [made.#table, made.#starts, made.#holders] = [kept.table, kept.starts, kept.holders];
    [made.#settled, made.#words] = [ids.length, kept.starts.length - 1];
    return made;
  }

  /** Whether they can tell who holds the word: an identifier, or up to four of them joined by single dashes. */
  static tells(word: string): boolean {
    return answerable.test(word);
  }

  /** How many contents are in it. */
  get contents(): number {
    return this.#ordinals.size;
  }

  /** How many pairs of a word and a content: four bytes of memory each. */
  get pairs(): number {
    return this.#holders.length + this.#pairs;
  }

  /** The number of a content; `undefined` where it was not added. */
  ordinal(id: BlobId): number | undefined {
    return this.#ordinals.get(id);
  }

  /** Whether a content is too rich in words to be taken in: what it holds has to be looked up in it. */
  isOpaque(ordinal: number): boolean {
    return this.#opaque.has(ordinal);
  }

  /** The ordinals of the contents that hold a word as a whole word, ascending. */
  *holding(word: string): Generator<number> {
    const id = (this.#table[this.#slotOf(hashOf(word) | 0) + 1] as number) - 1;
    if (id < 0) return;
    this.#takeNote();
    if (id + 1 < this.#starts.length)
      for (let k = this.#starts[id] as number; k < (this.#starts[id + 1] as number); k++)
        yield this.#holders[k] as number;
    yield* this.#late.get(id) ?? [];
  }

  /** Takes a content in: linear in its bytes, no strings are made. */
  add(id: BlobId, text: Uint8Array): void {
    if (this.#ordinals.has(id)) return;
    const ordinal = this.#ordinals.size;
    const before = this.#pairs;
    this.#ordinals.set(id, ordinal);
    if (!this.#scan(text, ordinal)) {
      this.#opaque.add(ordinal);
      this.#pairs = before;
    }
    this.#ends.push(this.#pairs);
  }

  kept(): KeptPostings {
    this.#settle();
    return {
      ids: [...this.#ordinals.keys()].join("\n"),
      table: this.#table,
      starts: this.#starts,
      holders: this.#holders,
      opaque: Uint32Array.from(this.#opaque),
    };
  }

  /** Notes every word, and every run of up to `MAX_PARTS` words joined by single dashes; false where there are too many. */
  #scan(text: Uint8Array, ordinal: number): boolean {
    const hashes = this.#hashes;
    const length = text.length;
    const limit = this.#pairs + MAX_WORDS;
    /** Where the words begin that dashes join to the one at hand. */
    const starts = new Int32Array(MAX_PARTS);
    let parts = 0;
    let count = 0;
    for (let at = 0; at < length;) {
      let c = text[at] as number;
      const kind = inWord[c] as number;
      if (kind === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = HASH_START;
      do {
        hash = Math.imul(hash ^ c, HASH_PRIME);
        at++;
      } while (at < length && inWord[(c = text[at] as number)] !== 0);
      if (kind === START) hashes[count++] = hash;
      for (let k = parts - 1; k >= 0; k--) {
        const from = starts[k] as number;
        if (inWord[text[from] as number] === START) hashes[count++] = hashWithin(text, from, at);
      }
      if (c === DASH && at + 1 < length && inWord[text[at + 1] as number] !== 0) {
        if (parts === MAX_PARTS - 1) starts.copyWithin(0, 1);
        else parts++;
        starts[parts - 1] = start;
        at++;
      } else parts = 0;
      if (count < BLOCK) continue;
      this.#note(count, ordinal);
      count = 0;
      if (this.#pairs > limit) return false;
    }
    this.#note(count, ordinal);
    return this.#pairs <= limit;
  }

  /** Notes the first `count` of the hashes for a content. */
  #note(count: number, ordinal: number): void {
    this.#makeRoom(count);
    const [hashes, table, met, fresh] = [this.#hashes, this.#table, this.#met, this.#fresh];
    const mask = table.length - 1;
    const mark = ordinal + 1;
    let pairs = this.#pairs;
    let words = this.#words;
    for (let k = 0; k < count; k++) {
      const hash = hashes[k] as number;
      let slot = (hash << 1) & mask;
      let id = table[slot + 1] as number;
      while (id !== 0 && table[slot] !== hash) {
        slot = (slot + 2) & mask;
        id = table[slot + 1] as number;
      }
      if (id === 0) {
        id = ++words;
        table[slot] = hash;
        table[slot + 1] = id;
      }
      if (met[id - 1] === mark) continue;
      met[id - 1] = mark;
      fresh[pairs++] = id - 1;
    }
    [this.#pairs, this.#words] = [pairs, words];
  }

  /** Room for so many more words and pairs. */
  #makeRoom(count: number): void {
    const words = this.#words + count;
    if (words > this.#met.length) this.#met = longer(this.#met, new Int32Array(words * 2));
    if (this.#pairs + count > this.#fresh.length)
      this.#fresh = longer(this.#fresh, new Uint32Array((this.#pairs + count) * 2));
    // At most half of the slots are taken.
    if (words * 4 > this.#table.length) this.#grow(words * 4);
  }

  /** Where a hash stands, or would stand. */
  #slotOf(hash: number): number {
    const mask = this.#table.length - 1;
    let slot = (hash << 1) & mask;
    while (this.#table[slot + 1] !== 0 && this.#table[slot] !== hash) slot = (slot + 2) & mask;
    return slot;
  }

  #grow(atLeast: number): void {
    const old = this.#table;
    let size = old.length;
    while (size < atLeast) size *= 2;
    this.#table = new Int32Array(size);
    for (let k = 0; k < old.length; k += 2) {
      if (old[k + 1] === 0) continue;
      const slot = this.#slotOf(old[k] as number);
      this.#table[slot] = old[k] as number;
      this.#table[slot + 1] = old[k + 1] as number;
    }
  }

  /** Brings what can be asked for up to date: many new pairs are settled, few are noted beside. */
  #takeNote(): void {
    if (this.#pairs * 4 > this.#holders.length) this.#settle();
    for (; this.#noted < this.#ends.length; this.#noted++) {
      for (let k = this.#ends[this.#noted - 1] ?? 0; k < (this.#ends[this.#noted] as number); k++) {
        const word = this.#fresh[k] as number;
        const late = this.#late.get(word);
        if (late) late.push(this.#settled + this.#noted);
        else this.#late.set(word, [this.#settled + this.#noted]);
      }
    }
  }

  /** Sorts all pairs by word, in time linear in their number. */
  #settle(): void {
    if (this.#settled === this.#ordinals.size && this.#starts.length === this.#words + 1) return;
    const [starts, holders] = [new Uint32Array(this.#words + 1), new Uint32Array(this.pairs)];
    const [old, were, fresh, settled] = [this.#starts, this.#holders, this.#fresh, this.#settled];
    for (let k = 1; k < old.length; k++) starts[k] = (old[k] as number) - (old[k - 1] as number);
    for (let k = 0; k < this.#pairs; k++) starts[(fresh[k] as number) + 1]!++;
    for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1] as number;
    const next = starts.slice();
    for (let word = 0; word + 1 < old.length; word++)
      for (let k = old[word] as number; k < (old[word + 1] as number); k++)
        holders[next[word]!++] = were[k] as number;
    let k = 0;
    this.#ends.forEach((end, content) => {
      for (; k < end; k++) holders[next[fresh[k] as number]!++] = settled + content;
    });
    [this.#starts, this.#holders, this.#settled] = [starts, holders, this.#ordinals.size];
    [this.#fresh, this.#pairs, this.#ends] = [new Uint32Array(1 << 12), 0, []];
    [this.#late, this.#noted] = [new Map(), 0];
  }
}

function hashWithin(text: Uint8Array, from: number, to: number): number {
  let hash = HASH_START;
  for (let k = from; k < to; k++) hash = Math.imul(hash ^ (text[k] as number), HASH_PRIME);
  return hash;
}

function longer<Numbers extends Uint32Array | Int32Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}

function isKept(value: unknown): value is KeptPostings {
  if (typeof value !== "object" || value === null) return false;
  const { ids, table, starts, holders, opaque } = value as Partial<KeptPostings>;
  if (typeof ids !== "string" || !(opaque instanceof Uint32Array)) return false;
  if (!(table instanceof Int32Array && starts instanceof Uint32Array && holders instanceof Uint32Array))
    return false;
  const size = table.length;
  return (
    size > 1 &&
    (size & (size - 1)) === 0 &&
    (starts.length - 1) * 4 <= size &&
    starts.at(-1) === holders.length
  );
}
