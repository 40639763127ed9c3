import { LINE_FEATURES, SECTION_FEATURES, type LineEvidence, type SectionEvidence } from "./places.ts";
import type { Path } from "../model/place.ts";

/** Compared with the best section of the same document. */
const OF_DOCUMENT = ["bestLine", "sum", "stems", "coChange", "title"] as const;
/** Compared with the best section of all. */
const OF_ALL = ["coChange", "title", "impact", "stems"] as const;

/** What the section model reads, in this order: a section's evidence, its document's share, and how it stands among the others. */
export const SECTION_COLUMNS: readonly string[] = [
  ...SECTION_FEATURES,
  "share",
  "shareLog",
  ...OF_DOCUMENT.map((name) => `${name} of document`),
  ...OF_ALL.map((name) => `${name} of all`),
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
 * A row of `SECTION_COLUMNS` for each section. The best section of a weak document and a weak section of the best
 * document look alike by themselves; beside the sections around them they do not.
 */
export function sectionRows(places: readonly SectionEvidence[], shareOf: (path: Path) => number): number[][] {
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
  return places.map(({ path, values }) => {
    const its = documents.get(path) ?? { best, sections: 1 };
    const share = shareOf(path);
    return [
      ...values,
      share,
      logOf(share),
      ...OF_DOCUMENT.map((name) => ratio(values, its.best, name)),
      ...OF_ALL.map((name) => ratio(values, best, name)),
      Math.log1p(its.sections) / 4,
    ];
  });
}

/** The lines of a section, each with a row of `LINE_COLUMNS`. */
export function lineRows({ values, lines }: SectionEvidence, share: number): LineEvidence[] {
  return lines.map((line, k, { length }) => ({
    line: line.line,
    values: [
      // Where the section's first line has no word of the change, a share of its sum is without bound.
      ...line.values.map((value) => Math.min(value, 1)),
      share,
      logOf(share),
      ...values,
      1 / (1 + k),
      length / 8,
    ],
  }));
}

/** A share's logarithm, brought to about −1 … 0. */
function logOf(share: number): number {
  return Math.max(-8, Math.log(share + 1e-4)) / 8;
}

function raise(best: Float64Array, values: readonly number[]): void {
  for (let k = 0; k < best.length; k++) best[k] = Math.max(best[k] ?? 0, values[k] ?? 0);
}

function ratio(
  values: readonly number[],
  best: Float64Array,
  name: (typeof SECTION_FEATURES)[number],
): number {
  const k = SECTION_FEATURES.indexOf(name);
  return (values[k] ?? 0) / Math.max(best[k] ?? 0, 1e-6);
}
