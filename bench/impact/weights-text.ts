import { FEATURES } from "../../src/core/impact/ranking/features.ts";
import { LEANS } from "../../src/core/impact/ranking/leans.ts";
import { LINE_COLUMNS, SECTION_COLUMNS } from "../../src/core/impact/ranking/place-rows.ts";
import type { RankModel } from "../../src/core/impact/ranking/rank.ts";
import type { Replayed } from "./replay.ts";

/** The source text of src/core/impact/ranking/weights.ts. */
export function weightsText(model: RankModel, trainedOn: readonly Replayed[]): string {
  const steps = trainedOn.reduce((sum, one) => sum + one.steps.length, 0);
  return `import type { RankModel } from "./rank.ts";

/**
 * Written by \`npm run bench:impact -- … --write\`: trained on ${steps} steps of ${trainedOn.length} public repositories.
 * How good they are is measured with weights that never saw the repository in question: docs/impact.md.
 */
export const weights: RankModel = {
  documents: ${list(
    ["", ...LEANS.map((lean) => `, by ${lean}`)].flatMap((by) => FEATURES.map((name) => name + by)),
    model.documents,
  )},
  sections: ${list(SECTION_COLUMNS, model.sections)},
  lines: ${list(LINE_COLUMNS, model.lines)},
  gate: {
    budget: ${JSON.stringify(model.gate.budget.map(([percent, score]) => [percent, Number(score.toFixed(4))]))},
    bias: ${model.gate.bias.toFixed(3)},
    // Places of features are those of GATE_FEATURES; see trees.ts.
    trees: [
${model.gate.trees.map((tree) => `      [${tree.map((number) => Number(number.toFixed(4))).join(", ")}],`).join("\n")}
    ],
  },
};
`;
}

function list(names: readonly string[], weights: readonly number[]): string {
  return `[\n${names.map((name, k) => `    ${(weights[k] ?? 0).toFixed(3)}, // ${name}`).join("\n")}\n  ]`;
}
