import type { Fact, Impact } from "../model/change.ts";
import type { Fix } from "../model/finding.ts";

const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/**
 * The repair that writes the new fact over the old one on a document line: offered where the old one stands
 * on it exactly once, as a whole word, so that there is no doubt what is meant.
 * @param text the document line
 */
export function replacement({ place, fact }: Impact, text: string): Fix | undefined {
  for (const [old, now] of spellings(fact)) {
    const at = onlyPlace(text, old);
    if (at === undefined) continue;
    const { path, line } = place;
    const edit = { path, start: { line, column: at }, end: { line, column: at + old.length }, text: now };
    return { title: `Write “${now}” for “${old}”`, edits: [edit] };
  }
  return undefined;
}

/** The old and the new fact as a document may write them: as they are, or small numbers as words. */
function spellings({ before, after }: Fact): (readonly [old: string, now: string])[] {
  if (before === undefined || after === undefined || before === after) return [];
  const [old, now] = [NUMBERS[wholeNumber(before)], NUMBERS[wholeNumber(after)]];
  return old === undefined || now === undefined
    ? [[before, after]]
    : [
        [before, after],
        [old, now],
      ];
}

function wholeNumber(text: string): number {
  return /^\d{1,2}$/.test(text) ? Number(text) : -1;
}

/** Where a word stands, when it stands there once and is no part of a longer word or number. */
function onlyPlace(text: string, word: string): number | undefined {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const [left, right] = [text[at - 1] ?? " ", text.slice(at + word.length, at + word.length + 2)];
    if (!/[\w.-]/.test(left) && !/^(?:\w|[.,-]\w)/.test(right)) places.push(at);
  }
  return places.length === 1 ? places[0] : undefined;
}
