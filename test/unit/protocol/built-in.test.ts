import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { compileProtocol, composeProtocols, type Protocol } from "#core";

function builtIn(name: string): Protocol {
  return compileProtocol(
    name,
    readFileSync(new URL(`../../../protocols/${name}.md`, import.meta.url), "utf8"),
  );
}

describe("built-in protocols", () => {
  for (const name of ["recommended", "update-surfaces", "documentation-gates", "gated-phases"])
    it(`${name} compiles with nothing to complain of but hints`, () => {
      const { findings } = builtIn(name);
      assert.deepEqual(
        findings.filter(({ severity }) => severity !== "hint"),
        [],
      );
    });

  it("recommended names the six surfaces, and no phases", () => {
    const protocol = builtIn("recommended");
    assert.deepEqual(
      protocol.surfaces.map(({ id }) => id),
      [
        "backend-logic",
        "repository-state",
        "documentation",
        "command-surface",
        "workflow-references",
        "verification",
      ],
    );
    assert.deepEqual(
      [protocol.phases, protocol.steps, protocol.checklist, protocol.risks].map(({ length }) => length),
      [0, 6, 6, 5],
    );
  });

  it("the others hold what the documents they follow hold", () => {
    const gates = builtIn("documentation-gates");
    assert.deepEqual(
      [gates.components, gates.steps, gates.mandates, gates.rules, gates.gates].map(({ length }) => length),
      [7, 16, 7, 5, 7],
    );
    const phases = builtIn("gated-phases");
    assert.deepEqual(
      [phases.phases, phases.audit, phases.rubric, phases.commands].map(({ length }) => length),
      [5, 10, 9, 2],
    );
    assert.deepEqual(
      phases.phases.map(({ marker }) => marker !== undefined),
      [true, true, true, true, false],
    );
    assert.equal(phases.log?.fields.length, 7);
    assert.deepEqual(phases.trace?.fields, ["FILE", "WHY", "DIFF"]);
    assert.deepEqual(phases.gaps?.fields, ["owner", "ETA"]);
    const surfaces = builtIn("update-surfaces");
    assert.deepEqual(
      [surfaces.surfaces, surfaces.steps, surfaces.checklist, surfaces.risks].map(({ length }) => length),
      [6, 6, 6, 5],
    );
  });
});

describe("composing protocols", () => {
  it("takes surfaces from one and phases from another", () => {
    const both = composeProtocols([builtIn("update-surfaces"), builtIn("gated-phases")]);
    assert.deepEqual([both.surfaces.length, both.phases.length, both.audit.length], [6, 5, 10]);
    assert.equal(both.title, "Update surfaces + Gated phases");
    assert.deepEqual(
      both.findings.filter(({ rule }) => rule === "protocol/conflict"),
      [],
    );
  });

  it("says where two mean something else by one name, with both places", () => {
    const one = compileProtocol(
      "a.md",
      "| Surface | Requirement |\n|---|---|\n| Docs | Update |\n\n## Phase 1: Ask\n\n- x\n",
    );
    const other = compileProtocol(
      "b.md",
      "| Surface | Requirement |\n|---|---|\n| Docs | Leave alone |\n| API | Version |\n\n## Phase 1: Plan\n\n## Phase 2: Do\n",
    );
    const both = composeProtocols([one, other]);
    assert.deepEqual(
      both.surfaces.map(({ requirement }) => requirement),
      ["Update", "Version"],
    );
    assert.deepEqual(
      both.phases.map(({ title }) => title),
      ["Ask", "Do"],
    );
    assert.deepEqual(
      both.findings
        .filter(({ rule }) => rule === "protocol/conflict")
        .map(({ place, because }) => `${place.path}:${place.line} ${because[0]?.path}:${because[0]?.line}`),
      ["b.md:3 a.md:3", "b.md:6 a.md:5"],
    );
  });

  it("counts the phases of all together", () => {
    const first = compileProtocol("a.md", "## Phase 1: Ask\n\n## Phase 2: Plan\n");
    const second = compileProtocol("b.md", "## Phase 3: Do\n");
    assert.equal(second.findings.filter(({ rule }) => rule === "protocol/missing-phase").length, 1);
    assert.deepEqual(
      composeProtocols([first, second]).findings.filter(({ rule }) => rule === "protocol/missing-phase"),
      [],
    );
  });

  it("gives an empty protocol for none, and the same for one", () => {
    assert.deepEqual(composeProtocols([]).surfaces, []);
    const one = builtIn("recommended");
    assert.equal(composeProtocols([one]), one);
  });
});
