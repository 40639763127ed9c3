/** A word that may name a file, as it stands in a text. */
export interface FileWord {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /(?:[A-Za-z]:[\\/])?[\p{L}\p{N}_@.+~$%()[\]\\/-]+/gu;
/** A file of these many characters has no name a person writes. */
const LONGEST = 1_024;

/** Every run of characters that may be a file's name, brackets around it taken off. Linear. */
export function fileWords(text: string): FileWord[] {
  return [...text.matchAll(WORD)].flatMap((match) => {
    if (match[0].length > LONGEST) return [];
    const { start, end } = trimmed(match[0]);
    if (start >= end) return [];
    return [{ path: match[0].slice(start, end), start: match.index + start, end: match.index + end }];
  });
}

/** Without what only encloses or ends it: unbalanced brackets, a full stop, dashes. */
function trimmed(word: string): { start: number; end: number } {
  let start = 0;
  let end = word.length;
  const open: number[] = [];
  for (let at = 0; at < end; at++) {
    const char = word.charAt(at);
    if (char === "(" || char === "[") open.push(at);
    else if (char === ")" || char === "]") {
      if (open.length > 0) open.pop();
      else {
        // What an unopened bracket closes is over; the rest is another word that follows without a space.
        if (at > start) end = at;
        else start = at + 1;
      }
    }
  }
  const unclosed = open.findLast((at) => at < end);
  if (unclosed !== undefined) start = Math.max(start, unclosed + 1);
  while (
    start < end &&
    /[-+~%]/.test(word.charAt(start)) &&
    !/^\+(?:page|layout|server|error)/.test(word.slice(start))
  )
    start++;
  while (end > start && /[.+~%-]/.test(word.charAt(end - 1))) end--;
  const wrapped = word.slice(start, end);
  if (/^\(.*\)$/.test(wrapped) || (/^\[.*\]$/.test(wrapped) && !/[/\\]/.test(wrapped)))
    return { start: start + 1, end: end - 1 };
  return { start, end };
}
