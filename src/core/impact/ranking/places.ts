import type { Impact } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { IndexedDocument } from "../documents/segment.ts";
import { KIND_WEIGHT, pathsOf, type RankQuery, type WeightedWord } from "./weighted-words.ts";

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
  readonly values: readonly number[];
  /** The lines with any evidence, best first, at most `MAX_LINES`; made where they are asked for. */
  readonly lines: readonly LineEvidence[];
}

export interface LineEvidence {
  readonly line: number;
  readonly values: readonly number[];
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
  const code = pathsOf(query.changes);
  const found = scoreDocuments(query, paths, weights, impacts).flatMap((scored) =>
    promising(
      sumSections(scored, query.history?.sectionsWith(code, scored.document.path), query.words.namedStems),
    ),
  );
  const best: Best = { line: 1e-9, sum: 1e-9, density: 1e-9 };
  for (const { of, lines, sum, density } of found) {
    best.line = Math.max(best.line, sumOf(of, lines[0]));
    best.sum = Math.max(best.sum, sum);
    best.density = Math.max(best.density, density);
  }
  return found.map((section) => new SectionPlace(section, best));
}

/** Of each section of a document, the share of its title's words that are among some others. */
function sharesOfTitles({ sections, titles }: IndexedDocument, stems: ReadonlySet<string>): Float64Array {
  const out = new Float64Array(sections.length);
  for (const one of stems) {
    const titled = titles.get(one);
    if (titled) for (const { section, share } of titled) out[section]! += share;
  }
  return out;
}

/** The best of all sections that are looked at. */
interface Best {
  line: number;
  sum: number;
  density: number;
}

class SectionPlace implements SectionEvidence {
  readonly path: Path;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly values: readonly number[];
  readonly #sum: SectionSum;
  readonly #bestLine: number;

  constructor(section: SectionSum, best: Best) {
    const { of, k, sum, impact, density, lines, together, titled } = section;
    const { document } = of;
    const { title, line, endLine } = document.sections[k]!;
    this.#sum = section;
    this.#bestLine = best.line;
    this.path = document.path;
    this.title = title;
    this.line = Math.max(line, 1);
    this.endLine = endLine;
    this.values = [
      sumOf(of, lines[0]) / best.line,
      sumOf(of, lines[1]) / best.line,
      sum / best.sum,
      Math.min(1, sum / of.best / 4),
      together,
      impact,
      titled,
      density / (density + 5),
      density / best.density,
      document.sections.length === 1 ? 1 : 0,
      Math.log(endLine - this.line + 2) / 5,
      k === 0 ? 1 : 0,
    ];
  }

  get lines(): readonly LineEvidence[] {
    const { of, lines } = this.#sum;
    const first = sumOf(of, lines[0]);
    return lines.map((line) => ({ line, values: lineValues(of, line, first, this.#bestLine) }));
  }
}

/** Where it stands among what is said of a line: the weights of the words it holds; of these, removed or changed ones, and added ones. */
const SUM = 0;
const REMOVED = 1;
const ADDED = 2;
/** Worth of the plain words it shares with the change. */
const STEMS = 3;
/** The confidence of the impact that stands on it. */
const IMPACT = 4;
const WIDTH = 5;
/** So many lines have room at once. */
const FIRST_LINES = 512;

/** What the change says of the lines of some documents, as far as it says anything; documents stand one after another. */
class LineScores {
  /** By line, where in `said` stands what is said of it, from `SUM` on; -1 where nothing is. */
  readonly spots: Int32Array;
  said = new Float64Array(FIRST_LINES * WIDTH);
  /** By section of the index, 1 where something is said of a line of it. */
  readonly sections: Uint8Array;
  #end = 0;

  /** @param lines how many there are, and one more for each document @param sections how many the index has */
  constructor(lines: number, sections: number) {
    this.spots = new Int32Array(lines).fill(-1);
    this.sections = new Uint8Array(sections);
  }

  /** Where a line's part of `said` is, from now on where it had none; `said` may be another array then. */
  spot(line: number): number {
    const known = this.spots[line]!;
    if (known >= 0) return known;
    if (this.#end === this.said.length) {
      const longer = new Float64Array(2 * this.#end);
      longer.set(this.said);
      this.said = longer;
    }
    const spot = this.#end;
    this.#end += WIDTH;
    this.spots[line] = spot;
    return spot;
  }
}

/** A document and its part of the scores. */
interface Scored {
  readonly document: IndexedDocument;
  readonly scores: LineScores;
  /** Where its line 0 and its first section are in the scores. */
  readonly from: number;
  readonly fromSection: number;
  /** The best line's `sum`. */
  readonly best: number;
}

function sumOf({ scores, from }: Scored, line: number | undefined): number {
  return line === undefined ? 0 : scores.said[scores.spots[from + line]! + SUM]!;
}

/** Sums of word weights per line; a word counts less the more lines of the document hold it. */
function scoreDocuments(
  query: RankQuery,
  paths: readonly Path[],
  weights: readonly WeightedWord[],
  impacts: readonly Impact[],
): Scored[] {
  const { index } = query;
  const froms = new Int32Array(index.numbers).fill(-1);
  let size = 0;
  const documents = paths.flatMap((path) => {
    const number = index.numberOf(path);
    if (number === undefined) return [];
    const document = index.at(number);
    froms[number] = size;
    size += document.kinds.length + 1;
    return [{ document, number }];
  });
  const { sectionStarts: starts } = index;
  const scores = new LineScores(size, starts.at(-1)!);
  const bests = new Float64Array(index.numbers).fill(1e-9);
  for (const { spelling, weight, role } of weights) {
    const also = role === "removed" || role === "changed" ? REMOVED : role === "added" ? ADDED : -1;
    index.eachNaming(spelling, (number, places, start, end) => {
      const from = froms[number]!;
      if (from < 0) return;
      const { sectionOf } = index.at(number);
      const rarity = weight / Math.sqrt(end - start);
      for (let k = start; k < end; k++) {
        const line = places[k]! >> 3;
        const spot = scores.spot(from + line);
        scores.sections[starts[number]! + sectionOf[line - 1]!] = 1;
        const worth = rarity * (KIND_WEIGHT[places[k]! & 7] ?? 0.7);
        const { said } = scores;
        const sum = (said[spot + SUM]! += worth);
        if (sum > bests[number]!) bests[number] = sum;
        if (also >= 0) said[spot + also]! += worth;
      }
    });
  }
  for (const [term, worth] of stemWeights(query)) {
    index.eachWithStem(term, (number, lines, start, end) => {
      const from = froms[number]!;
      if (from < 0) return;
      const { sectionOf } = index.at(number);
      for (let k = start; k < end; k++) {
        const line = lines[k]!;
        if (line <= 0) continue;
        const spot = scores.spot(from + line);
        scores.sections[starts[number]! + sectionOf[line - 1]!] = 1;
        scores.said[spot + STEMS]! += worth;
      }
    });
  }
  for (const { place, confidence } of impacts) {
    const number = index.numberOf(place.path);
    const from = number === undefined ? -1 : froms[number]!;
    const section = number === undefined ? undefined : index.at(number).sectionOf[place.line - 1];
    if (number === undefined || from < 0 || section === undefined) continue;
    const spot = scores.spot(from + place.line);
    scores.sections[starts[number]! + section] = 1;
    scores.said[spot + IMPACT] = Math.max(scores.said[spot + IMPACT]!, confidence);
  }
  return documents.map(({ document, number }) => ({
    document,
    scores,
    from: froms[number]!,
    fromSection: starts[number]!,
    best: bests[number]!,
  }));
}

interface SectionSum {
  readonly of: Scored;
  /** Which section of the document. */
  readonly k: number;
  readonly sum: number;
  readonly impact: number;
  /** Worth of the plain words it shares with the change, over the root of the section's length. */
  readonly density: number;
  /** How often it changed with the change's files. */
  readonly together: number;
  /** The share of its title's words that the change defines or stands in. */
  readonly titled: number;
  /** Its lines with any evidence, best first, at most `MAX_LINES`. */
  readonly lines: readonly number[];
}

/** The sections of a document that are looked at. */
function promising(sections: SectionSum[]): SectionSum[] {
  if (sections.length <= MAX_SECTIONS) return sections;
  const promise = ({ sum, density, impact, of }: SectionSum): number =>
    sum / of.best + density / 5 + 2 * impact;
  return sections.sort((a, b) => promise(b) - promise(a)).slice(0, MAX_SECTIONS);
}

const NEVER: ReadonlyMap<string, number> = new Map();

/** Every section of a document that has evidence, with the scores of its lines added up. */
function sumSections(
  of: Scored,
  changed: ReadonlyMap<string, number> = NEVER,
  stems: ReadonlySet<string>,
): SectionSum[] {
  const { document, scores, best, from, fromSection } = of;
  const { spots, said, sections: isSaid } = scores;
  const promiseOf = (spot: number): number => said[spot + SUM]! + said[spot + IMPACT]! * best;
  const isBetter = (a: number, b: number): boolean => {
    const one = spots[from + a]!;
    const other = spots[from + b]!;
    const more = promiseOf(one) - promiseOf(other);
    return more > 0 || (more === 0 && said[one + STEMS]! > said[other + STEMS]!);
  };
  const titled = sharesOfTitles(document, stems);
  const out: SectionSum[] = [];
  const { sections } = document;
  for (let k = 0; k < sections.length; k++) {
    if (isSaid[fromSection + k] === 0 && changed.size === 0) continue;
    const { title, line: heading, endLine } = sections[k]!;
    const together = changed.get(title) ?? 0;
    if (isSaid[fromSection + k] === 0 && together === 0) continue;
    const first = Math.max(heading, 1);
    const lines: number[] = [];
    let sum = 0;
    let worth = 0;
    let impact = 0;
    for (let line = first; line <= endLine; line++) {
      const spot = spots[from + line]!;
      if (spot < 0) continue;
      sum += said[spot + SUM]!;
      worth += said[spot + STEMS]!;
      impact = Math.max(impact, said[spot + IMPACT]!);
      insert(lines, line, isBetter);
    }
    const density = worth / Math.sqrt(endLine - first + 4);
    out.push({ of, k, sum, impact, density, together, titled: titled[k]!, lines });
  }
  return out;
}

/** Puts a line where it belongs among the best ones, of which `MAX_LINES` are kept. */
function insert(lines: number[], line: number, isBetter: (a: number, b: number) => boolean): void {
  let at = lines.length;
  while (at > 0 && isBetter(line, lines[at - 1]!)) at--;
  if (at >= MAX_LINES) return;
  for (let k = Math.min(lines.length, MAX_LINES - 1); k > at; k--) lines[k] = lines[k - 1]!;
  lines[at] = line;
}

/** @param inSection the best line's sum in the section, and `inAll` of all documents */
function lineValues(
  { document, best, scores: { spots, said }, from }: Scored,
  line: number,
  inSection: number,
  inAll: number,
): number[] {
  const { cells, item } = document.shapeOf(line);
  const kind = document.kinds[line - 1];
  const spot = spots[from + line]!;
  const sum = said[spot + SUM]!;
  const stems = said[spot + STEMS]!;
  return [
    sum / inAll,
    sum / best,
    Math.min(1, sum / Math.max(inSection, 1e-9)),
    said[spot + IMPACT]!,
    kind === LINE_KIND.heading ? 1 : 0,
    kind === LINE_KIND.block ? 1 : 0,
    cells ? 1 : 0,
    item ? 1 : 0,
    stems / (stems + 5),
    said[spot + REMOVED]! / Math.max(sum, 1e-9),
    said[spot + ADDED]! / Math.max(sum, 1e-9),
  ];
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
