import type { Impact } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { LINE_KIND } from "./document-lines.ts";
import type { IndexedDocument } from "./segment.ts";
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

/** The evidence for the sections and lines of some documents. Cost grows with the lines that hold the change's words. */
export function placesIn(
  query: RankQuery,
  paths: readonly Path[],
  weights: readonly WeightedWord[],
  impacts: readonly Impact[],
): SectionEvidence[] {
  const together = query.history?.sectionsWith(query.changes.map(({ path }) => path));
  const titled = new Set(
    query.words.words
      .filter(({ defined, role }) => defined || role === "enclosing")
      .flatMap(({ word }) => subwords(word).map(stem)),
  );
  const found = scoreDocuments(query, paths, weights, impacts).flatMap((scores) => {
    const { document, best } = scores;
    const changed = (section: number): number =>
      together?.get(`${document.path}#${document.sections[section]?.title ?? ""}`) ?? 0;
    return sumSections(scores)
      .map((section) => ({ ...section, scores, together: changed(section.k) }))
      .filter((section) => section.lines.length > 0 || section.together > 0)
      .sort((a, b) => promise(b, best) - promise(a, best))
      .slice(0, MAX_SECTIONS);
  });
  const most = (of: (one: (typeof found)[number]) => number): number =>
    found.reduce((max, one) => Math.max(max, of(one)), 1e-9);
  const bestLine = most(({ lines, scores }) => sumOf(scores, lines[0]));
  const bestSum = most(({ sum }) => sum);
  const bestStems = most(({ density }) => density);
  return found.map(({ scores, together: coChange, k, sum, impact, density, lines }) => {
    const { document, best } = scores;
    const section = document.sections[k] ?? { line: 0, endLine: 0, level: 0, title: "" };
    const first = sumOf(scores, lines[0]);
    const said = document.titleStems[k] ?? [];
    return {
      path: document.path,
      title: section.title,
      line: Math.max(section.line, 1),
      endLine: section.endLine,
      values: Float64Array.of(
        first / bestLine,
        sumOf(scores, lines[1]) / bestLine,
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
        return lines.map((line) => ({ line, values: lineValues(scores, line, first, bestLine) }));
      },
    };
  });
}

/** What the change says of each line of a document, by line. */
interface Scores {
  readonly document: IndexedDocument;
  /** Weights of the words it holds; of these, removed or changed ones, and added ones. */
  readonly sum: Float64Array;
  readonly removed: Float64Array;
  readonly added: Float64Array;
  /** Worth of the plain words it shares with the change. */
  readonly stems: Float64Array;
  /** The confidence of the impact that stands on it. */
  readonly impact: Float64Array;
  /** The best line's `sum`. */
  best: number;
}

function sumOf({ sum }: Scores, line: number | undefined): number {
  return line === undefined ? 0 : (sum[line] ?? 0);
}

/** Sums of word weights per line; a word counts less the more lines of a document hold it. */
function scoreDocuments(
  query: RankQuery,
  paths: readonly Path[],
  weights: readonly WeightedWord[],
  impacts: readonly Impact[],
): Scores[] {
  const { index } = query;
  const slots: (Scores | undefined)[] = Array.from({ length: index.numbers });
  const out = paths.flatMap((path): Scores[] => {
    const number = index.numberOf(path);
    if (number === undefined) return [];
    const document = index.at(number);
    const column = (): Float64Array => new Float64Array(document.kinds.length + 1);
    const scores: Scores = {
      document,
      sum: column(),
      removed: column(),
      added: column(),
      stems: column(),
      impact: column(),
      best: 1e-9,
    };
    slots[number] = scores;
    return [scores];
  });
  for (const { spelling, weight, role } of weights) {
    index.eachNaming(spelling, (number, places, from, to) => {
      const scores = slots[number];
      if (!scores) return;
      const rarity = weight / Math.sqrt(to - from);
      const also =
        role === "removed" || role === "changed"
          ? scores.removed
          : role === "added"
            ? scores.added
            : undefined;
      for (let k = from; k < to; k++) {
        const line = places[k]! >> 3;
        const worth = rarity * (KIND_WEIGHT[places[k]! & 7] ?? 0.7);
        scores.sum[line]! += worth;
        if (also) also[line]! += worth;
      }
    });
  }
  for (const [term, worth] of stemWeights(query)) {
    index.eachWithStem(term, (number, lines, from, to) => {
      const stems = slots[number]?.stems;
      if (stems) for (let k = from; k < to; k++) if (lines[k]! > 0) stems[lines[k]!]! += worth;
    });
  }
  for (const { place, confidence } of impacts) {
    const impact = slots[index.numberOf(place.path) ?? -1]?.impact;
    if (impact) impact[place.line] = Math.max(impact[place.line] ?? 0, confidence);
  }
  for (const scores of out) scores.best = scores.sum.reduce((a, b) => Math.max(a, b), scores.best);
  return out;
}

interface SectionSum {
  /** Which section of the document. */
  readonly k: number;
  sum: number;
  stems: number;
  impact: number;
  /** `stems` over the root of the section's length. */
  density: number;
  /** Its lines with any evidence, best first, at most `MAX_LINES`. */
  readonly lines: number[];
}

function promise({ sum, density, impact }: SectionSum, best: number): number {
  return sum / best + density / 5 + 2 * impact;
}

/** Every section of a document with the scores of its lines added up. */
function sumSections({ document, sum, stems, impact, best }: Scores): SectionSum[] {
  const worth = (line: number): number => sum[line]! + impact[line]! * best;
  const isBetter = (a: number, b: number): boolean =>
    worth(a) > worth(b) || (worth(a) === worth(b) && stems[a]! > stems[b]!);
  return document.sections.map((section, k): SectionSum => {
    const from = Math.max(section.line, 1);
    const out: SectionSum = { k, sum: 0, stems: 0, impact: 0, density: 0, lines: [] };
    for (let line = from; line <= section.endLine; line++) {
      if (sum[line] === 0 && stems[line] === 0 && impact[line] === 0) continue;
      out.sum += sum[line]!;
      out.stems += stems[line]!;
      out.impact = Math.max(out.impact, impact[line]!);
      let at = out.lines.length;
      while (at > 0 && isBetter(line, out.lines[at - 1]!)) at--;
      if (at >= MAX_LINES) continue;
      out.lines.splice(at, 0, line);
      if (out.lines.length > MAX_LINES) out.lines.pop();
    }
    out.density = out.stems / Math.sqrt(section.endLine - from + 4);
    return out;
  });
}

/** @param inSection the best line's sum in the section, and `inAll` of all documents */
function lineValues(
  { document, best, sum: sums, removed, added, stems, impact }: Scores,
  line: number,
  inSection: number,
  inAll: number,
): Float64Array {
  const text = document.lines[line - 1] ?? "";
  const kind = document.kinds[line - 1];
  const sum = sums[line]!;
  return Float64Array.of(
    sum / inAll,
    sum / best,
    sum / Math.max(inSection, 1e-9),
    impact[line]!,
    kind === LINE_KIND.heading ? 1 : 0,
    kind === LINE_KIND.block ? 1 : 0,
    text.includes("|") ? 1 : 0,
    /^\s*(?:[-*+]|\d+\.)\s/.test(text) ? 1 : 0,
    stems[line]! / (stems[line]! + 5),
    removed[line]! / Math.max(sum, 1e-9),
    added[line]! / Math.max(sum, 1e-9),
  );
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
