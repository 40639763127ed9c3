import { COLUMN, FEATURES, type Feature } from "../../src/core/impact/features.ts";
import { dot, trainRanking, type Case, type Linear } from "./logistic.ts";
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

export const byModel =
  ({ weights, bias }: Linear) =>
  (values: Float32Array, from: number): number =>
    Math.exp(dot(weights, values, SIZE, from) + bias);

export function truthOf(step: ReplayedStep): Set<string> {
  return new Set(step.truth.map(({ path }) => path));
}

/** Ranking groups of the positives of some repositories, each repository weighing the same. */
export function trainDocuments(repositories: readonly Replayed[], perRepository: number): Linear {
  const groups = repositories.flatMap(({ steps }) => {
    const positives = steps.filter(({ positive }) => positive);
    const every = Math.max(1, positives.length / perRepository);
    return Array.from(
      { length: Math.min(perRepository, positives.length) },
      (_, k) => positives[Math.floor(k * every)],
    )
      .filter((step) => step !== undefined)
      .map(groupOf);
  });
  return trainRanking(
    groups.filter((group) => group.some(({ right }) => right)),
    SIZE,
  );
}

function groupOf(step: ReplayedStep): Case[] {
  const truth = truthOf(step);
  const { paths, values } = step.whole;
  const cases = paths.map((path, k) => ({
    values: values.subarray(k * SIZE, (k + 1) * SIZE),
    right: truth.has(path),
  }));
  const promise = ({ values: row }: Case): number =>
    (row[COLUMN.references] ?? 0) +
    (row[COLUMN.coChange] ?? 0) +
    (row[COLUMN.subwords] ?? 0) +
    (row[COLUMN.names] ?? 0) / 2;
  const wrong = cases
    .filter(({ right }) => !right)
    .sort((a, b) => promise(b) - promise(a))
    .slice(0, MAX_WRONG);
  return [...cases.filter(({ right }) => right), ...wrong];
}
