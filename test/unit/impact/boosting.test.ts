import assert from "node:assert/strict";
import { trainTrees } from "../../../bench/impact/boosting.ts";
import type { Case } from "../../../bench/impact/logistic.ts";
import { leafOf, sumOfTrees, type Tree } from "../../../src/core/impact/ranking/trees.ts";

/** Asks whether feature 0 is above 1, then whether feature 1 is above 2 or 3, and nothing more. */
const tree: Tree = [0, 1, 1, 2, 1, 3, 0, 9, 0, 9, 0, 9, 0, 9, 10, 11, 12, 13, 14, 15, 16, 17];

/** Right where exactly one of two features is high: what no sum of both tells. */
const exclusive: Case[] = Array.from({ length: 4_800 }, (_, k) => {
  const [a, b] = [k % 3 === 0 ? 1 : 0, Math.floor(k / 3) % 4 === 0 ? 1 : 0];
  return { values: [a, b, (k % 7) / 7], right: a !== b };
});

describe("trees", () => {
  it("are walked from the top, a yes to the right", () => {
    const ends = [
      [0, 0],
      [0, 2.5],
      [1.5, 0],
      [1.5, 4],
    ].map((values) => leafOf(tree, values));
    assert.deepEqual(ends, [0, 2, 4, 6]);
  });

  it("add up", () => {
    assert.equal(sumOfTrees([tree, tree], [1.5, 4]), 32);
    assert.equal(sumOfTrees([], [1.5, 4]), 0);
  });
});

describe("the trainer of trees", () => {
  it("learns what only two features together tell", () => {
    const { trees, bias } = trainTrees(exclusive, 3);
    const likely = (values: number[]): number => 1 / (1 + Math.exp(-(sumOfTrees(trees, values) + bias)));
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const)
      assert.ok(a === b ? likely([a, b, 0.5]) < 0.2 : likely([a, b, 0.5]) > 0.8, `${a} ${b}`);
  });

  it("says the share of right cases where nothing tells them apart", () => {
    const blind = Array.from({ length: 400 }, (_, k): Case => ({ values: [1], right: k % 4 === 0 }));
    const { trees, bias } = trainTrees(blind, 1);
    assert.ok(Math.abs(1 / (1 + Math.exp(-(sumOfTrees(trees, [1]) + bias))) - 0.25) < 0.05);
  });

  it("gives the same trees for the same cases", () => {
    assert.deepEqual(trainTrees(exclusive, 3), trainTrees(exclusive, 3));
  });
});
