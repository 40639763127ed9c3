import assert from "node:assert/strict";
import { changedWords } from "../../../src/core/impact/code/changed-words.ts";
import { changesBetween } from "./harness.ts";

function roles(before: string, after: string): Record<string, string> {
  const { words } = changedWords(changesBetween({ "src/a.ts": before }, { "src/a.ts": after }));
  return Object.fromEntries(
    words.map(({ word, role, defined }) => [word, defined ? `${role}, defined` : role]),
  );
}

describe("changedWords", () => {
  it("tells removed, changed, added, enclosing and context apart", () => {
    const before = "before1();\nfunction holder() {\n  near1();\n  oldName(shared1);\n  near2();\n}\n";
    const after = "before1();\nfunction holder() {\n  near1();\n  newName(shared1);\n  near2();\n}\n";
    assert.deepEqual(roles(before, after), {
      oldName: "removed",
      shared1: "changed",
      newName: "added",
      holder: "enclosing",
      near1: "context",
      near2: "context",
    });
  });

  it("marks what changed lines define", () => {
    const found = roles("const one1 = 1;\n", "const two2 = 1;\n");
    assert.deepEqual(found, { one1: "removed, defined", two2: "added, defined" });
  });

  it("takes a word that moved between files as changed", () => {
    const changes = changesBetween(
      { "a.ts": "movedName();\n", "b.ts": "x1();\n" },
      { "a.ts": "y1();\n", "b.ts": "x1();\nmovedName();\n" },
    );
    assert.equal(changedWords(changes).words.find(({ word }) => word === "movedName")?.role, "changed");
  });

  it("counts stems of changed lines and of paths", () => {
    const { stems, pathStems } = changedWords(
      changesBetween({ "src/retry-policy.ts": "" }, { "src/retry-policy.ts": "maxRetries(retryCount);\n" }),
    );
    assert.equal(stems.get("retry"), 2);
    assert.equal(pathStems.get("policy"), 1);
  });

  it("is linear on hostile lines", () => {
    const start = performance.now();
    for (const unit of ["a-", "(", "public ", "const ", "a:", "- "])
      roles("", unit.repeat(100_000 / unit.length));
    assert.ok(performance.now() - start < 2_000);
  });
});
