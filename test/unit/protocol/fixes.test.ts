import assert from "node:assert/strict";
import { compileProtocol, type Finding, type Fix } from "#core";
import { applied } from "./support.ts";

function found(text: string, rule: string): Finding[] {
  return compileProtocol("p.md", text).findings.filter((finding) => finding.rule === rule);
}

/** The fixes of the first finding of a rule, each as `title`, with `?` where it asks. */
function titles(text: string, rule: string): string[] {
  return fixes(text, rule).map(({ title, asks }) => (asks ? `${title}?` : title));
}

function fixes(text: string, rule: string): readonly Fix[] {
  return found(text, rule)[0]?.fixes ?? [];
}

describe("repairs of a protocol document", () => {
  describe("of a phase that is there twice", () => {
    it("number the phases in the order they stand", () => {
      const text =
        "# P\n\n## Phase 1: Ask\n\n### **PHASE 2 — Plan**\n\n## Phase 2: Build\n\n## Phase 3: Test\n";
      const [fix] = fixes(text, "protocol/duplicate-phase");
      const renumbered = applied(text, fix);
      assert.equal(
        renumbered,
        text.replace("Phase 3: Test", "Phase 4: Test").replace("Phase 2: Build", "Phase 3: Build"),
      );
      assert.deepEqual(found(renumbered, "protocol/duplicate-phase"), []);
      assert.equal(fix?.asks, undefined);
    });

    it("are offered once, however many phases are there twice", () => {
      const text = "## Phase 1: A\n\n## Phase 1: B\n\n## Phase 1: C\n";
      const all = found(text, "protocol/duplicate-phase");
      assert.deepEqual(
        all.map(({ fixes: offered = [] }) => offered.length),
        [1, 0],
      );
      assert.deepEqual(found(applied(text, all[0]?.fixes?.[0]), "protocol/duplicate-phase"), []);
    });

    for (const [why, text] of [
      ["something else speaks of one", "## Phase 1: A\n\n## Phase 1: B\n\nBefore phase 1 ends, stop.\n"],
      ["they stand in another order", "## Phase 2: A\n\n## Phase 1: B\n\n## Phase 2: C\n"],
      ["the number is no digits", "## Phase 1: A\n\n## Phase I: B\n"],
    ] as const)
      it(`are not offered where ${why}`, () => {
        assert.equal(found(text, "protocol/duplicate-phase").length, 1);
        assert.deepEqual(titles(text, "protocol/duplicate-phase"), []);
      });
  });

  describe("of a phase that is missing", () => {
    it("write its heading like the next one", () => {
      const text = "## PHASE 1 — Ask\n\n- a\n\n### **PHASE 3 — Code $& changes**\n\n- b\n";
      assert.deepEqual(titles(text, "protocol/missing-phase"), ["Insert phase 2?"]);
      const whole = applied(text, fixes(text, "protocol/missing-phase")[0]);
      assert.ok(
        whole.includes("- a\n\n### **PHASE 2 — Name this phase**\n\n### **PHASE 3 — Code $& changes**\n"),
      );
      assert.deepEqual(
        compileProtocol("p.md", whole).phases.map(({ number }) => number),
        [1, 2, 3],
      );
    });

    it("write several, and headings without a name", () => {
      const text = "## Phase 1\n\n## Phase 4\n";
      assert.deepEqual(titles(text, "protocol/missing-phase"), ["Insert phases 2 to 3?"]);
      const whole = applied(text, fixes(text, "protocol/missing-phase")[0]);
      assert.equal(whole, "## Phase 1\n\n## Phase 2\n\n## Phase 3\n\n## Phase 4\n");
    });

    it("are not offered where the next heading gives no model", () => {
      for (const text of ["Phase 3: Build\n==============\n\n- a\n", "## Phase 1: A\n\n## Phase 200: B\n"]) {
        assert.equal(found(text, "protocol/missing-phase").length, 1, text);
        assert.deepEqual(titles(text, "protocol/missing-phase"), [], text);
      }
    });
  });

  describe("of evidence nobody can check", () => {
    const audit = (evidence: string, result = "Pass"): string =>
      `| Checklist item | Result | Evidence |\n|---|---|---|\n| a \\| b | ${result} | ${evidence} |\n`;

    for (const [written, meant] of [
      ["src/a.ts line 12", "src/a.ts:12"],
      ["`src/a.ts`, lines 12–14", "src/a.ts:12-14"],
      ["src/a.ts (L7)", "src/a.ts:7"],
      ["src/a.ts at line 3", "src/a.ts:3"],
    ] as const)
      it(`write ${written} as ${meant}`, () => {
        const [fix] = fixes(audit(written), "protocol/evidence-form");
        assert.equal(fix?.title, `Write it as ${meant}`);
        assert.equal(applied(audit(written), fix), audit(meant));
        assert.deepEqual(found(audit(meant), "protocol/evidence-form"), []);
      });

    it("show a pass without evidence as open, if somebody says so", () => {
      for (const evidence of ["looks fine", ""]) {
        const text = audit(evidence);
        assert.deepEqual(titles(text, "protocol/evidence-form"), [
          "Show it as open until there is evidence?",
        ]);
        assert.equal(applied(text, fixes(text, "protocol/evidence-form")[0]), audit(evidence, "Open"));
      }
    });
  });

  describe("of a surface nobody knows", () => {
    const table = "| # | Surface | Requirement |\n|---|---|---|\n| 1 | Documentation | Update |\n";

    it("write the name it is a slip of", () => {
      const text = `${table}\nAlways update the “Documentaton” surface.\n`;
      assert.deepEqual(titles(text, "protocol/unknown-surface"), [
        "Write “Documentation”?",
        "Add the surface “Documentaton”?",
      ]);
      const written = applied(text, fixes(text, "protocol/unknown-surface")[0]);
      assert.deepEqual(found(written, "protocol/unknown-surface"), []);
    });

    it("give it a row, whose requirement a person has to write", () => {
      const text = `${table}\nAlways update the “Deployment” surface.\n`;
      assert.deepEqual(titles(text, "protocol/unknown-surface"), ["Add the surface “Deployment”?"]);
      const added = applied(text, fixes(text, "protocol/unknown-surface")[0]);
      assert.ok(added.includes("| 1 | Documentation | Update |\n|  | Deployment |  |\n"), added);
      assert.deepEqual(found(added, "protocol/unknown-surface"), []);
    });
  });
});
