/** What a ranking of documents achieved over many queries. All are shares, 0 to 1. */
export interface FileMeasures {
  readonly queries: number;
  /** Queries with any suggestion. */
  readonly feedback: number;
  readonly precision: readonly number[];
  readonly recall: readonly number[];
  readonly hit: readonly number[];
  /** Of the queries with feedback, those whose top three hold a right document (ROSE's likelihood). */
  readonly likelihood: number;
}

/** The cut-offs that `precision`, `recall` and `hit` are given for. */
const CUTS = [1, 3, 5] as const;

/** Precision over the queries with feedback; recall and hits over all queries. */
export function measureFiles(
  queries: readonly { readonly ranked: readonly string[]; readonly truth: ReadonlySet<string> }[],
): FileMeasures {
  const precision = CUTS.map(() => 0);
  const recall = CUTS.map(() => 0);
  const hit = CUTS.map(() => 0);
  let feedback = 0;
  let likely = 0;
  for (const { ranked, truth } of queries) {
    if (ranked.length > 0) feedback++;
    CUTS.forEach((cut, k) => {
      const right = ranked.slice(0, cut).filter((path) => truth.has(path)).length;
      if (ranked.length > 0) precision[k] = (precision[k] ?? 0) + right / Math.min(cut, ranked.length);
      recall[k] = (recall[k] ?? 0) + right / Math.max(1, truth.size);
      if (right > 0) hit[k] = (hit[k] ?? 0) + 1;
    });
    if (ranked.slice(0, 3).some((path) => truth.has(path))) likely++;
  }
  const all = Math.max(1, queries.length);
  return {
    queries: queries.length,
    feedback: feedback / all,
    precision: precision.map((sum) => sum / Math.max(1, feedback)),
    recall: recall.map((sum) => sum / all),
    hit: hit.map((sum) => sum / all),
    likelihood: likely / Math.max(1, feedback),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Area under the ROC curve: how often a positive scores above a negative. */
export function auc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((score) => ({ score, right: 1 })),
    ...negatives.map((score) => ({ score, right: 0 })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let k = 0; k < all.length;) {
    let end = k;
    while (end < all.length && all[end]?.score === all[k]?.score) end++;
    for (let i = k; i < end; i++) ranks += (all[i]?.right ?? 0) * ((k + end + 1) / 2);
    k = end;
  }
  return (
    (ranks - (positives.length * (positives.length + 1)) / 2) /
    Math.max(1, positives.length * negatives.length)
  );
}

/** The share of positives at or above the score that only `alarms` of the negatives reach. */
export function recallAt(positives: readonly number[], negatives: readonly number[], alarms: number): number {
  const limit = quantile(negatives, 1 - alarms);
  return positives.filter((score) => score > limit).length / Math.max(1, positives.length);
}
