import assert from "node:assert/strict";
import { changedWords } from "../../../src/core/impact/code/changed-words.ts";
import { DocumentIndex, indexDocument } from "../../../src/core/impact/documents/documents.ts";
import { changedFacts } from "../../../src/core/impact/facts/facts.ts";
import { History } from "../../../src/core/impact/ranking/history.ts";
import { rank, type Ranking } from "../../../src/core/impact/ranking/rank.ts";
import { weights } from "../../../src/core/impact/ranking/weights.ts";
import { changesBetween, type Files } from "./harness.ts";

const documents: Files = {
  "README.md": "# Tool\n\nSee [retries](docs/retries.md).\n",
  "docs/retries.md":
    "# Retries\n\n## Policy\n\n`retryPolicy` says how often `fetchInvoice` is retried.\n\n## Other\n\nNothing.\n",
  "docs/database.md": "# Database\n\nThe pool is opened by `openPool`.\n",
  "docs/users.md": "# Users\n\n`createUser` makes one.\n",
};

function ranked(before: Files, after: Files, history?: History): Ranking {
  const changes = changesBetween(before, after);
  const index = DocumentIndex.of(Object.entries(documents).map(([path, text]) => indexDocument(path, text)));
  return rank(
    { changes, words: changedWords(changes), index, codeSpread: () => 1, ...(history ? { history } : {}) },
    changes.flatMap((change) => changedFacts(change)),
    [],
    weights,
  );
}

const before = { "src/retry.ts": "export function retryPolicy() {\n  return fetchInvoice(1);\n}\n" };
const after = { "src/retry.ts": "export function retryPolicy() {\n  return fetchInvoice(2);\n}\n" };

describe("rank", () => {
  it("puts the document, section and line that name what changed first", () => {
    const { documents: best, sections, lines } = ranked(before, after);
    assert.equal(best[0]?.path, "docs/retries.md");
    assert.equal(sections[0]?.title, "Policy");
    assert.deepEqual([lines[0]?.path, lines[0]?.line], ["docs/retries.md", 5]);
  });

  it("says why, in words", () => {
    const history = new History();
    for (let k = 0; k < 3; k++)
      history.learn({
        code: ["src/retry.ts"],
        documents: [{ path: "docs/retries.md", sections: [] }],
        moves: [],
      });
    const reasons = ranked(before, after, history).documents[0]?.reasons ?? [];
    assert.ok(
      reasons.some((reason) => reason.includes("`fetchInvoice`")),
      reasons.join(),
    );
    assert.ok(reasons.includes("changed together 3 of 3 times"), reasons.join());
  });

  it("learns from history where words say nothing", () => {
    const history = new History();
    for (let k = 0; k < 5; k++)
      history.learn({
        code: ["src/x.ts"],
        documents: [{ path: "docs/users.md", sections: ["Users"] }],
        moves: [],
      });
    assert.equal(
      ranked({ "src/x.ts": "a1;\n" }, { "src/x.ts": "b1;\n" }, history).documents[0]?.path,
      "docs/users.md",
    );
  });

  it("gives at most three documents, five sections and ten lines, with shares that add up to at most 1", () => {
    const { documents: best, sections, lines, need } = ranked(before, after);
    assert.ok(best.length <= 3 && sections.length <= 5 && lines.length <= 10);
    for (const list of [best, sections, lines])
      assert.ok(list.reduce((sum, { score }) => sum + score, 0) <= 1 + 1e-9);
    assert.ok(need >= 0 && need <= 1);
  });

  it("is empty where there is nothing to rank", () => {
    const index = DocumentIndex.empty;
    const nothing = rank(
      { changes: [], words: changedWords([]), index, codeSpread: () => 0 },
      [],
      [],
      weights,
    );
    assert.deepEqual([nothing.documents, nothing.sections, nothing.lines], [[], [], []]);
  });
});
