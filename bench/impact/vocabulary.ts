import { HASH_PRIME, HASH_START } from "../../src/core/impact/word-hash.ts";

/**
 * A fixed set of words that can be looked for in bytes: an open-addressing table of FNV-1a hashes
 * (Fowler, Noll, Vo), with the words' bytes beside it so that a hit is compared and never guessed. Words
 * are ASCII: `[A-Za-z0-9_$]` runs, or such runs joined by single dashes.
 */
export interface Vocabulary {
  readonly words: readonly string[];
  /** Hash per slot; meaningful where `slots` holds an id. A power of two long, at most half full. */
  readonly hashes: Uint32Array;
  /** Word id per slot, -1 where empty. */
  readonly slots: Int32Array;
  /** All words' bytes, one after another; word `id` is `bytes[starts[id] … starts[id + 1])`. */
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
}

const DASH = 45;

/** 1 for the bytes that words are made of. */
const inWord = Uint8Array.from({ length: 256 }, (_, c) =>
  (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 36 ? 1 : 0,
);

/** The vocabulary of these words; those that are empty or not ASCII words can never be found. */
export function vocabularyOf(words: Iterable<string>): Vocabulary {
  const list = [...new Set(words)];
  let size = 16;
  while (size < list.length * 2) size *= 2;
  const hashes = new Uint32Array(size);
  const slots = new Int32Array(size).fill(-1);
  const starts = new Int32Array(list.length + 1);
  list.forEach((word, id) => (starts[id + 1] = (starts[id] ?? 0) + word.length));
  const bytes = new Uint8Array(starts[list.length] ?? 0);
  list.forEach((word, id) => {
    let hash = HASH_START;
    const start = starts[id] ?? 0;
    for (let k = 0; k < word.length; k++) {
      const c = word.charCodeAt(k) & 0xff;
      bytes[start + k] = c;
      hash = Math.imul(hash ^ c, HASH_PRIME);
    }
    let slot = (hash >>> 0) & (size - 1);
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id;
    hashes[slot] = hash >>> 0;
  });
  return { words: list, hashes, slots, bytes, starts };
}

/** The id of a word; -1 where the vocabulary has none. */
export function idOf(word: string, { words, hashes, slots }: Vocabulary): number {
  let hash = HASH_START;
  for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ (word.charCodeAt(k) & 0xff), HASH_PRIME);
  hash >>>= 0;
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const id = slots[slot] as number;
    if (id < 0) return -1;
    if (hashes[slot] === hash && words[id] === word) return id;
  }
}

/**
 * The ids of the vocabulary's words that a text holds, ascending, each once. The text is UTF-8 bytes and no
 * string is made of it. A word counts where it stands whole: `a` and `a-b` are both in `a-b`, neither is in
 * `xa-b`. Linear in the text.
 */
export function wordsIn(text: Uint8Array, vocabulary: Vocabulary): Int32Array {
  const seen = new Uint8Array(vocabulary.words.length);
  const found: number[] = [];
  const length = text.length;
  let at = 0;
  while (at < length) {
    if (inWord[text[at] as number] === 0) {
      at++;
      continue;
    }
    const chain = at;
    let whole = HASH_START;
    let joined = false;
    for (;;) {
      const start = at;
      let hash = HASH_START;
      let c = text[at] as number;
      while (inWord[c] === 1) {
        hash = Math.imul(hash ^ c, HASH_PRIME);
        c = ++at < length ? (text[at] as number) : 0;
      }
      add(idAt(text, start, at, hash >>> 0, vocabulary), seen, found);
      if (joined) {
        for (let k = start; k < at; k++) whole = Math.imul(whole ^ (text[k] as number), HASH_PRIME);
        add(idAt(text, chain, at, whole >>> 0, vocabulary), seen, found);
      } else whole = hash;
      if (c !== DASH || at + 1 >= length || inWord[text[at + 1] as number] === 0) break;
      whole = Math.imul(whole ^ DASH, HASH_PRIME);
      joined = true;
      at++;
    }
  }
  return Int32Array.from(found).sort();
}

function add(id: number, seen: Uint8Array, found: number[]): void {
  if (id < 0 || seen[id] === 1) return;
  seen[id] = 1;
  found.push(id);
}

/** The id of the word that stands from `from` to before `to`; -1 where the vocabulary has none. */
function idAt(
  text: Uint8Array,
  from: number,
  to: number,
  hash: number,
  { hashes, slots, bytes, starts }: Vocabulary,
): number {
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const id = slots[slot] as number;
    if (id < 0) return -1;
    if (hashes[slot] !== hash) continue;
    const start = starts[id] as number;
    if ((starts[id + 1] as number) - start !== to - from) continue;
    let k = from;
    while (k < to && text[k] === bytes[start + k - from]) k++;
    if (k === to) return id;
  }
}
