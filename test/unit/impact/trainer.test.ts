import assert from "node:assert/strict";
import { trainRanking, type Group } from "../../../bench/impact/logistic.ts";

/** −log P(a right case), weighed and with L2, as `trainRanking` documents it. */
function loss(groups: readonly Group[], size: number, weights: readonly number[], decay: number): number {
  const all = groups.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { cases, weight, leans: [lean = 0, other = 0] = [] } of groups) {
    const exp = cases.map(({ values }) => {
      let score = 0;
      for (let k = 0; k < size; k++)
        score +=
          ((weights[k] ?? 0) + lean * (weights[size + k] ?? 0) + other * (weights[2 * size + k] ?? 0)) *
          (values[k] ?? 0);
      return Math.exp(score);
    });
    const right = exp.filter((_, k) => cases[k]?.right);
    const total = (some: readonly number[]): number => some.reduce((a, b) => a + b, 0);
    sum -= (weight / all) * Math.log(total(right) / total(exp));
  }
  return sum + (decay / 2) * weights.reduce((a, b) => a + b * b, 0);
}

/** Two features; the first is right for one file, the second for many. */
const opposed: Group[] = [1, 0.1].map((lean) => ({
  leans: [lean, 0.5],
  weight: 1,
  cases: [
    { values: [1, 0], right: lean === 1 },
    { values: [0, 1], right: lean !== 1 },
    { values: [0.2, 0.1], right: false },
  ],
}));

describe("the trainer of rankings", () => {
  it("ends where no small step in any direction lowers the loss it documents", () => {
    const { weights } = trainRanking(opposed, 2, 0.05);
    const least = loss(opposed, 2, weights, 0.05);
    assert.equal(weights.length, 6);
    assert.ok(least < loss(opposed, 2, [0, 0, 0, 0, 0, 0], 0.05));
    for (let k = 0; k < weights.length; k++)
      for (const step of [-0.1, 0.1])
        assert.ok(loss(opposed, 2, weights.with(k, (weights[k] ?? 0) + step), 0.05) > least, `${k} ${step}`);
  });

  it("learns what a feature is worth by the query it stands in, where queries lean", () => {
    const [a = 0, b = 0, leanA = 0, leanB = 0, otherA = 0, otherB = 0] = trainRanking(
      opposed,
      2,
      0.01,
    ).weights;
    const [all, ball] = [a + otherA / 2, b + otherB / 2];
    assert.ok(all + leanA > ball + leanB);
    assert.ok(all + 0.1 * leanA < ball + 0.1 * leanB);
  });

  it("heeds the weight of a query", () => {
    const conflicting = (heavy: number): Group[] =>
      [true, false].map((first) => ({
        weight: first ? heavy : 1,
        cases: [
          { values: [1], right: first },
          { values: [0], right: !first },
        ],
      }));
    assert.ok((trainRanking(conflicting(5), 1).weights[0] ?? 0) > 0);
    assert.ok((trainRanking(conflicting(0.2), 1).weights[0] ?? 0) < 0);
  });

  it("gives the same weights for the same cases", () => {
    assert.deepEqual(trainRanking(opposed, 2), trainRanking(opposed, 2));
  });
});
