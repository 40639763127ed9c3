import { strict as assert } from "node:assert";
import { matching } from "#core";
import { processorTime } from "../../support/processor-time.ts";

describe("globs", () => {
  for (const [globs, path, meant] of [
    [["src/**"], "src/a/b.ts", true],
    [["src/**"], "lib/src/a.ts", false],
    [["docs/*.md"], "docs/a/b.md", false],
    [["docs/*.md"], "docs/.hidden.md", true],
    [["README*"], "packages/a/README.md", true],
    [["docs/**", "!docs/specs/**"], "docs/specs/a.md", false],
    [["docs/**", "!docs/specs/**", "docs/specs/a.md"], "docs/specs/a.md", true],
    [["*.{yml,yaml}"], "ci/x.yaml", true],
    [["#notes.md"], "#notes.md", true],
    [[], "a", false],
  ] as const) {
    it(`${JSON.stringify(globs)} ${meant ? "means" : "does not mean"} ${path}`, () => {
      assert.equal(matching(globs)(path), meant);
    });
  }

  it("stay fast on hostile patterns", () => {
    const began = processorTime();
    const meant = matching([`${"*a".repeat(60)}b`, `${"**/".repeat(30)}*a*a*a*a*a*a*b`]);
    for (let round = 0; round < 50; round++) meant(`${"a/".repeat(50)}${"a".repeat(150)}`);
    assert.ok(processorTime() - began < 2000);
  });
});
