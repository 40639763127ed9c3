/** Makes of scores the shares that they have of all likelihood, together 1 (a softmax), in place. */
export function intoShares(scores: Float64Array): void {
  let top = -Infinity;
  for (let k = 0; k < scores.length; k++) if (scores[k]! > top) top = scores[k]!;
  let all = 0;
  for (let k = 0; k < scores.length; k++) {
    const likely = Math.exp(scores[k]! - top);
    scores[k] = likely;
    all += likely;
  }
  for (let k = 0; k < scores.length; k++) scores[k]! /= all;
}

/** Where the largest values stand, largest first and of equal ones the first. Cheap where `most` are few. */
export function bestOf(values: Float64Array, most = values.length): number[] {
  if (most >= values.length) return Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const best: number[] = [];
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (best.length === most && value <= values[best[most - 1]!]!) continue;
    if (best.length < most) best.push(k);
    let at = best.length - 1;
    for (; at > 0 && values[best[at - 1]!]! < value; at--) best[at] = best[at - 1]!;
    best[at] = k;
  }
  return best;
}
