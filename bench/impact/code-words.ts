import type { Path } from "../../src/core/model/place.ts";
import { idOf, type Vocabulary } from "./vocabulary.ts";

/** More changed files than this are folded into the base. */
const MAX_OVERLAY = 64;

/**
 * Which words of a vocabulary the code files of a tree hold: the words documents use, and which of them code
 * still knows. A value: `with` and `without` give another one, at a cost that does not grow with the
 * repository. A word's number of files is one lookup; the files themselves cost a walk over all.
 */
export class CodeWords {
  readonly #vocabulary: Vocabulary;
  readonly #base: ReadonlyMap<Path, Int32Array>;
  /** By word id, in how many files of the base. */
  readonly #spread: Int32Array;
  readonly #overlay: ReadonlyMap<Path, Int32Array | undefined>;

  private constructor(
    vocabulary: Vocabulary,
    base: ReadonlyMap<Path, Int32Array>,
    spread: Int32Array,
    overlay: ReadonlyMap<Path, Int32Array | undefined>,
  ) {
    this.#vocabulary = vocabulary;
    this.#base = base;
    this.#spread = spread;
    this.#overlay = overlay;
  }

  /** The code files of a tree, each with the ids that `wordsIn` found in it. */
  static of(vocabulary: Vocabulary, files: Iterable<readonly [Path, Int32Array]>): CodeWords {
    return CodeWords.#counted(vocabulary, new Map(files));
  }

  static #counted(vocabulary: Vocabulary, base: ReadonlyMap<Path, Int32Array>): CodeWords {
    const spread = new Int32Array(vocabulary.words.length);
    for (const held of base.values()) for (const id of held) spread[id] = (spread[id] ?? 0) + 1;
    return new CodeWords(vocabulary, base, spread, new Map());
  }

  with(path: Path, held: Int32Array): CodeWords {
    return this.#changed(path, held);
  }

  without(path: Path): CodeWords {
    return this.#changed(path, undefined);
  }

  /** Whether the vocabulary has the word; of any other, nothing is known. Flags are looked for without their dashes. */
  knows(word: string): boolean {
    return idOf(bare(word), this.#vocabulary) >= 0;
  }

  /** How many files hold a word; 0 for a word that is not known. */
  spread(word: string): number {
    const id = idOf(bare(word), this.#vocabulary);
    if (id < 0) return 0;
    let count = this.#spread[id] ?? 0;
    for (const [path, held] of this.#overlay) {
      count += (holds(held, id) ? 1 : 0) - (holds(this.#base.get(path), id) ? 1 : 0);
    }
    return count;
  }

  /** The files that hold a word, in no order. */
  holding(word: string): Path[] {
    const id = idOf(bare(word), this.#vocabulary);
    if (id < 0) return [];
    const out: Path[] = [];
    for (const [path, held] of this.#base) if (!this.#overlay.has(path) && holds(held, id)) out.push(path);
    for (const [path, held] of this.#overlay) if (holds(held, id)) out.push(path);
    return out;
  }

  #changed(path: Path, held: Int32Array | undefined): CodeWords {
    const overlay = new Map(this.#overlay).set(path, held);
    if (overlay.size <= MAX_OVERLAY) {
      return new CodeWords(this.#vocabulary, this.#base, this.#spread, overlay);
    }
    const base = new Map(this.#base);
    for (const [changed, now] of overlay) {
      if (now) base.set(changed, now);
      else base.delete(changed);
    }
    return CodeWords.#counted(this.#vocabulary, base);
  }
}

/** The part of a word that a vocabulary knows: a flag without its dashes. */
export function bare(word: string): string {
  return word.replace(/^--/, "");
}

/** Binary search in ascending ids. */
function holds(held: Int32Array | undefined, id: number): boolean {
  if (!held) return false;
  let low = 0;
  let high = held.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = held[middle] ?? 0;
    if (found === id) return true;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
