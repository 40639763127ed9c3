import { isCode, isTest } from "../../src/core/impact/classify.ts";
import { vocabularyOf, wordsIn, type Vocabulary } from "../../src/core/impact/vocabulary.ts";
import type { Repository } from "./git.ts";

/** Which words of a vocabulary the code of a tree holds, blob by blob; every blob is scanned once. */
export class CodeState {
  readonly #vocabulary: Vocabulary;
  readonly #idOf = new Map<string, number>();
  readonly #held = new Map<string, Int32Array>();
  scannedBytes = 0;
  scanMs = 0;

  constructor(words: Iterable<string>, repository: Repository, blobs: Iterable<string>) {
    this.#vocabulary = vocabularyOf(words);
    this.#vocabulary.words.forEach((word, id) => this.#idOf.set(word, id));
    const ids = [...blobs];
    for (let k = 0; k < ids.length; k += 2_000) {
      for (const [id, bytes] of repository.blobs(ids.slice(k, k + 2_000))) {
        const start = performance.now();
        this.#held.set(id, bytes.length > 2_000_000 ? new Int32Array(0) : wordsIn(bytes, this.#vocabulary));
        this.scanMs += performance.now() - start;
        this.scannedBytes += bytes.length;
      }
    }
  }

  /** The state of one tree's code, tests left out. */
  at(tree: ReadonlyMap<string, string>): CodeTree {
    const code = [...tree].filter(([path]) => isCode(path) && !isTest(path));
    const spread = new Int32Array(this.#vocabulary.words.length);
    for (const [, id] of code)
      for (const word of this.#held.get(id) ?? []) spread[word] = (spread[word] ?? 0) + 1;
    return {
      spread: (word) => spread[this.#idOf.get(bare(word)) ?? -1] ?? 0,
      occurrences: (word) => {
        const wanted = this.#idOf.get(bare(word));
        if (wanted === undefined) throw new Error(`not in the vocabulary: ${word}`);
        return code.filter(([, id]) => this.#held.get(id)?.includes(wanted)).map(([path]) => path);
      },
    };
  }
}

export interface CodeTree {
  /** How many code files hold a word. */
  spread(word: string): number;
  /** Which do. */
  occurrences(word: string): string[];
}

/** Flags are looked for without their dashes. */
export function bare(word: string): string {
  return word.replace(/^--/, "");
}
