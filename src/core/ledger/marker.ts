import { repairLine } from "../protocol/mojibake.ts";

/** Where a phase document says that its phase is over, and whether it says it as the protocol does. */
export type FoundMarker =
  | { readonly is: "missing"; readonly line: number }
  /** Something that was meant to be the marker and is not. */
  | { readonly is: "altered"; readonly line: number; readonly says: string }
  /** Content follows it, beginning at `line`. */
  | { readonly is: "not-last"; readonly line: number }
  /** It is there and last. `exact` is false where dashes, spaces or broken characters differ from the protocol's. */
  | { readonly is: "last"; readonly line: number; readonly exact: boolean };

/**
 * The marker in one form: broken characters repaired, every kind of dash and `--` as one, white space
 * collapsed, code ticks and quote signs off.
 */
export function markerForm(text: string): string {
  return repairLine(text)
    .text.replaceAll(/[`>]/g, " ")
    .replaceAll(/[\s\u00a0\u2000-\u200b]+/g, " ")
    .replaceAll(/ ?[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+ ?/g, " - ")
    .trim();
}

/** Finds the marker of a phase among a document's lines. Lines are 1-based. */
export function findMarker(lines: readonly string[], marker: string): FoundMarker {
  const wanted = markerForm(marker);
  const words = wordsOf(wanted);
  let altered: { line: number; says: string } | undefined;
  let last = 0;
  let marked = 0;
  for (const [at, line] of lines.entries()) {
    if (isNothing(line)) continue;
    const form = markerForm(line.slice(0, LONGEST));
    last = at + 1;
    if (form === wanted) marked = at + 1;
    else if (FRAMED.test(form) && alike(form, words)) altered = { line: at + 1, says: form };
  }
  if (marked > 0 && marked < last) return { is: "not-last", line: firstAfter(lines, marked) };
  if (marked > 0) return { is: "last", line: marked, exact: lines[marked - 1]!.includes(marker) };
  if (altered !== undefined) return { is: "altered", ...altered };
  const ending = last === 0 ? "" : markerForm(lines[last - 1]!.slice(0, LONGEST));
  return alike(ending, words)
    ? { is: "altered", line: last, says: ending }
    : { is: "missing", line: Math.max(last, 1) };
}

const LONGEST = 400;
const FRAMED = /^=+ ?\S.*=$/;

/** Blank lines, the ends of fences and comments say nothing. */
function isNothing(line: string): boolean {
  return /^\s*(?:`{3,}\w*|~{3,}\w*|<!--.*-->)?\s*$/.test(line);
}

function firstAfter(lines: readonly string[], marked: number): number {
  return lines.findIndex((line, at) => at >= marked && !isNothing(line)) + 1;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** At least half of the marker's words, in a line that is not much longer. */
function alike(text: string, words: ReadonlySet<string>): boolean {
  const own = wordsOf(text);
  const shared = [...words].filter((word) => own.has(word)).length;
  return words.size > 0 && shared * 2 >= words.size && own.size <= words.size * 2;
}
