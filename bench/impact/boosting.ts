import { DEPTH, leafOf, type Tree } from "../../src/core/impact/ranking/trees.ts";
import type { Case } from "./logistic.ts";

const TREES = 150;
const RATE = 0.08;
/** A feature's values are told apart by at most so many limits. */
const BINS = 32;
/** Each tree sees this share of the cases. */
const SEEN = 0.7;
/** What holds leaves of few cases back, and the least that a leaf may hold; in units of p (1 - p). */
const SHRINK = 5;
const LEAST = 20;
const QUESTIONS = 2 ** DEPTH - 1;
/** What is above no value: a question that everyone answers with no. */
const NEVER = 1e9;

/**
 * Boosted trees for a yes or no (Friedman 2001, with second derivatives as in Chen & Guestrin 2016): each tree corrects
 * those before it. Deterministic: which cases a tree sees comes from a fixed row of numbers.
 */
export function trainTrees(cases: readonly Case[], size: number): { trees: Tree[]; bias: number } {
  const limits = Array.from({ length: size }, (_, feature) => limitsOf(cases, feature));
  const bins = Uint8Array.from({ length: cases.length * size }, (_, k) =>
    binOf(limits[k % size]!, cases[Math.floor(k / size)]!.values[k % size]!),
  );
  const right = cases.filter((one) => one.right).length;
  const bias = Math.log(Math.max(right, 1) / Math.max(cases.length - right, 1));
  const scores = new Float64Array(cases.length).fill(bias);
  const slope = new Float64Array(cases.length);
  const bend = new Float64Array(cases.length);
  const random = numbers();
  const trees: Tree[] = [];
  for (let round = 0; round < TREES; round++) {
    cases.forEach((one, k) => {
      const likely = 1 / (1 + Math.exp(-scores[k]!));
      const seen = random() < SEEN ? 1 : 0;
      slope[k] = seen * (likely - (one.right ? 1 : 0));
      bend[k] = seen * likely * (1 - likely);
    });
    const tree = growTree({ bins, size, limits, slope, bend });
    trees.push(tree);
    cases.forEach(({ values }, k) => (scores[k]! += tree[2 * QUESTIONS + leafOf(tree, values)]!));
  }
  return { trees, bias };
}

/** Cases by the bins of their features, and the first and second derivative of each one's loss. */
interface Round {
  readonly bins: Uint8Array;
  readonly size: number;
  readonly limits: readonly (readonly number[])[];
  readonly slope: Float64Array;
  readonly bend: Float64Array;
}

function growTree(round: Round): Tree {
  const { bins, size, limits, slope, bend } = round;
  const questions = Array.from({ length: QUESTIONS }, () => ({ feature: 0, bin: BINS }));
  const at = new Int32Array(slope.length);
  for (let row = 0; row < DEPTH; row++) {
    const first = 2 ** row - 1;
    const sums = new Float64Array((first + 1) * size * BINS * 2);
    for (let k = 0; k < at.length; k++) {
      if (bend[k] === 0) continue;
      for (let feature = 0; feature < size; feature++) {
        const cell = (((at[k]! - first) * size + feature) * BINS + bins[k * size + feature]!) * 2;
        sums[cell]! += slope[k]!;
        sums[cell + 1]! += bend[k]!;
      }
    }
    for (let node = first; node <= 2 * first; node++)
      questions[node] = bestQuestion(sums, (node - first) * size * BINS * 2, size);
    for (let k = 0; k < at.length; k++) {
      const { feature, bin } = questions[at[k]!]!;
      at[k] = 2 * at[k]! + (bins[k * size + feature]! > bin ? 2 : 1);
    }
  }
  const slopes = new Float64Array(QUESTIONS + 1);
  const bends = new Float64Array(QUESTIONS + 1);
  at.forEach((leaf, k) => {
    slopes[leaf - QUESTIONS]! += slope[k]!;
    bends[leaf - QUESTIONS]! += bend[k]!;
  });
  return [
    ...questions.flatMap(({ feature, bin }) => [feature, limits[feature]![bin] ?? NEVER]),
    ...Array.from(slopes, (sum, leaf) => (-RATE * sum) / (bends[leaf]! + SHRINK)),
  ];
}

/** The question that gains most for the cases of a node, whose sums begin at `from`; one that parts nothing where none gains. */
function bestQuestion(sums: Float64Array, from: number, size: number): { feature: number; bin: number } {
  let [best, feature, bin] = [1e-6, 0, BINS];
  for (let one = 0; one < size; one++) {
    const start = from + one * BINS * 2;
    let [slope, bend] = [0, 0];
    for (let k = 0; k < BINS; k++) {
      slope += sums[start + 2 * k]!;
      bend += sums[start + 2 * k + 1]!;
    }
    let [below, bendBelow] = [0, 0];
    for (let k = 0; k < BINS - 1; k++) {
      below += sums[start + 2 * k]!;
      bendBelow += sums[start + 2 * k + 1]!;
      if (bendBelow < LEAST || bend - bendBelow < LEAST) continue;
      const gain = worth(below, bendBelow) + worth(slope - below, bend - bendBelow) - worth(slope, bend);
      if (gain > best) [best, feature, bin] = [gain, one, k];
    }
  }
  return { feature, bin };
}

function worth(slope: number, bend: number): number {
  return (slope * slope) / (bend + SHRINK);
}

/** The values that part a feature's cases into bins of about the same size, ascending; rounded as they are written down. */
function limitsOf(cases: readonly Case[], feature: number): number[] {
  const sorted = Float64Array.from(cases, ({ values }) => values[feature]!).sort();
  const limits = Array.from({ length: BINS - 1 }, (_, k) =>
    Number((sorted[Math.floor((sorted.length * (k + 1)) / BINS)] ?? 0).toFixed(4)),
  );
  return [...new Set(limits)].sort((a, b) => a - b);
}

/** How many limits a value is above. */
function binOf(limits: readonly number[], value: number): number {
  let bin = 0;
  while (bin < limits.length && value > limits[bin]!) bin++;
  return bin;
}

/** Numbers from 0 to 1 that look random and are the same each time (xorshift32, Marsaglia 2003). */
function numbers(): () => number {
  let state = 2_463_534_242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
