import { COLUMN, FEATURES, type Feature } from "../../src/core/impact/ranking/features.ts";
import { GATE_FEATURES } from "../../src/core/impact/ranking/gate.ts";
import { leansOf, weightsFor } from "../../src/core/impact/ranking/leans.ts";
import { dot, trainRanking, type Group, type Linear } from "./logistic.ts";
import type { Replayed, ReplayedStep, Scored } from "./replay.ts";

const SIZE = FEATURES.length;
/** Training looks at no more wrong documents of a query than this: those that look best. */
const MAX_WRONG = 40;

/** The documents a scoring function ranks, best first; those it gives nothing are left out. */
export function ranked(
  { paths, values }: Scored,
  score: (values: Float32Array, from: number) => number,
): string[] {
  return paths
    .map((path, k) => ({ path, score: score(values, k * SIZE) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ path }) => path);
}

export const bySignal =
  (name: Feature) =>
  (values: Float32Array, from: number): number =>
    values[from + COLUMN[name]] ?? 0;

export function byModel(
  { weights }: Linear,
  { scored, files }: Query,
): (values: Float32Array, from: number) => number {
  const its = weightsFor(leansOf(files, columnsOf(scored)), weights);
  return (values, from) => Math.exp(dot(its, values, SIZE, from));
}

/** A query with what is right, and how many files it changed. */
export interface Query {
  readonly scored: Scored;
  readonly files: number;
  readonly truth: ReadonlySet<string>;
}

/** All of a step's code as the query. */
export function wholeQuery(step: ReplayedStep): Query {
  return { scored: step.whole, files: filesOf(step), truth: truthOf(step) };
}

/** Single files of a step as the query; the step where it changed only one. */
export function fileQueries(step: ReplayedStep): Query[] {
  if (step.single.length === 0) return [wholeQuery(step)];
  return step.single.map((scored) => ({ scored, files: 1, truth: truthOf(step) }));
}

/** Each of `FEATURES` by itself, a value for each document. */
export function columnsOf({ paths, values }: Scored): Float32Array[] {
  return FEATURES.map((_, column) => Float32Array.from(paths, (__, row) => values[row * SIZE + column]!));
}

/** How many code files a step changed, as its gate features say. */
export function filesOf({ gate }: ReplayedStep): number {
  return Math.round(Math.expm1(4 * (gate[CHANGED_FILES] ?? 0)));
}

const CHANGED_FILES = GATE_FEATURES.indexOf("changedFiles");

export function truthOf(step: ReplayedStep): Set<string> {
  return new Set(step.truth.map(({ path }) => path));
}

/** How much a step's single files count in training, together, beside the whole step. */
const SINGLE = 0.5;

/** What training reads of a repository: some of its document-changing steps, whole and by single files. */
export function documentGroups({ steps }: Replayed, count: number): Group[] {
  const positives = steps.filter(({ positive }) => positive);
  const every = Math.max(1, positives.length / count);
  const some = Array.from(
    { length: Math.min(count, positives.length) },
    (_, k) => positives[Math.floor(k * every)],
  );
  const groups = some.flatMap((step) => {
    if (!step) return [];
    const files = step.single.length > 0 ? fileQueries(step) : [];
    return [groupOf(wholeQuery(step), 1), ...files.map((query) => groupOf(query, SINGLE / files.length))];
  });
  return groups.filter(({ cases }) => cases.some(({ right }) => right));
}

/** What a document's features are worth, and more for each of `LEANS`: what `weightsFor` reads. */
export function trainDocuments(groups: readonly Group[]): Linear {
  return trainRanking(groups, SIZE, DECAY);
}

const DECAY = 3e-4;

/** The right documents of a query, and the wrong ones that look best. */
function groupOf({ scored, files, truth }: Query, weight: number): Group {
  const { paths, values } = scored;
  const promise = (k: number): number =>
    PROMISE.reduce((sum, [name, worth]) => sum + worth * (values[k * SIZE + COLUMN[name]] ?? 0), 0);
  const all = paths.map((path, k) => ({ k, right: truth.has(path), promise: promise(k) }));
  const wrong = all
    .filter(({ right }) => !right)
    .sort((a, b) => b.promise - a.promise)
    .slice(0, MAX_WRONG);
  const cases = [...all.filter(({ right }) => right), ...wrong].map(({ k, right }) => ({
    values: values.subarray(k * SIZE, (k + 1) * SIZE),
    right,
  }));
  return { cases, weight, leans: leansOf(files, columnsOf(scored)) };
}

const PROMISE = [
  ["references", 1],
  ["coChange", 1],
  ["subwords", 1],
  ["names", 0.5],
] as const satisfies readonly (readonly [Feature, number])[];
