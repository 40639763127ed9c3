import { strict as assert } from "node:assert";
import { checkMaps, type Files, places, states } from "../../support/maps.ts";

const SURFACES =
  "# Surfaces\n\n| Surface | Requirement |\n|---|---|\n| Code | Update it. |\n| Documentation | Keep it true. |\n";
const PHASES =
  "# Phases\n\n## Phase 1: Ask\n\n- List the **Questions**.\n\n## Phase 2: Build\n\n- List the **Changes**.\n";

function files(config: object, more: Files = {}): Files {
  return {
    ".lockstep/config.jsonc": JSON.stringify(config, null, 1),
    "docs/surfaces.md": SURFACES,
    "docs/phases.md": PHASES,
    "src/a.ts": "export const LIMIT = 3;\n",
    "docs/a.md": "# A\n\nThe `LIMIT` is 3.\n",
    ...more,
  };
}

async function composed(config: object, more: Files = {}) {
  const all = files(config, more);
  return checkMaps({ before: all, after: { ...all, "src/a.ts": "export const LIMIT = 5;\n" } });
}

describe("several protocols", () => {
  it("compose: surfaces from one, phases from the other", async () => {
    const verdict = await composed({ protocols: ["docs/surfaces.md", "docs/phases.md"] });
    assert.deepEqual(verdict.protocols, ["docs/surfaces.md", "docs/phases.md"]);
    assert.deepEqual(Object.keys(states(verdict)), ["code", "documentation"]);
    assert.deepEqual(
      verdict.protocol.phases.map(({ number, title, place }) => [number, title, place.path]),
      [
        [1, "Ask", "docs/phases.md"],
        [2, "Build", "docs/phases.md"],
      ],
    );
    assert.equal(states(verdict)["documentation"], "owed");
    assert.equal(
      places(verdict).some((place) => place.startsWith("protocol/")),
      false,
    );
  });

  it("compose with a built-in one, which a configuration above may bring", async () => {
    const verdict = await composed(
      { extends: ["../base.jsonc"] },
      {
        "base.jsonc": '{ "protocols": ["docs/surfaces.md", "lockstep:gated-phases"] }',
      },
    );
    assert.deepEqual(verdict.protocols, ["docs/surfaces.md", "lockstep:gated-phases"]);
    assert.equal(verdict.protocol.phases.length, 5);
    assert.equal(verdict.protocol.audit.length, 10);
    assert.equal(states(verdict)["documentation"], "owed");
  });

  it("that mean different things by one name are a conflict, and the first holds", async () => {
    const other =
      "# Other\n\n| Surface | Requirement |\n|---|---|\n| Documentation | Leave it alone. |\n\n## Phase 1: Plan\n\n- List the **Steps**.\n";
    const verdict = await composed(
      { protocols: ["docs/surfaces.md", "docs/phases.md", "docs/other.md"] },
      { "docs/other.md": other },
    );
    const conflicts = verdict.findings.filter(({ rule }) => rule === "protocol/conflict");
    assert.deepEqual(
      conflicts.map(({ severity, place, because }) => [
        severity,
        `${place.path}:${place.line}`,
        `${because[0]?.path}:${because[0]?.line}`,
      ]),
      [
        ["warning", "docs/other.md:5", "docs/surfaces.md:6"],
        ["warning", "docs/other.md:7", "docs/phases.md:3"],
      ],
    );
    assert.equal(verdict.surfaces.find(({ id }) => id === "documentation")?.requirement, "Keep it true.");
    assert.equal(verdict.protocol.phases[0]?.title, "Ask");
    assert.equal(verdict.summary.inStep, false);
  });

  it("of which one is missing still hold, and the missing one is said where it is named", async () => {
    const verdict = await composed({ protocols: ["docs/surfaces.md", "docs/none.md"] });
    assert.ok(places(verdict).includes("config/protocol-missing .lockstep/config.jsonc:4"));
    assert.equal(states(verdict)["documentation"], "owed");
  });
});
