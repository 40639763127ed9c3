import { hashOf } from "../word-hash.ts";

/** Words by number, as plain values: they can be kept in a file and read back as they are. */
export interface Lexicon {
  /** All words, each followed by a line feed. */
  readonly text: string;
  /** Word `id` is `text[starts[id] … starts[id + 1] - 1)`. */
  readonly starts: Int32Array;
  /** An open-addressing table, a power of two long and at most half full: a word's number, -1 where empty. */
  readonly slots: Int32Array;
}

const END = "\n";

/** A lexicon of different words; their numbers are their places. No word holds a line feed. */
export function lexiconOf(words: readonly string[]): Lexicon {
  const starts = new Int32Array(words.length + 1);
  let size = 16;
  while (size < words.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  words.forEach((word, id) => {
    starts[id + 1] = (starts[id] ?? 0) + word.length + 1;
    let slot = slotHash(word) & (size - 1);
    while ((slots[slot] as number) >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id;
  });
  return { text: words.map((word) => word + END).join(""), starts, slots };
}

/** The number of a word; -1 where the lexicon has none. */
export function find(word: string, { text, starts, slots }: Lexicon): number {
  const mask = slots.length - 1;
  for (let slot = slotHash(word) & mask; ; slot = (slot + 1) & mask) {
    const id = slots[slot] as number;
    if (id < 0) return -1;
    const start = starts[id] as number;
    if ((starts[id + 1] as number) - start === word.length + 1 && standsAt(word, text, start)) return id;
  }
}

/** Whether a word stands in a text from there on. Quicker than `startsWith` for what is as short as words are. */
export function standsAt(word: string, text: string, from: number): boolean {
  for (let k = 0; k < word.length; k++) if (word.charCodeAt(k) !== text.charCodeAt(from + k)) return false;
  return true;
}

/** The word of a number. */
export function wordAt(id: number, { text, starts }: Lexicon): string {
  return text.slice(starts[id], (starts[id + 1] ?? 1) - 1);
}

/** How many words a lexicon has. */
export function sizeOf({ starts }: Lexicon): number {
  return starts.length - 1;
}

/** Whether a value has the shape of a lexicon. */
export function isLexicon(value: unknown): value is Lexicon {
  if (typeof value !== "object" || value === null) return false;
  const { text, starts, slots } = value as Partial<Lexicon>;
  if (typeof text !== "string" || !(starts instanceof Int32Array && slots instanceof Int32Array))
    return false;
  const size = slots.length;
  return size > 0 && (size & (size - 1)) === 0 && starts.length > 0 && (starts.length - 1) * 2 <= size;
}

/** A word's hash, its high bits brought to the low ones, which choose the slot. */
function slotHash(word: string): number {
  const hash = hashOf(word);
  return (hash ^ (hash >>> 15)) >>> 0;
}
