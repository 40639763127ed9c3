/** The words that can be searched for at all: not empty, no control characters. */
export function searchable(words: readonly string[]): string[] {
  return [...new Set(words)].filter((word) => word !== "" && !/[\p{Cc}\p{Cs}]/u.test(word));
}

const WORD = /[A-Za-z0-9_]/;

/** Says which of `words` stand in a text as whole words: case-sensitive, no `[A-Za-z0-9_]` right before or after. */
export function wordsIn(text: string, words: readonly string[]): string[] {
  return words.filter((word) => holdsWord(text, word));
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!WORD.test(text[at - 1] ?? "") && !WORD.test(text[at + word.length] ?? "")) return true;
  return false;
}
