import type { ChangedFact, FileChange, Impact } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { isCode, isTest } from "../classify.ts";
import { evidenceOf, FEATURES } from "./features.ts";
import { type GateModel, gateFeaturesOf } from "./gate.ts";
import { lineRows, sectionRows } from "./place-rows.ts";
import { placesIn, type SectionEvidence } from "./places.ts";
import { groundsOf, type LineSubject, reasonForSection, reasonsFor, subjectOf } from "./reasons.ts";
import type { RankQuery } from "./weighted-words.ts";

/** The weights of the four linear models, in the order of their features; see weights.ts and docs/impact.md. */
export interface RankModel {
  /** `FEATURES`, then what each is worth more the fewer files changed; see `weightsFor`. */
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
  const shares = documentShares(evidence, weightsFor(query.changes.length, model.documents), SEARCHED);
  const best = [...shares.keys()].slice(0, SEARCHED);
  const sections = scoreSections(placesIn(query, best, evidence.words, impacts), shares, model.sections);
  const lines = scoreLines(sections, model.lines);
  const grounds = groundsOf(query, evidence);
  return {
    documents: best
      .slice(0, DOCUMENTS)
      .map((path) => ({ path, score: shares.get(path) ?? 0, reasons: reasonsFor(path, grounds) })),
    sections: sections.slice(0, SECTIONS).map(({ place: { path, title, line, endLine }, score }) => ({
      path,
      title,
      line,
      endLine,
      score,
      best: bestLine(lines, path, line, endLine),
      reason: reasonForSection({ path, title, line, endLine }, grounds),
    })),
    lines: lines.slice(0, LINES).map((line) => {
      const about = subjectOf(line, grounds);
      return about ? { ...line, about } : line;
    }),
    neutral: query.changes.every(({ neutral }) => neutral !== undefined),
    need: sigmoid(dot(model.gate.weights, gateFeaturesOf(query, evidence, facts, impacts)) + model.gate.bias),
  };
}

function bestLine(lines: readonly RankedLine[], path: Path, from: number, to: number): number {
  const best = lines.find((one) => one.path === path && one.line >= from && one.line <= to);
  return best?.line ?? from;
}

/**
 * What each of `FEATURES` is worth for a change of so many files: the second half of the weights counts by
 * 1 ÷ files. Of a single file, sub-words count more and a file's own co-change less than of many.
 */
export function weightsFor(files: number, weights: readonly number[]): number[] {
  return FEATURES.map((_, k) => (weights[k] ?? 0) + (weights[FEATURES.length + k] ?? 0) / Math.max(files, 1));
}

/**
 * Each document's share of the likelihood (a softmax of its score), best first. @param values a row of `FEATURES` for
 * each path @param most so many of the best, at least
 */
export function documentShares(
  { paths, values }: { readonly paths: readonly Path[]; readonly values: ArrayLike<number> },
  weights: readonly number[],
  most = paths.length,
): Map<Path, number> {
  const width = FEATURES.length;
  const scoreOf = (_: Path, row: number): number => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += weights[k]! * values[row * width + k]!;
    return sum;
  };
  return softmax(paths, scoreOf, most);
}

export interface ScoredSection {
  readonly place: SectionEvidence;
  /** Its share among the sections looked at. */
  readonly score: number;
}

/** The sections with their shares, best first. */
export function scoreSections(
  places: readonly SectionEvidence[],
  shares: ReadonlyMap<Path, number>,
  weights: readonly number[],
): ScoredSection[] {
  const rows = sectionRows(places, (path) => shares.get(path) ?? 0);
  const likely = softmax(places, (_, k) => dot(weights, rows[k]!));
  return Array.from(likely, ([place, score]) => ({ place, score }));
}

/** The lines of the best sections with their shares, best first. */
export function scoreLines(sections: readonly ScoredSection[], weights: readonly number[]): RankedLine[] {
  const lines = sections
    .slice(0, SECTIONS_READ)
    .flatMap(({ place, score }) =>
      lineRows(place, score).map(({ line, values }) => ({ path: place.path, line, values })),
    );
  const likely = softmax(lines, ({ values }) => dot(weights, values));
  return Array.from(likely, ([{ path, line }, score]) => ({ path, line, score }));
}

/** What is likely of each key, all together 1; best first, and of equal keys the first. @param most so many are told of, at least */
function softmax<Key>(
  keys: readonly Key[],
  scoreOf: (key: Key, k: number) => number,
  most = keys.length,
): Map<Key, number> {
  const scores = new Float64Array(keys.length);
  for (let k = 0; k < keys.length; k++) scores[k] = scoreOf(keys[k]!, k);
  const sorted = scores.slice().sort();
  const top = sorted.at(-1) ?? 0;
  const least = sorted.at(-most) ?? -Infinity;
  const order: number[] = [];
  let all = 0;
  for (let k = 0; k < keys.length; k++) {
    if (scores[k]! >= least) order.push(k);
    all += Math.exp(scores[k]! - top);
  }
  order.sort((a, b) => scores[b]! - scores[a]!);
  const out = new Map<Key, number>();
  for (const k of order) out.set(keys[k]!, Math.exp(scores[k]! - top) / all);
  return out;
}

function dot(weights: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k]! * values[k]!;
  return sum;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
