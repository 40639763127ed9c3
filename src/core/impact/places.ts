import { groupBy } from "../group.ts";
import type { Impact } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { LINE_KIND } from "./document-lines.ts";
import type { IndexedDocument } from "./documents.ts";
import { KIND_WEIGHT, type RankQuery, type WeightedWord } from "./weighted-words.ts";
import { stem, subwords } from "./words.ts";

/** A section's evidence, in this order; 0 to 1 except `length`. */
export const SECTION_FEATURES = [
  "bestLine",
  "secondLine",
  "sum",
  "share",
  "coChange",
  "impact",
  "title",
  "stems",
  "stemShare",
  "only",
  "length",
  "top",
] as const;
/** A line's evidence, in this order; 0 to 1. */
export const LINE_FEATURES = [
  "score",
  "shareOfDocument",
  "shareOfSection",
  "impact",
  "heading",
  "block",
  "table",
  "list",
  "stems",
  "removed",
  "added",
] as const;

export interface SectionEvidence {
  readonly path: Path;
  readonly title: string;
  /** 1-based, inclusive; line 1 for what stands before the first heading. */
  readonly line: number;
  readonly endLine: number;
  readonly values: Float64Array;
  /** The lines with any evidence, best first, at most `MAX_LINES`; made where they are asked for. */
  readonly lines: readonly LineEvidence[];
}

export interface LineEvidence {
  readonly line: number;
  readonly values: Float64Array;
}

const MAX_LINES = 8;
/** Sections of one document that are looked at; those that promise most. */
const MAX_SECTIONS = 50;

interface LineScore {
  readonly line: number;
  /** Weights of the words it holds; of these, removed or changed ones, and added ones. */
  sum: number;
  removed: number;
  added: number;
  /** Worth of the plain words it shares with the change. */
  stems: number;
  /** The confidence of the impact that stands on it. */
  impact: number;
}

/** The evidence for the sections and lines of some documents. Cost grows with the lines that hold the change's words. */
export function placesIn(
  query: RankQuery,
  paths: readonly Path[],
  weights: readonly WeightedWord[],
  impacts: readonly Impact[],
): SectionEvidence[] {
  const together = query.history?.sectionsWith(query.changes.map(({ path }) => path));
  const doubtful = groupBy(impacts, ({ place }) => place.path);
  const wanted = stemWeights(query);
  const titled = new Set(
    query.words.words
      .filter(({ defined, role }) => defined || role === "enclosing")
      .flatMap(({ word }) => subwords(word).map(stem)),
  );
  const found = paths.flatMap((path) => {
    const document = query.index.get(path);
    if (!document) return [];
    const scores = scoreLines(document, weights, wanted, doubtful.get(path) ?? []);
    const best = Math.max(
      1e-9,
      largest(scores.values(), ({ sum }) => sum),
    );
    const changed = document.sections.map(({ title }) => together?.get(`${path}#${title}`) ?? 0);
    return sumSections(document, scores, best)
      .filter(({ lines, k }) => lines.length > 0 || (changed[k] ?? 0) > 0)
      .sort((a, b) => promise(b, best) - promise(a, best))
      .slice(0, MAX_SECTIONS)
      .map((section) => ({ ...section, path, document, best, together: changed[section.k] ?? 0 }));
  });
  const bestLine = Math.max(
    1e-9,
    largest(found, ({ lines }) => lines[0]?.sum ?? 0),
  );
  const bestSum = Math.max(
    1e-9,
    largest(found, ({ sum }) => sum),
  );
  const bestStems = Math.max(
    1e-9,
    largest(found, ({ density }) => density),
  );
  return found.map(({ path, document, best, together: coChange, k, sum, impact, density, lines }) => {
    const section = document.sections[k] ?? { line: 0, endLine: 0, level: 0, title: "" };
    const first = lines[0]?.sum ?? 0;
    const said = document.titleStems()[k] ?? [];
    return {
      path,
      title: section.title,
      line: Math.max(section.line, 1),
      endLine: section.endLine,
      values: Float64Array.of(
        first / bestLine,
        (lines[1]?.sum ?? 0) / bestLine,
        sum / bestSum,
        Math.min(1, sum / best / 4),
        coChange,
        impact,
        said.filter((one) => titled.has(one)).length / Math.max(1, said.length),
        density / (density + 5),
        density / bestStems,
        document.sections.length === 1 ? 1 : 0,
        Math.log(section.endLine - Math.max(section.line, 1) + 2) / 5,
        k === 0 ? 1 : 0,
      ),
      get lines() {
        return lines
          .slice(0, MAX_LINES)
          .map((line) => ({ line: line.line, values: lineValues(document, line, best, first, bestLine) }));
      },
    };
  });
}

interface SectionSum {
  /** Which section of the document. */
  readonly k: number;
  sum: number;
  stems: number;
  impact: number;
  /** `stems` over the root of the section's length. */
  density: number;
  /** Best first. */
  readonly lines: LineScore[];
}

function promise({ sum, density, impact }: SectionSum, best: number): number {
  return sum / best + density / 5 + 2 * impact;
}

/** Every section of a document with the scores of its lines added up. */
function sumSections(
  document: IndexedDocument,
  scores: ReadonlyMap<number, LineScore>,
  best: number,
): SectionSum[] {
  const sums = document.sections.map((_, k): SectionSum => ({
    k,
    sum: 0,
    stems: 0,
    impact: 0,
    density: 0,
    lines: [],
  }));
  for (const score of scores.values()) {
    const section = sums[document.sectionOf[score.line - 1] ?? 0];
    if (!section) continue;
    section.sum += score.sum;
    section.stems += score.stems;
    section.impact = Math.max(section.impact, score.impact);
    section.lines.push(score);
  }
  const worth = ({ sum, impact }: LineScore): number => sum + impact * best;
  for (const section of sums) {
    const { line, endLine } = document.sections[section.k] ?? { line: 0, endLine: 0 };
    section.density = section.stems / Math.sqrt(endLine - Math.max(line, 1) + 4);
    section.lines.sort((a, b) => worth(b) - worth(a) || b.stems - a.stems || a.line - b.line);
  }
  return sums;
}

function lineValues(
  document: IndexedDocument,
  score: LineScore,
  inDocument: number,
  inSection: number,
  inAll: number,
): Float64Array {
  const text = document.lines[score.line - 1] ?? "";
  const kind = document.kinds[score.line - 1];
  return Float64Array.of(
    score.sum / inAll,
    score.sum / inDocument,
    score.sum / Math.max(inSection, 1e-9),
    score.impact,
    kind === LINE_KIND.heading ? 1 : 0,
    kind === LINE_KIND.block ? 1 : 0,
    text.includes("|") ? 1 : 0,
    /^\s*(?:[-*+]|\d+\.)\s/.test(text) ? 1 : 0,
    score.stems / (score.stems + 5),
    score.removed / Math.max(score.sum, 1e-9),
    score.added / Math.max(score.sum, 1e-9),
  );
}

/** Sums of word weights per line; a word counts less the more lines of the document hold it. */
function scoreLines(
  document: IndexedDocument,
  weights: readonly WeightedWord[],
  wanted: ReadonlyMap<string, number>,
  impacts: readonly Impact[],
): Map<number, LineScore> {
  const out = new Map<number, LineScore>();
  const at = (line: number): LineScore => {
    const known = out.get(line);
    if (known) return known;
    const made = { line, sum: 0, removed: 0, added: 0, stems: 0, impact: 0 };
    out.set(line, made);
    return made;
  };
  for (const { spelling, weight, role } of weights) {
    const places = document.words.get(spelling);
    if (!places) continue;
    const rarity = 1 / Math.sqrt(places.length);
    for (const place of places) {
      const score = at(place >> 3);
      const worth = weight * rarity * (KIND_WEIGHT[place & 7] ?? 0.7);
      score.sum += worth;
      if (role === "removed" || role === "changed") score.removed += worth;
      else if (role === "added") score.added += worth;
    }
  }
  const stemLines = document.stemLines();
  for (const [term, worth] of wanted) for (const line of stemLines.get(term) ?? []) at(line).stems += worth;
  for (const { place, confidence } of impacts) {
    const score = at(place.line);
    score.impact = Math.max(score.impact, confidence);
  }
  return out;
}

/** The worth of a plain word on a line, by its stem: the rarity of the change's sub-words in documents. */
function stemWeights({ words, index }: RankQuery): Map<string, number> {
  const size = index.size;
  const out = new Map<string, number>();
  for (const [term, count] of words.stems) {
    const spread = index.stemSpread(term);
    if (spread > 0 && spread <= size / 2)
      out.set(term, (1 + Math.log(count)) * Math.log(1 + size / spread) * 0.3);
  }
  return out;
}

function largest<Item>(items: Iterable<Item>, of: (item: Item) => number): number {
  let max = 0;
  for (const item of items) max = Math.max(max, of(item));
  return max;
}
