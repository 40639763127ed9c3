import { LINE_FEATURES, SECTION_FEATURES, type SectionEvidence } from "./places.ts";
import type { Path } from "../../model/place.ts";

export interface ScoredSection {
  readonly place: SectionEvidence;
  /** Its share among the sections looked at. */
  readonly score: number;
}

/** What of a section is compared with the best section of the same document, by the feature's place. */
const OF_DOCUMENT = (["bestLine", "sum", "stems", "coChange", "title"] as const).map(columnOf);
/** What is compared with the best section of all. */
const OF_ALL = (["coChange", "title", "impact", "stems"] as const).map(columnOf);

/** What the section model reads, in this order: a section's evidence, its document's share, and how it stands among the others. */
export const SECTION_COLUMNS: readonly string[] = [
  ...SECTION_FEATURES,
  "share",
  "shareLog",
  ...OF_DOCUMENT.map((k) => `${SECTION_FEATURES[k]} of document`),
  ...OF_ALL.map((k) => `${SECTION_FEATURES[k]} of all`),
  "rivals",
];

/** What the line model reads, in this order: a line's evidence, its section's share and evidence, and its place among the lines there. */
export const LINE_COLUMNS: readonly string[] = [
  ...LINE_FEATURES,
  "share",
  "shareLog",
  ...SECTION_FEATURES.map((name) => `section's ${name}`),
  "rank",
  "rivals",
];

/**
 * Calls back with a row of `SECTION_COLUMNS` for each section; the row is the same array each time. The best section of
 * a weak document and a weak section of the best document look alike by themselves; beside the sections around them
 * they do not.
 */
export function eachSectionRow(
  places: readonly SectionEvidence[],
  shareOf: (path: Path) => number,
  say: (row: Float64Array, section: number) => void,
): void {
  const best = new Float64Array(SECTION_FEATURES.length);
  const documents = new Map<Path, { readonly best: Float64Array; sections: number }>();
  for (const { path, values } of places) {
    const known = documents.get(path);
    const its = known ?? { best: new Float64Array(SECTION_FEATURES.length), sections: 0 };
    if (!known) documents.set(path, its);
    its.sections++;
    raise(its.best, values);
    raise(best, values);
  }
  const row = new Float64Array(SECTION_COLUMNS.length);
  places.forEach(({ path, values }, section) => {
    const its = documents.get(path) ?? { best, sections: 1 };
    const share = shareOf(path);
    let at = 0;
    for (let k = 0; k < values.length; k++) row[at++] = values[k]!;
    row[at++] = share;
    row[at++] = logOf(share);
    for (const k of OF_DOCUMENT) row[at++] = values[k]! / Math.max(its.best[k]!, 1e-6);
    for (const k of OF_ALL) row[at++] = values[k]! / Math.max(best[k]!, 1e-6);
    row[at++] = Math.log1p(its.sections) / 4;
    say(row, section);
  });
}

/** Calls back with a row of `LINE_COLUMNS` for each line of some sections; the row is the same array each time. */
export function eachLineRow(
  sections: readonly ScoredSection[],
  say: (row: Float64Array, line: number, section: number) => void,
): void {
  const row = new Float64Array(LINE_COLUMNS.length);
  sections.forEach(({ place: { values, lines }, score }, section) => {
    let at = LINE_FEATURES.length;
    row[at++] = score;
    row[at++] = logOf(score);
    for (let k = 0; k < values.length; k++) row[at++] = values[k]!;
    lines.forEach((line, rank, { length }) => {
      for (let k = 0; k < LINE_FEATURES.length; k++) row[k] = line.values[k]!;
      row[at] = 1 / (1 + rank);
      row[at + 1] = length / 8;
      say(row, line.line, section);
    });
  });
}

/** A share's logarithm, brought to about −1 … 0. */
function logOf(share: number): number {
  return Math.max(-8, Math.log(share + 1e-4)) / 8;
}

function raise(best: Float64Array, values: readonly number[]): void {
  for (let k = 0; k < best.length; k++) if (values[k]! > best[k]!) best[k] = values[k]!;
}

function columnOf(name: (typeof SECTION_FEATURES)[number]): number {
  return SECTION_FEATURES.indexOf(name);
}
