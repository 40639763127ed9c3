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
  /** The lines with any evidence, best first, at most `MAX_LINES`. */
  readonly lines: readonly LineEvidence[];
}

export interface LineEvidence {
  readonly line: number;
  readonly values: Float64Array;
}

const MAX_LINES = 8;
const MAX_TEXT = 1_000;

interface Scored {
  sum: number;
  removed: number;
  added: number;
  stems: number;
}

/** The evidence for the sections and lines of some documents. Cost grows with these documents' lengths. */
export function placesIn(
  query: RankQuery,
  paths: readonly Path[],
  weights: readonly WeightedWord[],
  impacts: readonly Impact[],
): SectionEvidence[] {
  const together = query.history?.sectionsWith(query.changes.map(({ path }) => path));
  const doubtful = new Map(
    impacts.map(({ place, confidence }) => [`${place.path}:${place.line}`, confidence]),
  );
  const wanted = stemWeights(query);
  const titled = new Set(
    query.words.words
      .filter(({ defined, role }) => defined || role === "enclosing")
      .flatMap(({ word }) => subwords(word).map(stem)),
  );
  const out: SectionEvidence[] = [];
  let bestLine = 0;
  let bestSum = 0;
  let bestStems = 0;
  for (const path of paths) {
    const document = query.index.get(path);
    if (!document) continue;
    const scores = scoreLines(document, weights, wanted);
    const inDocument = largest(scores.values());
    document.sections.forEach((section, k) => {
      const from = Math.max(section.line, 1);
      const lines = [];
      let sum = 0;
      let stems = 0;
      let impact = 0;
      for (let line = from; line <= section.endLine; line++) {
        const score = scores.get(line);
        const doubt = doubtful.get(`${path}:${line}`) ?? 0;
        impact = Math.max(impact, doubt);
        if (!score && doubt === 0) continue;
        sum += score?.sum ?? 0;
        stems += score?.stems ?? 0;
        lines.push({ line, score: score ?? { sum: 0, removed: 0, added: 0, stems: 0 }, doubt });
      }
      lines.sort(
        (a, b) =>
          b.score.sum + b.doubt * inDocument - (a.score.sum + a.doubt * inDocument) ||
          b.score.stems - a.score.stems ||
          a.line - b.line,
      );
      const first = lines[0]?.score.sum ?? 0;
      bestLine = Math.max(bestLine, first);
      bestSum = Math.max(bestSum, sum);
      const density = stems / Math.sqrt(section.endLine - from + 4);
      bestStems = Math.max(bestStems, density);
      const said = new Set(subwords(section.title).map(stem));
      const named = [...said].filter((one) => titled.has(one)).length / Math.max(1, said.size);
      out.push({
        path,
        title: section.title,
        line: from,
        endLine: section.endLine,
        values: Float64Array.of(
          first,
          lines[1]?.score.sum ?? 0,
          sum,
          sum / inDocument,
          together?.get(`${path}#${section.title}`) ?? 0,
          impact,
          named,
          density,
          0,
          document.sections.length === 1 ? 1 : 0,
          Math.log(section.endLine - from + 2) / 5,
          k === 0 ? 1 : 0,
        ),
        lines: lines.slice(0, MAX_LINES).map(({ line, score, doubt }) => ({
          line,
          values: lineValues(document, line, score, doubt, inDocument, first),
        })),
      });
    });
  }
  for (const { values, lines } of out) {
    values[0] = (values[0] ?? 0) / Math.max(bestLine, 1e-9);
    values[1] = (values[1] ?? 0) / Math.max(bestLine, 1e-9);
    values[2] = (values[2] ?? 0) / Math.max(bestSum, 1e-9);
    values[3] = Math.min(1, (values[3] ?? 0) / 4);
    values[8] = (values[7] ?? 0) / Math.max(bestStems, 1e-9);
    values[7] = (values[7] ?? 0) / ((values[7] ?? 0) + 5);
    for (const line of lines) line.values[0] = (line.values[0] ?? 0) / Math.max(bestLine, 1e-9);
  }
  return out;
}

function lineValues(
  document: IndexedDocument,
  line: number,
  score: Scored,
  doubt: number,
  inDocument: number,
  inSection: number,
): Float64Array {
  const text = document.lines[line - 1] ?? "";
  const kind = document.kinds[line - 1];
  return Float64Array.of(
    score.sum,
    score.sum / inDocument,
    score.sum / Math.max(inSection, 1e-9),
    doubt,
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
): Map<number, Scored> {
  const out = new Map<number, Scored>();
  const at = (line: number): Scored => {
    const known = out.get(line);
    if (known) return known;
    const made = { sum: 0, removed: 0, added: 0, stems: 0 };
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
  document.lines.forEach((full, k) => {
    if (document.kinds[k] === LINE_KIND.hidden || full === "") return;
    let sum = 0;
    for (const [word] of full.slice(0, MAX_TEXT).matchAll(/[A-Za-z]{3,40}/g)) sum += wanted.get(word) ?? 0;
    if (sum > 0) at(k + 1).stems += sum;
  });
  return out;
}

/** The worth of plain words on a line: the rarity of the change's sub-words, in the spellings documents use. */
function stemWeights({ words, index }: RankQuery): Map<string, number> {
  const size = index.size;
  const out = new Map<string, number>();
  for (const [term, count] of words.stems) {
    const spread = index.holdingStem(term).length;
    if (spread === 0 || spread > size / 2) continue;
    const worth = (1 + Math.log(count)) * Math.log(1 + size / spread) * 0.3;
    for (const form of [
      term,
      `${term}s`,
      `${term}e`,
      `${term}ed`,
      `${term}es`,
      `${term}ing`,
      term.charAt(0).toUpperCase() + term.slice(1),
    ])
      out.set(form, worth);
  }
  return out;
}

function largest(scores: Iterable<Scored>): number {
  let max = 1e-9;
  for (const { sum } of scores) max = Math.max(max, sum);
  return max;
}
