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

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
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
    let hash = OFFSET;
    const start = starts[id] ?? 0;
    for (let k = 0; k < word.length; k++) {
      const c = word.charCodeAt(k) & 0xff;
      bytes[start + k] = c;
      hash = Math.imul(hash ^ c, PRIME);
    }
    let slot = (hash >>> 0) & (size - 1);
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id;
    hashes[slot] = hash >>> 0;
  });
  return { words: list, hashes, slots, bytes, starts };
}

/**
 * The ids of the vocabulary's words that a text holds, ascending, each once. The text is UTF-8 bytes and no
 * string is made of it. A word counts where it stands whole: `a` and `a-b` are both in `a-b`, neither is in
 * `xa-b`. Linear in the text.
 */
export function wordsIn(text: Uint8Array, vocabulary: Vocabulary): Int32Array {
  const { hashes, slots, bytes, starts } = vocabulary;
  const mask = slots.length - 1;
  const found = new Set<number>();
  const length = text.length;

  const probe = (hash: number, from: number, to: number): void => {
    const wanted = hash >>> 0;
    for (let slot = wanted & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] ?? -1;
      if (id < 0) return;
      if (hashes[slot] !== wanted) continue;
      const start = starts[id] ?? 0;
      if ((starts[id + 1] ?? 0) - start !== to - from) continue;
      let k = from;
      while (k < to && text[k] === bytes[start + k - from]) k++;
      if (k === to) {
        found.add(id);
        return;
      }
    }
  };

  let at = 0;
  while (at < length) {
    if (inWord[text[at] ?? 0] === 0) {
      at++;
      continue;
    }
    const chain = at;
    let whole = OFFSET;
    let joined = false;
    for (;;) {
      const start = at;
      let hash = OFFSET;
      let c = text[at] ?? 0;
      while (inWord[c] === 1) {
        hash = Math.imul(hash ^ c, PRIME);
        if (joined) whole = Math.imul(whole ^ c, PRIME);
        at++;
        c = at < length ? (text[at] ?? 0) : 0;
      }
      probe(hash, start, at);
      if (!joined) whole = hash;
      else probe(whole, chain, at);
      if (c !== DASH || inWord[text[at + 1] ?? 0] === 0) break;
      whole = Math.imul(whole ^ DASH, PRIME);
      joined = true;
      at++;
    }
  }
  return Int32Array.from(found).sort();
}
