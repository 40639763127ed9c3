import type { ChangedFact, FileChange, Impact } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { isCode, isTest } from "../classify.ts";
import { evidenceOf } from "./features.ts";
import { type GateModel, gateFeaturesOf, needOf } from "./gate.ts";
import { leansOf, weightsFor } from "./leans.ts";
import { eachLineRow, eachSectionRow, type ScoredSection } from "./place-rows.ts";
import { placesIn, type SectionEvidence } from "./places.ts";
import { type LineSubject, reasonForSection, reasonsFor, subjectOf } from "./reasons.ts";
import { bestOf, intoShares } from "./shares.ts";
import type { RankQuery } from "./weighted-words.ts";

/** The weights of three linear models and the trees of the gate, in the order of their features; see weights.ts and docs/impact.md. */
export interface RankModel {
  /** `FEATURES`, then what each is worth more for each of `LEANS`; see `weightsFor`. */
  readonly documents: readonly number[];
  /** `SECTION_COLUMNS`. */
  readonly sections: readonly number[];
  /** `LINE_COLUMNS`. */
  readonly lines: readonly number[];
  readonly gate: GateModel;
}

export interface RankedDocument {
  readonly path: Path;
  /** Its share of all documents' likelihood to belong to the change, 0 to 1. */
  readonly score: number;
  /** Why, most telling first, in plain words. */
  readonly reasons: readonly string[];
}

export interface RankedSection {
  readonly path: Path;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly score: number;
  /** The line in it that most likely belongs to the change; its first line where none does in particular. */
  readonly best: number;
  /** Why, in plain words. */
  readonly reason: string;
}

export interface RankedLine {
  readonly path: Path;
  readonly line: number;
  readonly score: number;
  /** The changed name on it that weighs most, with where it changed; absent where only plain words are shared. */
  readonly about?: LineSubject;
}

/** Which documents, sections and lines a change is likely about, each best first. */
export interface Ranking {
  /** At most ten. */
  readonly documents: readonly RankedDocument[];
  /** At most five. */
  readonly sections: readonly RankedSection[];
  /** At most ten. */
  readonly lines: readonly RankedLine[];
  /** How likely the change needs a document at all, 0 to 1, where one step in two does. */
  readonly need: number;
  /** Every edit is neutral: ranked for programs that ask, and no hint to anybody. */
  readonly neutral: boolean;
}

const DOCUMENTS = 10;
const SECTIONS = 5;
const LINES = 10;
/** Sections are looked for in this many of the best documents. */
export const SEARCHED = 12;
/** Lines are looked for in this many of the best sections. */
export const SECTIONS_READ = 30;

/** The changes that ranking reads: code people run. Tests and documents would speak for themselves. */
export function rankedChanges(files: readonly FileChange[]): FileChange[] {
  return files.filter(({ path }) => isCode(path) && !isTest(path));
}

/** Ranks what a change's code is likely spoken of. Pure; its cost grows with the change and the documents it speaks of. */
export function rank(
  query: RankQuery,
  facts: readonly ChangedFact[],
  impacts: readonly Impact[],
  model: RankModel,
): Ranking {
  const evidence = evidenceOf(query, impacts);
  const weights = weightsFor(leansOf(query.changes.length, evidence.features), model.documents);
  const shares = documentShares(evidence.paths, evidence.features, weights, SEARCHED);
  const places = placesIn(query, [...shares.keys()], evidence.words, impacts);
  const sections = scoreSections(places, shares, model.sections, SECTIONS_READ);
  const { lines, bestIn } = scoreLines(sections, model.lines, LINES);
  const { index } = query;
  return {
    documents: Array.from(shares, ([path, score]) => ({ path, score }))
      .slice(0, DOCUMENTS)
      .map(({ path, score }) => ({ path, score, reasons: reasonsFor(path, index, evidence) })),
    sections: sections.slice(0, SECTIONS).map(({ place, score }, k) => ({
      path: place.path,
      title: place.title,
      line: place.line,
      endLine: place.endLine,
      score,
      best: bestIn[k]!,
      reason: reasonForSection(place, index, evidence),
    })),
    lines: lines.map(({ path, line, score }) => {
      const about = subjectOf({ path, line }, index, evidence);
      return about ? { path, line, score, about } : { path, line, score };
    }),
    neutral: query.changes.every(({ neutral }) => neutral !== undefined),
    need: needOf(gateFeaturesOf(query, evidence, facts, impacts), model.gate),
  };
}

/**
 * Each document's share of the likelihood (a softmax of its score), best first. @param features of `FEATURES`, each
 * with its value for each path @param most so many of the best
 */
export function documentShares(
  paths: readonly Path[],
  features: readonly ArrayLike<number>[],
  weights: readonly number[],
  most = paths.length,
): Map<Path, number> {
  const shares = new Float64Array(paths.length);
  for (let k = 0; k < features.length; k++) {
    const [values, weight] = [features[k]!, weights[k]!];
    for (let row = 0; row < shares.length; row++) shares[row]! += weight * values[row]!;
  }
  intoShares(shares);
  const out = new Map<Path, number>();
  for (const row of bestOf(shares, most)) out.set(paths[row]!, shares[row]!);
  return out;
}

/** The best sections with their shares, best first. @param most so many */
export function scoreSections(
  places: readonly SectionEvidence[],
  documents: ReadonlyMap<Path, number>,
  weights: readonly number[],
  most = places.length,
): ScoredSection[] {
  const shares = new Float64Array(places.length);
  eachSectionRow(
    places,
    (path) => documents.get(path) ?? 0,
    (row, k) => (shares[k] = dot(weights, row)),
  );
  intoShares(shares);
  return bestOf(shares, most).map((k) => ({ place: places[k]!, score: shares[k]! }));
}

/** The lines of the best sections, best first. @param most so many */
export function scoreLines(
  sections: readonly ScoredSection[],
  weights: readonly number[],
  most?: number,
): {
  /** With their shares. */
  readonly lines: readonly Omit<RankedLine, "about">[];
  /** The best line of each section; its first where none has any evidence. */
  readonly bestIn: readonly number[];
} {
  const paths: Path[] = [];
  const numbers: number[] = [];
  const scores: number[] = [];
  const read = sections.slice(0, SECTIONS_READ);
  const bestIn = read.map(({ place }) => place.line);
  const tops = new Float64Array(read.length).fill(-Infinity);
  eachLineRow(read, (row, line, section) => {
    const worth = dot(weights, row);
    if (worth > tops[section]!) [bestIn[section], tops[section]] = [line, worth];
    paths.push(read[section]!.place.path);
    numbers.push(line);
    scores.push(worth);
  });
  const shares = Float64Array.from(scores);
  intoShares(shares);
  const lines = bestOf(shares, most).map((k) => ({ path: paths[k]!, line: numbers[k]!, score: shares[k]! }));
  return { lines, bestIn };
}

function dot(weights: readonly number[], values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k]! * values[k]!;
  return sum;
}
