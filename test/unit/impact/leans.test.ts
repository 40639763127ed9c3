import assert from "node:assert/strict";
import { COLUMN, FEATURES, type Feature } from "../../../src/core/impact/ranking/features.ts";
import { LEANS, leansOf, weightsFor } from "../../../src/core/impact/ranking/leans.ts";
import { weights } from "../../../src/core/impact/ranking/weights.ts";

/** The features of three documents: those given, 0 otherwise. */
function features(some: Partial<Record<Feature, number[]>>): number[][] {
  const out = FEATURES.map(() => [0, 0, 0]);
  for (const [name, values] of Object.entries(some)) out[COLUMN[name as Feature]] = values;
  return out;
}

const lean = (of: (typeof LEANS)[number], files: number, some: Partial<Record<Feature, number[]>>): number =>
  leansOf(files, features(some))[LEANS.indexOf(of)]!;

describe("leans", () => {
  it("tell how few files changed", () => {
    assert.deepEqual([lean("few files", 1, {}), lean("few files", 4, {})], [1, 0.25]);
  });

  it("tell the most of history and of words that any document has", () => {
    assert.equal(lean("much history", 1, { support: [0.2, 0.6, 0] }), 0.6);
    assert.equal(lean("telling words", 1, { referenceStrength: [0, 0.1, 0.5] }), 0.5);
  });

  it("tell the documents that hold any word from those that hold none", () => {
    const [none, one, all] = [
      [0, 0, 0],
      [0, 1, 0],
      [0.1, 1, 0.1],
    ].map((references) => lean("widespread words", 1, { references }));
    assert.ok(none === 0 && one! > none && all! > one!);
  });

  it("tell one document that stands out from many alike", () => {
    for (const [of, name] of [
      ["one document's words", "references"],
      ["one document's sub-words", "subwords"],
    ] as const) {
      assert.equal(lean(of, 1, { [name]: [0, 1, 0] }), 1);
      assert.equal(lean(of, 1, { [name]: [1, 1, 0] }), 0.5);
      assert.equal(lean(of, 1, {}), 1);
    }
  });

  it("are shares, also of no documents at all", () => {
    const none = FEATURES.map(() => []);
    const many = FEATURES.map(() => Array.from({ length: 5_000 }, () => 1));
    for (const values of [leansOf(0, none), leansOf(3, many)]) {
      assert.equal(values.length, LEANS.length);
      for (const value of values) assert.ok(value >= 0 && value <= 1, values.join());
    }
  });

  it("alter what a feature is worth, each by its share", () => {
    const size = FEATURES.length;
    const all = Array.from({ length: size * (1 + LEANS.length) }, (_, k) => 10 ** Math.floor(k / size));
    const its = weightsFor(
      LEANS.map((_, k) => (k === 0 ? 0.5 : k === 1 ? 1 : 0)),
      all,
    );
    assert.deepEqual(new Set(its), new Set([1 + 5 + 100]));
    assert.equal(its.length, size);
  });

  it("have a weight for every feature, and one for each lean", () => {
    assert.equal(weights.documents.length, FEATURES.length * (1 + LEANS.length));
  });
});
