const EMPTY = new Set([
  "a",
  "an",
  "and",
  "the",
  "of",
  "to",
  "is",
  "are",
  "for",
  "in",
  "with",
  "or",
  "be",
  "was",
  "were",
  "not",
  "no",
]);

/** The telling words of a title, in one spelling. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !EMPTY.has(word)).slice(0, 60);
}

/** How alike two titles are, 0 to 1: the share of words they have in common; 1 where one holds the other. */
export function likeness(a: string, b: string): number {
  const left = new Set(wordsOf(a));
  const right = new Set(wordsOf(b));
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  const smaller = Math.min(left.size, right.size);
  if (shared === smaller && smaller >= 2) return 1;
  return (2 * shared) / (left.size + right.size);
}

/** From here on two titles mean the same item. */
export const ALIKE = 0.6;

/** The candidate that means the same as a title; `undefined` where none does. */
export function mostAlike<Item>(
  title: string,
  candidates: readonly Item[],
  titleOf: (item: Item) => string,
): Item | undefined {
  let best: Item | undefined;
  let score = ALIKE;
  for (const candidate of candidates) {
    const found = likeness(title, titleOf(candidate));
    if (found >= score && (best === undefined || found > score)) {
      best = candidate;
      score = found;
    }
  }
  return best;
}
