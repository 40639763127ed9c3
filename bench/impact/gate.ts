import { GATE_FEATURES, type GateModel, needOf } from "../../src/core/impact/ranking/gate.ts";
import { trainTrees } from "./boosting.ts";
import { auc, mean, quantile, recallAt } from "./measure.ts";
import type { Replayed, ReplayedStep } from "./replay.ts";

const SIZE = GATE_FEATURES.length;
/** The shares of code-only steps that may alarm. */
export const BUDGETS = [0.05, 0.1, 0.2, 0.3] as const;

export interface GateMeasures {
  readonly auc: number;
  /** At each of `BUDGETS`: document-needing steps found, and precision at the repository's real base rate. */
  readonly recall: readonly number[];
  readonly precision: readonly number[];
}

/** What says whether a step needs a document. */
export type Gate = Omit<GateModel, "budget">;

/** A model of whether a step needs a document, repositories weighing the same by being cut to the same number of steps. */
export function trainGate(repositories: readonly Replayed[]): Gate {
  const cases = repositories.flatMap(({ steps }) =>
    steps.map(({ gate, positive }) => ({ values: gate, right: positive })),
  );
  return trainTrees(cases, SIZE);
}

export function measureGate({ steps, baseRate }: Replayed, model: Gate): GateMeasures {
  const score = ({ gate }: ReplayedStep): number => needOf(gate, model);
  const positives = steps.filter(({ positive }) => positive).map(score);
  const negatives = steps.filter(({ positive }) => !positive).map(score);
  const recall = BUDGETS.map((alarms) => recallAt(positives, negatives, alarms));
  return {
    auc: auc(positives, negatives),
    recall,
    precision: recall.map(
      (found, k) =>
        (found * baseRate) / Math.max(1e-9, found * baseRate + (BUDGETS[k] ?? 0) * (1 - baseRate)),
    ),
  };
}

/** Shares of code-only steps, in percent, for which the score they exceed is written down. */
const PERCENT = [1, 2, 3, 5, 7.5, 10, 15, 20, 30, 40, 50] as const;

/** The scores that so many of a hundred code-only steps exceed, by models that never saw their repository; repositories weigh the same. */
export function budgetOf(
  repositories: readonly Replayed[],
  models: readonly Gate[],
): (readonly [percent: number, score: number])[] {
  const each = repositories.map(({ steps }, k) =>
    steps.filter(({ positive }) => !positive).map(({ gate }) => needOf(gate, models[k]!)),
  );
  return PERCENT.map((percent) => [percent, mean(each.map((scores) => quantile(scores, 1 - percent / 100)))]);
}
