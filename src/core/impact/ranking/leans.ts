import { COLUMN, type Feature, FEATURES } from "./features.ts";

/** What the worth of a document's features leans on, in this order: how much there is to go by. Each is 0 to 1, the same for all documents of a query. */
export const LEANS = [
  /** 1 ÷ changed files. */
  "few files",
  /** The most that any document changed together with the code. */
  "much history",
  /** The most that any document says of the changed words. */
  "telling words",
  /** How many documents hold any of them. */
  "widespread words",
  /** How far the best document stands out by them, and by sub-words. */
  "one document's words",
  "one document's sub-words",
] as const;

/** @param features by `COLUMN`, that feature of each document */
export function leansOf(files: number, features: readonly ArrayLike<number>[]): number[] {
  const of = (name: Feature): Column => columnOf(features[COLUMN[name]]!);
  const [references, subwords] = [of("references"), of("subwords")];
  return [
    1 / Math.max(files, 1),
    of("support").most,
    of("referenceStrength").most,
    Math.min(1, Math.log1p(references.held) / COMMON),
    standingOut(references),
    standingOut(subwords),
  ];
}

/** The logarithm of so many documents is all: 148. */
const COMMON = 5;

/**
 * What each of `FEATURES` is worth for a query: its weight, and for each of `LEANS` in turn what it is worth more
 * for the whole of that. Of a single file, sub-words count more and a file's own co-change less than of many.
 */
export function weightsFor(leans: readonly number[], weights: readonly number[]): number[] {
  const size = FEATURES.length;
  const its = weights.slice(0, size);
  leans.forEach((lean, of) => {
    for (let k = 0; k < size; k++) its[k]! += lean * weights[(of + 1) * size + k]!;
  });
  return its;
}

interface Column {
  readonly most: number;
  readonly sum: number;
  /** How many documents have any of it. */
  readonly held: number;
}

function columnOf(values: ArrayLike<number>): Column {
  let [most, sum, held] = [0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value > most) most = value;
    if (value > 0) held++;
    sum += value;
  }
  return { most, sum, held };
}

/** 1 where one document has all of it. */
function standingOut({ most, sum }: Column): number {
  return sum > 0 ? most / sum : 1;
}
