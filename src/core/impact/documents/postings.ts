/**
 * Where words stand, as plain values. A pair is a word and a document that holds it; the pairs of word `id` are
 * numbered from `pairs[id]` to before `pairs[id + 1]`, in the order of their documents.
 */
export interface Postings {
  readonly pairs: Int32Array;
  /** By pair, its document. */
  readonly documents: Int32Array;
  /** The places of pair `p` are `places[at[p] … at[p + 1])`, ascending. */
  readonly at: Int32Array;
  readonly places: Int32Array;
}

/** Words of documents as they were read: one document after another, each word with its place. */
export interface Occurrences {
  readonly words: Int32Array;
  readonly places: Int32Array;
  /** Document `d` wrote `words[ends[d - 1] … ends[d])`. */
  readonly ends: Int32Array;
}

/** Occurrences by word, then document, then as they were read. Linear. @param size how many words there are */
export function postingsOf({ words, places, ends }: Occurrences, size: number): Postings {
  const pairs = new Int32Array(size + 1);
  const cursor = new Int32Array(size + 1);
  const last = new Int32Array(size).fill(-1);
  eachOf(words, ends, (word, document) => {
    cursor[word + 1]!++;
    if (last[word] === document) return;
    last[word] = document;
    pairs[word + 1]!++;
  });
  for (let word = 0; word < size; word++) {
    pairs[word + 1]! += pairs[word]!;
    cursor[word + 1]! += cursor[word]!;
  }
  const documents = new Int32Array(pairs[size]!);
  const at = new Int32Array(pairs[size]! + 1);
  at[pairs[size]!] = words.length;
  const sorted = new Int32Array(words.length);
  const next = pairs.slice();
  last.fill(-1);
  eachOf(words, ends, (word, document, k) => {
    if (last[word] !== document) {
      last[word] = document;
      documents[next[word]!] = document;
      at[next[word]!++] = cursor[word]!;
    }
    sorted[cursor[word]!++] = places[k]!;
  });
  return { pairs, documents, at, places: sorted };
}

function eachOf(
  words: Int32Array,
  ends: Int32Array,
  say: (word: number, document: number, k: number) => void,
): void {
  let k = 0;
  for (let document = 0; document < ends.length; document++)
    for (const end = ends[document]!; k < end; k++) say(words[k]!, document, k);
}

/** The pair of a word and a document; -1 where it does not hold the word. */
export function pairOf(word: number, document: number, { pairs, documents }: Postings): number {
  if (word < 0) return -1;
  let low = pairs[word]!;
  let high = pairs[word + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = documents[middle]!;
    if (found === document) return middle;
    if (found < document) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Whether a value has the shape of postings. */
export function isPostings(value: unknown): value is Postings {
  if (typeof value !== "object" || value === null) return false;
  const { pairs, documents, at, places } = value as Partial<Postings>;
  return (
    [pairs, documents, at, places].every((one) => one instanceof Int32Array) &&
    pairs?.at(-1) === documents?.length &&
    at?.length === (documents?.length ?? 0) + 1 &&
    at?.at(-1) === places?.length
  );
}
