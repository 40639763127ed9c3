import { foldMarker } from "../protocol/markers.ts";
import { repairLine } from "../protocol/mojibake.ts";

/** Where a phase document says that its phase is over, and whether it says it as the protocol does. */
export type FoundMarker =
  | { readonly is: "missing"; readonly line: number }
  /** Something that was meant to be the marker and is not. */
  | { readonly is: "altered"; readonly line: number; readonly says: string }
  /** Content follows it, beginning at `line`. */
  | { readonly is: "not-last"; readonly line: number }
  /** It is there and last. `exact` is false where dashes, spaces, case or broken characters differ from the protocol's. */
  | { readonly is: "last"; readonly line: number; readonly exact: boolean };

/** Finds the marker of a phase among a document's lines. Lines are 1-based. */
export function findMarker(lines: readonly string[], marker: string): FoundMarker {
  const wanted = formOf(marker);
  const words = wordsOf(wanted);
  let altered: { readonly line: number; readonly says: string } | undefined;
  let last = 0;
  let marked = 0;
  for (const [at, line] of lines.entries()) {
    if (isNothing(line)) continue;
    last = at + 1;
    const form = formOf(line);
    if (form === wanted) marked = last;
    else if (FRAMED.test(form) && alike(form, words)) altered = { line: last, says: form };
  }
  if (marked > 0 && marked < last) return { is: "not-last", line: firstAfter(lines, marked) };
  if (marked > 0) return { is: "last", line: marked, exact: lines[marked - 1]!.includes(marker) };
  if (altered !== undefined) return { is: "altered", ...altered };
  const ending = last === 0 ? "" : formOf(lines[last - 1]!);
  return alike(ending, words)
    ? { is: "altered", line: last, says: ending }
    : { is: "missing", line: Math.max(last, 1) };
}

/** The lines with every marker blanked, so that it does not count as something said. */
export function withoutMarker(lines: readonly string[], marker: string | undefined): readonly string[] {
  if (marker === undefined) return lines;
  const wanted = formOf(marker);
  return lines.map((line) => (formOf(line) === wanted ? "" : line));
}

const LONGEST = 400;
const FRAMED = /^===?.*=$/;

/** Broken characters repaired, code ticks and quote signs off, dashes, spaces and case folded. */
function formOf(line: string): string {
  return foldMarker(repairLine(line.slice(0, LONGEST)).text.replaceAll(/[`>]/g, " "));
}

/** Blank lines, the ends of fences and comments say nothing. */
function isNothing(line: string): boolean {
  const text = line.trim();
  return /^(?:`{3,}\w*|~{3,}\w*)?$/.test(text) || (text.startsWith("<!--") && text.endsWith("-->"));
}

function firstAfter(lines: readonly string[], marked: number): number {
  return lines.findIndex((line, at) => at >= marked && !isNothing(line)) + 1;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** At least half of the marker's words, in a line that has not twice as many. */
function alike(text: string, words: ReadonlySet<string>): boolean {
  const own = wordsOf(text);
  const shared = [...words].filter((word) => own.has(word)).length;
  return words.size > 0 && shared * 2 >= words.size && own.size <= words.size * 2;
}
