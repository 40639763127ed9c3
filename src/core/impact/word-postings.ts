import type { BlobId } from "../model/place.ts";

/** Postings as plain values, to be kept in a file and read back as they are. */
export interface KeptPostings {
  /** The contents' ids, by ordinal, one a line. */
  readonly ids: string;
  /** An open-addressing table, a power of two long: hash per slot, and the word's ordinal, -1 where empty. */
  readonly keys: Uint32Array;
  readonly slots: Int32Array;
  /** By word, its latest pair with a content; by pair, its content and the word's pair before it, -1 for none. */
  readonly latest: Int32Array;
  readonly blobs: Uint32Array;
  readonly before: Int32Array;
  /** Ordinals of the contents that are opaque. */
  readonly opaque: Uint32Array;
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const DASH = 45;
/** Contents with more different words than this (lock files, bundles) are opaque. */
const MAX_WORDS = 20_000;
/** Kebab words of up to this many parts are words too. */
const MAX_PARTS = 4;
const answerable = /^[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+){0,3}$/;

/** 1 for the bytes that words are made of. */
const inWord = Uint8Array.from({ length: 256 }, (_, c) =>
  (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 ? 1 : 0,
);

/**
 * Which contents hold which words: for the FNV-1a hash (Fowler, Noll, Vo) of every word of some contents, the
 * contents that hold it, in typed arrays that grow as contents are added. Two words of one hash are taken for
 * one; with half a million words that happens to one word in ten thousand.
 */
export class WordPostings {
  readonly #ordinals = new Map<BlobId, number>();
  readonly #opaque = new Set<number>();
  #keys: Uint32Array = new Uint32Array(1 << 12);
  #slots: Int32Array = new Int32Array(1 << 12).fill(-1);
  #latest: Int32Array = new Int32Array(1 << 11);
  #blobs: Uint32Array = new Uint32Array(1 << 12);
  #before: Int32Array = new Int32Array(1 << 12);
  #words = 0;
  #pairs = 0;

  /** Postings as they were kept; `undefined` where that is not what `kept` gave. */
  static from(kept: unknown): WordPostings | undefined {
    if (!isKept(kept)) return undefined;
    const made = new WordPostings();
    const ids = kept.ids === "" ? [] : kept.ids.split("\n");
    for (const id of ids) made.#ordinals.set(id, made.#ordinals.size);
    for (const ordinal of kept.opaque) made.#opaque.add(ordinal);
    [made.#keys, made.#slots, made.#latest] = [kept.keys, kept.slots, kept.latest];
    [made.#blobs, made.#before] = [kept.blobs, kept.before];
    [made.#words, made.#pairs] = [kept.latest.length, kept.blobs.length];
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

  /** How many pairs of a word and a content: eight bytes of memory each. */
  get pairs(): number {
    return this.#pairs;
  }

  /** The number of a content; `undefined` where it was not added. */
  ordinal(id: BlobId): number | undefined {
    return this.#ordinals.get(id);
  }

  /** Whether a content is too rich in words to be taken in: what it holds has to be looked up in it. */
  isOpaque(ordinal: number): boolean {
    return this.#opaque.has(ordinal);
  }

  /** The ordinals of the contents that hold a word as a whole word, the latest added first. */
  *holding(word: string): Generator<number> {
    let hash = OFFSET;
    for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), PRIME);
    const id = this.#slots[this.#slotOf(hash >>> 0)] as number;
    if (id < 0) return;
    for (let pair = this.#latest[id] as number; pair >= 0; pair = this.#before[pair] as number)
      yield this.#blobs[pair] as number;
  }

  /** Takes a content in: linear in its bytes, no strings are made. */
  add(id: BlobId, text: Uint8Array): void {
    if (this.#ordinals.has(id)) return;
    const ordinal = this.#ordinals.size;
    this.#ordinals.set(id, ordinal);
    if (!this.#scan(text, ordinal)) this.#opaque.add(ordinal);
  }

  kept(): KeptPostings {
    return {
      ids: [...this.#ordinals.keys()].join("\n"),
      keys: this.#keys,
      slots: this.#slots,
      latest: this.#latest.slice(0, this.#words),
      blobs: this.#blobs.slice(0, this.#pairs),
      before: this.#before.slice(0, this.#pairs),
      opaque: Uint32Array.from(this.#opaque),
    };
  }

  /** Notes every word, and every run of up to `MAX_PARTS` words joined by single dashes; false where there are too many. */
  #scan(text: Uint8Array, ordinal: number): boolean {
    const length = text.length;
    const limit = this.#pairs + MAX_WORDS;
    const starts = new Int32Array(MAX_PARTS);
    let at = 0;
    while (at < length) {
      if (inWord[text[at] as number] === 0) {
        at++;
        continue;
      }
      for (let parts = 0; ;) {
        if (parts === MAX_PARTS) {
          starts.copyWithin(0, 1);
          parts--;
        }
        const start = at;
        starts[parts++] = start;
        let hash = OFFSET;
        while (at < length && inWord[text[at] as number] === 1)
          hash = Math.imul(hash ^ (text[at++] as number), PRIME);
        if (!isDigit(text[start] as number)) this.#note(hash >>> 0, ordinal);
        for (let k = parts - 2; k >= 0; k--) this.#noteRun(text, starts[k] as number, at, ordinal);
        if (text[at] !== DASH || at + 1 >= length || inWord[text[at + 1] as number] === 0) break;
        at++;
      }
      if (this.#pairs > limit) return false;
    }
    return true;
  }

  #noteRun(text: Uint8Array, from: number, to: number, ordinal: number): void {
    if (isDigit(text[from] as number)) return;
    let hash = OFFSET;
    for (let k = from; k < to; k++) hash = Math.imul(hash ^ (text[k] as number), PRIME);
    this.#note(hash >>> 0, ordinal);
  }

  #note(hash: number, ordinal: number): void {
    const slot = this.#slotOf(hash);
    let id = this.#slots[slot] as number;
    let last = -1;
    if (id < 0) id = this.#learn(hash, slot);
    else {
      last = this.#latest[id] as number;
      if (this.#blobs[last] === ordinal) return;
    }
    if (this.#pairs === this.#blobs.length) {
      this.#blobs = longer(this.#blobs, new Uint32Array(this.#pairs * 2));
      this.#before = longer(this.#before, new Int32Array(this.#pairs * 2));
    }
    this.#blobs[this.#pairs] = ordinal;
    this.#before[this.#pairs] = last;
    this.#latest[id] = this.#pairs++;
  }

  #learn(hash: number, slot: number): number {
    const id = this.#words++;
    this.#keys[slot] = hash;
    this.#slots[slot] = id;
    if (id >= this.#latest.length)
      this.#latest = longer(this.#latest, new Int32Array(Math.max(id * 2, 1024)));
    if (this.#words * 2 > this.#keys.length) this.#grow();
    return id;
  }

  /** Where a hash stands, or would stand. */
  #slotOf(hash: number): number {
    const mask = this.#keys.length - 1;
    let slot = hash & mask;
    while ((this.#slots[slot] as number) >= 0 && this.#keys[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, slots] = [this.#keys, this.#slots];
    this.#keys = new Uint32Array(keys.length * 2);
    this.#slots = new Int32Array(keys.length * 2).fill(-1);
    for (let k = 0; k < keys.length; k++) {
      if ((slots[k] as number) < 0) continue;
      const slot = this.#slotOf(keys[k] as number);
      this.#keys[slot] = keys[k] as number;
      this.#slots[slot] = slots[k] as number;
    }
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function longer<Numbers extends Uint32Array | Int32Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}

function isKept(value: unknown): value is KeptPostings {
  if (typeof value !== "object" || value === null) return false;
  const { ids, keys, slots, latest, blobs, before, opaque } = value as Partial<KeptPostings>;
  if (typeof ids !== "string" || !(opaque instanceof Uint32Array)) return false;
  if (!(keys instanceof Uint32Array && slots instanceof Int32Array && latest instanceof Int32Array))
    return false;
  if (!(blobs instanceof Uint32Array && before instanceof Int32Array)) return false;
  const size = keys.length;
  return (
    size > 0 &&
    (size & (size - 1)) === 0 &&
    slots.length === size &&
    latest.length * 2 <= size &&
    blobs.length === before.length
  );
}
