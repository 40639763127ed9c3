import { placeOf, type Document } from "./document.ts";
import { LIMITS } from "./limits.ts";
import type { Place } from "../model/place.ts";

/** A gate marker as it stands in the document. */
export interface MarkerUse {
  /** Exactly as typed, broken encoding and all. */
  readonly raw: string;
  /** With encoding repaired. */
  readonly text: string;
  /** Equal for markers that mean the same: dashes, spaces and case folded. */
  readonly key: string;
  readonly line: number;
  /** Columns in the line as it is, 0-based, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly place: Place;
}

/** `=== SOME WORDS ===`; runs of `=` are matched whole, so that a long one costs nothing. */
const MARKER = /(?<!=)={3,}(?!=)([^=\n]{3,200})(?<!=)={3,}(?!=)/g;

/** Dashes, spaces and case do not tell two markers apart. */
export function foldMarker(text: string): string {
  return text
    .replace(/\s*(?:[—–‒―−]|-{1,3})\s*/gu, " - ")
    .replace(/={3,}/g, "===")
    .replace(/\s+/g, " ")
    .trim()
    .toUpperCase();
}

/** The markers in one line; a marker is written in capitals, or has the line or code span to itself. */
export function markersIn(
  line: string,
): { readonly text: string; readonly start: number; readonly end: number }[] {
  if (!line.includes("===")) return [];
  return [...line.slice(0, LIMITS.lineCharacters).matchAll(MARKER)].flatMap((match) => {
    const words = match[1] ?? "";
    const start = match.index;
    const end = start + match[0].length;
    const alone = line.trim() === match[0] || (line.charAt(start - 1) === "`" && line.charAt(end) === "`");
    const capitals = !/\p{Ll}/u.test(words) && /\p{Lu}{2}/u.test(words);
    const spoken = /\p{L}{2}/u.test(words) && !/[;{}()$]/.test(words);
    return spoken && (capitals || alone) ? [{ text: match[0], start, end }] : [];
  });
}

/** Every marker of the document, in order. */
export function markersOf(document: Document): MarkerUse[] {
  return document.lines.flatMap((line, at) => {
    const found = markersIn(line);
    if (found.length === 0) return [];
    const raw = document.rawLines[at] ?? line;
    const exact = rawSpans(raw, found.length);
    return found.map(({ text }, index): MarkerUse => {
      const span = exact[index] ?? { start: 0, end: raw.length };
      return {
        raw: raw.slice(span.start, span.end),
        text,
        key: foldMarker(text),
        line: at + 1,
        ...span,
        place: placeOf(document, { line: at + 1 }),
      };
    });
  });
}

/** Where the markers stand in the line as typed: repairing the encoding moves columns, not the order. */
function rawSpans(raw: string, count: number): { start: number; end: number }[] {
  const spans = [...raw.slice(0, LIMITS.lineCharacters).matchAll(MARKER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return spans.length === count ? spans : [];
}

/** The exact spelling of every marker: what most uses have, with an em dash before other dashes. */
export function exactMarkers(uses: readonly MarkerUse[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, Map<string, number>>();
  for (const { key, text } of uses) {
    const counts = spellings.get(key) ?? new Map<string, number>();
    spellings.set(key, counts.set(text, (counts.get(text) ?? 0) + 1));
  }
  return new Map(
    [...spellings].map(([key, counts]) => {
      const [first] = [...counts].sort(
        ([a, times], [b, more]) => more - times || Number(b.includes("—")) - Number(a.includes("—")),
      );
      return [key, first?.[0] ?? key];
    }),
  );
}
