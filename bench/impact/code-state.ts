import { CodeWords } from "./code-words.ts";
import { vocabularyOf, wordsIn, type Vocabulary } from "./vocabulary.ts";
import type { Repository } from "./git.ts";
import type { PathKinds } from "./path-kinds.ts";

/** Larger files are not scanned. Bytes. */
const MAX_BYTES = 2_000_000;

/** Which words of a vocabulary the code of any tree of a repository holds; every blob is scanned once. */
export class CodeState {
  readonly #vocabulary: Vocabulary;
  readonly #held = new Map<string, Int32Array>();
  readonly #kinds: PathKinds;

  constructor(words: Iterable<string>, repository: Repository, blobs: Iterable<string>, kinds: PathKinds) {
    this.#kinds = kinds;
    this.#vocabulary = vocabularyOf(words);
    const ids = [...blobs];
    for (let k = 0; k < ids.length; k += 2_000) {
      for (const [id, bytes] of repository.blobs(ids.slice(k, k + 2_000))) {
        if (bytes.length <= MAX_BYTES) this.#held.set(id, wordsIn(bytes, this.#vocabulary));
      }
    }
  }

  /** One tree's code, tests left out. */
  at(tree: ReadonlyMap<string, string>): CodeWords {
    const files = [...tree].filter(([path]) => this.#kinds.isSource(path));
    return CodeWords.of(
      this.#vocabulary,
      files.map(([path, id]) => [path, this.#held.get(id) ?? new Int32Array(0)]),
    );
  }
}
