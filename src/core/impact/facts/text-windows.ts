/** So many words in a row are no coincidence. */
export const WINDOW = 6;
/** Words in a row say little where they are shorter than this in all. */
const MIN_LETTERS = 30;
const wordOf = /[A-Za-z0-9_]+(?:['’][a-z]+)?/g;
const address = /https?:\/\/[^\s"'`<>()[\]{}|\\,;]{4,300}/g;

/** The words of a text as they are spelled, code marks and punctuation left out. */
export function wordsIn(text: string): string[] {
  return text.match(wordOf) ?? [];
}

/** Words as they are compared: lower case, parted and framed by spaces. */
export function said(words: readonly string[]): string {
  return ` ${words.join(" ").toLowerCase().replaceAll("’", "'")} `;
}

/** Whether some words in a row could be part of a sentence that is said only once. */
export function isSentence(words: readonly string[]): boolean {
  const plain = words.filter((one) => /^[A-Za-z][a-z]+(?:['’][a-z]+)?$/.test(one));
  return plain.length >= 4 && new Set(words).size >= 5 && words.join("").length >= MIN_LETTERS;
}

/** The web addresses on some lines, without the marks that end a sentence. */
export function addressesIn(lines: readonly string[]): Set<string> {
  return new Set(
    lines.flatMap((line) => (line.match(address) ?? []).map((one) => one.replace(/[.:!?*_#]+$/, ""))),
  );
}

export function withoutAddresses(text: string): string {
  return text.replace(address, ";");
}

/** Whether a text holds an address, and not only as the beginning of a longer one. */
export function holdsAddress(text: string, target: string): boolean {
  for (let at = text.indexOf(target); at >= 0; at = text.indexOf(target, at + 1)) {
    if (!/^[\w/?&=#%-]|^\.\w/.test(text.slice(at + target.length, at + target.length + 2))) return true;
  }
  return false;
}
