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

const EPOCHS = 300;

/** Logistic regression with L2 (batch gradient descent with Adam, Kingma & Ba 2015); deterministic. */
export function trainLogistic(cases: readonly Case[], size: number, decay = 1e-4): Linear {
  const state = adam(size + 1, 0.05);
  const positives = cases.filter(({ right }) => right).length;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const gradient = new Float64Array(size + 1);
    for (const { values, right } of cases) {
      const error = sigmoid(dot(state.weights, values, size) + (state.weights[size] ?? 0)) - (right ? 1 : 0);
      for (let k = 0; k < size; k++) gradient[k] = (gradient[k] ?? 0) + error * (values[k] ?? 0);
      gradient[size] = (gradient[size] ?? 0) + error;
    }
    for (let k = 0; k <= size; k++)
      gradient[k] =
        (gradient[k] ?? 0) / Math.max(1, positives) + (k < size ? decay * (state.weights[k] ?? 0) : 0);
    state.step(gradient);
  }
  return { bias: state.weights[size] ?? 0, weights: [...state.weights.subarray(0, size)] };
}

/**
 * A ranking model: for each group, the likelihood of picking a right case among all by softmax (a
 * conditional logit, McFadden 1974; "ListNet" with binary labels, Cao et al. 2007), with L2.
 */
export function trainRanking(groups: readonly (readonly Case[])[], size: number, decay = 1e-3): Linear {
  const state = adam(size, 0.05);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const gradient = new Float64Array(size);
    for (const group of groups) {
      const scores = group.map(({ values }) => dot(state.weights, values, size));
      const top = Math.max(...scores);
      const exps = scores.map((score) => Math.exp(score - top));
      const all = exps.reduce((a, b) => a + b, 0);
      let right = 0;
      group.forEach((one, k) => (right += one.right ? (exps[k] ?? 0) : 0));
      if (right <= 0) continue;
      group.forEach((one, k) => {
        const share = (exps[k] ?? 0) / all - (one.right ? (exps[k] ?? 0) / right : 0);
        if (Math.abs(share) < 1e-7) return;
        for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) + share * (one.values[i] ?? 0);
      });
    }
    for (let k = 0; k < size; k++)
      gradient[k] = (gradient[k] ?? 0) / Math.max(1, groups.length) + decay * (state.weights[k] ?? 0);
    state.step(gradient);
  }
  return { bias: 0, weights: [...state.weights] };
}

export function dot(weights: ArrayLike<number>, values: ArrayLike<number>, size: number, from = 0): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += (weights[k] ?? 0) * (values[from + k] ?? 0);
  return sum;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
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
