/** A linear model over features. */
export interface Linear {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** One case: its features, and whether it is a right one. */
export interface Case {
  readonly values: ArrayLike<number>;
  readonly right: boolean;
}

/** The cases of one query, of which at least one is right. */
export interface Group {
  readonly cases: readonly Case[];
  /** How much the query counts beside others. */
  readonly weight: number;
  /** Of a model whose weights lean on something about the query (see `trainRanking`), how much of each it has. */
  readonly leans?: readonly number[];
}

const EPOCHS = 150;
const RATE = 0.08;

/**
 * A ranking model: for each group, the likelihood of picking a right case among all by softmax (a
 * conditional logit, McFadden 1974; "ListNet" with binary labels, Cao et al. 2007), with L2. What a feature is
 * worth may lean on the query: after the weights follow, for each of a group's `leans`, what they are worth more for
 * the whole of it (varying coefficients, Hastie & Tibshirani 1993).
 */
export function trainRanking(groups: readonly Group[], size: number, decay = 1e-3): Linear {
  const flat = flatten(groups, size);
  const all = Math.max(
    1e-9,
    groups.reduce((sum, { weight }) => sum + weight, 0),
  );
  const count = size * (1 + (groups[0]?.leans?.length ?? 0));
  const state = adam(count, RATE);
  const gradient = new Float64Array(count);
  const its = new Float64Array(size);
  const part = new Float64Array(size);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let k = 0; k < count; k++) gradient[k] = decay * (state.weights[k] ?? 0);
    groups.forEach(({ weight, leans = [] }, g) => {
      const shares = [1, ...leans];
      its.fill(0);
      shares.forEach((share, of) => {
        for (let k = 0; k < size; k++) its[k]! += share * state.weights[of * size + k]!;
      });
      part.fill(0);
      addGradient(flat, flat.starts[g] ?? 0, flat.starts[g + 1] ?? 0, its, part);
      shares.forEach((share, of) => {
        for (let k = 0; k < size; k++) gradient[of * size + k]! += (weight / all) * share * part[k]!;
      });
    });
    state.step(gradient);
  }
  return { bias: 0, weights: [...state.weights] };
}

/** Groups of cases, row by row in one array. */
interface Flat {
  readonly size: number;
  readonly values: Float32Array;
  readonly right: Uint8Array;
  /** Where each group's first case stands; one more at the end. */
  readonly starts: Int32Array;
  /** Room for the scores of a group. */
  readonly scores: Float64Array;
}

function flatten(groups: readonly Group[], size: number): Flat {
  const count = groups.reduce((sum, { cases }) => sum + cases.length, 0);
  const flat: Flat = {
    size,
    values: new Float32Array(count * size),
    right: new Uint8Array(count),
    starts: new Int32Array(groups.length + 1),
    scores: new Float64Array(groups.reduce((max, { cases }) => Math.max(max, cases.length), 0)),
  };
  let at = 0;
  groups.forEach(({ cases }, g) => {
    for (const { values, right } of cases) {
      for (let k = 0; k < size; k++) flat.values[at * size + k] = values[k] ?? 0;
      flat.right[at] = right ? 1 : 0;
      at++;
    }
    flat.starts[g + 1] = at;
  });
  return flat;
}

/** Adds the gradient of −log P(a right case) of the group from `start` to `end`. */
function addGradient(
  { size, values, right, scores }: Flat,
  start: number,
  end: number,
  weights: Float64Array,
  gradient: Float64Array,
): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let at = start; at < end; at++) {
    let score = 0;
    for (let k = 0; k < size; k++) score += (weights[k] as number) * (values[at * size + k] as number);
    scores[at - start] = score;
    if (score > top) top = score;
  }
  let all = 0;
  let good = 0;
  for (let at = start; at < end; at++) {
    const exp = Math.exp((scores[at - start] as number) - top);
    scores[at - start] = exp;
    all += exp;
    if (right[at] === 1) good += exp;
  }
  if (good <= 0) return;
  for (let at = start; at < end; at++) {
    const exp = scores[at - start] as number;
    const share = exp / all - (right[at] === 1 ? exp / good : 0);
    if (share < 1e-6 && share > -1e-6) continue;
    for (let k = 0; k < size; k++)
      gradient[k] = (gradient[k] as number) + share * (values[at * size + k] as number);
  }
}

export function dot(weights: ArrayLike<number>, values: ArrayLike<number>, size: number, from = 0): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += (weights[k] ?? 0) * (values[from + k] ?? 0);
  return sum;
}

function adam(size: number, rate: number): { weights: Float64Array; step(gradient: Float64Array): void } {
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  let t = 0;
  return {
    weights,
    step(gradient) {
      t++;
      for (let k = 0; k < size; k++) {
        const g = gradient[k] ?? 0;
        mean[k] = 0.9 * (mean[k] ?? 0) + 0.1 * g;
        square[k] = 0.999 * (square[k] ?? 0) + 0.001 * g * g;
        const m = (mean[k] ?? 0) / (1 - 0.9 ** t);
        const v = (square[k] ?? 0) / (1 - 0.999 ** t);
        weights[k] = (weights[k] ?? 0) - (rate * m) / (Math.sqrt(v) + 1e-8);
      }
    },
  };
}
