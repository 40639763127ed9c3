import { checkClaim, groundOf, type KnownRun, type MissedRun, parseClaims, pathIndex } from "#core";
import assert from "node:assert/strict";

function checked(written: string, facts: { runs?: KnownRun[]; missed?: MissedRun[] }): string {
  const ground = groundOf({
    index: pathIndex([]),
    read: () => undefined,
    changes: [],
    treeDigest: "now",
    ...facts,
  });
  const [claim] = parseClaims(written, () => false);
  assert.ok(claim, written);
  const { state, says } = checkClaim(claim, ground);
  return `${state}: ${says}`;
}

describe("a claimed run", () => {
  const run = { command: "npm test", exit: 0, treeDigest: "now", covers: [] };
  const gap = { command: "npm test", covers: [], treeDigest: "now", gap: "no-program" } as const;

  it("is held against the counts of the report that its run wrote", () => {
    const runs = [{ ...run, passed: 34, failed: 0 }];
    assert.equal(checked("`npm test` – 34 passed, exit 0", { runs }), "holds: ran on this tree, exit 0");
    assert.equal(checked("`npm test` – 35 passed, exit 0", { runs }), "failed-run: 34 passed on this tree");
  });

  it("has failed where its report says so, whatever it exited with", () => {
    const runs = [{ ...run, passed: 34, failed: 1 }];
    assert.equal(checked("`npm test` – passed", { runs }), "failed-run: it reports 1 failed on this tree");
  });

  it("is not believed where the command came to no result, and says why", () => {
    assert.equal(
      checked("`npm test` – 35 passed", { missed: [gap] }),
      "never-run: it has no result: a program it needs is not there",
    );
    assert.equal(
      checked("`npm test` – 35 passed", { runs: [{ ...run, treeDigest: "before" }], missed: [gap] }),
      "stale-run: it last ran on another tree (exit 0); on this tree, a program it needs is not there",
    );
    assert.equal(
      checked("`npm test` – passed", { runs: [run], missed: [{ ...gap, gap: "cancelled" }] }),
      "holds: ran on this tree, exit 0",
    );
  });
});
