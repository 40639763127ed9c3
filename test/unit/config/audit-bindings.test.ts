import { strict as assert } from "node:assert";
import { type Config, draftAudit, type KnownRun } from "#core";
import { facts, TESTS_PASS } from "../audit/crm.ts";

const ITEM = "Blue ocean & sky";
const RETRY = { "src/dialer/retry.ts": (text: string) => text.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5") };

/** What a draft says of one item: result, evidence, follow-up. */
async function drafted(binding: NonNullable<Config["audit"]>[string], runs: readonly KnownRun[] = []) {
  const protocol = { audit: [{ item: ITEM, place: { path: "p.md", line: 1 } }], checklist: [] };
  const { rows } = draftAudit(protocol, await facts(RETRY, { runs }), {
    bindings: { "blue-ocean-sky": binding, "another-item": { probe: "tests" } },
  });
  const [row] = rows;
  assert.ok(row);
  return [row.result, row.evidence, row.followUp];
}

describe("an audit item that is bound", () => {
  it("to a run passes with that run on this very tree", async () => {
    assert.deepEqual(await drafted({ run: "tests" }, [TESTS_PASS]), ["Pass", ["`npm test` – exit 0"], ""]);
  });

  it("to a run is open without it, on another tree, or where another one ran", async () => {
    for (const runs of [[], [{ ...TESTS_PASS, treeDigest: "then" }], [{ ...TESTS_PASS, covers: ["lint"] }]])
      assert.deepEqual(await drafted({ run: "tests" }, runs), ["Open", [], "Run lockstep verify"]);
  });

  it("to a run fails when its last one failed", async () => {
    const [result] = await drafted({ run: "tests" }, [TESTS_PASS, { ...TESTS_PASS, exit: 1 }]);
    assert.equal(result, "Fail");
  });

  it("to a probe is answered by it, whatever its words", async () => {
    const runs = [TESTS_PASS];
    assert.deepEqual(await drafted({ probe: "tests" }, runs), [
      "Open",
      ["`npm test` – exit 0"],
      "Add a test, or say why none is needed",
    ]);
  });

  it("to paths is answered for the changes among them", async () => {
    const binding = { probe: "tests", paths: ["docs/**"] } as const;
    const [result] = await drafted({ ...binding, paths: [...binding.paths] }, [TESTS_PASS]);
    assert.equal(result, "Pass", "no production code changed there, so no test is missing");
  });

  it("to both needs both", async () => {
    const both = { run: "lint", probe: "tests" } as const;
    assert.equal((await drafted(both, [TESTS_PASS]))[2], "Run lockstep verify");
    const lint = { ...TESTS_PASS, command: "npm run lint", covers: ["lint"] };
    assert.equal((await drafted(both, [TESTS_PASS, lint]))[2], "Add a test, or say why none is needed");
  });
});
