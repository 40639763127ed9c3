import assert from "node:assert/strict";
import { compileProtocol, type Finding } from "#core";
import { applied, seed } from "./support.ts";

function found(text: string, rule: string): Finding[] {
  return compileProtocol("p.md", text).findings.filter((finding) => finding.rule === rule);
}

describe("protocol lint", () => {
  describe("protocol/encoding", () => {
    it("repairs the whole of seed 002, and then says nothing more", () => {
      const text = seed("phases");
      const [first, ...rest] = found(text, "protocol/encoding");
      assert.equal(first?.place.line, 7);
      assert.ok(rest.length > 15);
      const repaired = applied(text, first?.fixes?.[1]);
      assert.ok(repaired.includes("### **PHASE 1 — Clarifying Questions Only**"));
      assert.ok(repaired.includes("## ⚙️ Phase Workflow"));
      assert.ok(repaired.includes("**5–10 bullet plan**"));
      assert.deepEqual(found(repaired, "protocol/encoding"), []);
      assert.deepEqual(found(repaired, "protocol/marker"), []);
      const before = compileProtocol("p.md", text);
      const after = compileProtocol("p.md", repaired);
      assert.deepEqual({ ...after, findings: [] }, { ...before, findings: [] });
    });

    it("knows Windows-1252 and Latin-1 letters too", () => {
      const [finding] = found("# A â€” b\n\nCafÃ© â€œquotedâ€\u009D", "protocol/encoding");
      assert.equal(finding?.place.line, 1);
      assert.equal(
        applied("# A â€” b\n\nCafÃ© â€œquotedâ€\u009D", finding?.fixes?.[1]),
        "# A — b\n\nCafé “quoted”",
      );
    });

    it("leaves real words of other languages alone", () => {
      for (const text of [
        "déjà vu »",
        "„Ähnlich“ – naïve",
        "São João: ação",
        "“École” … ‚so‘",
        "20 °C ± 2 ≠ 3",
        "Â ton tour",
      ])
        assert.deepEqual(found(text, "protocol/encoding"), [], text);
    });
  });

  describe("protocol/marker", () => {
    const exact = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
    for (const variant of [
      "=== AWAITING APPROVAL -- DO NOT PROCEED ===",
      "=== AWAITING APPROVAL - DO NOT PROCEED ===",
      "===  AWAITING APPROVAL – DO NOT PROCEED ===",
      "=== AWAITING APPROVAL ‚Äî DO NOT PROCEED ===",
      "=== Awaiting approval — do not proceed ===",
    ])
      it(`repairs ${variant}`, () => {
        const text = `## PHASE 1 — Plan\n\n- End with \`${exact}\`\n\n## PHASE 2 — Code\n\n- End with \`${exact}\`\n\n## PHASE 3 — Audit\n\n- End with \`${variant}\`\n`;
        const [finding, ...more] = found(text, "protocol/marker");
        assert.deepEqual(more, []);
        assert.equal(finding?.place.line, 11);
        assert.deepEqual(
          finding?.fixes?.map(({ title }) => title),
          ["Use exact gate marker"],
        );
        assert.equal(applied(text, finding?.fixes?.[0]), text.replace(variant, exact));
        assert.deepEqual(
          compileProtocol("p.md", text).phases.map(({ marker }) => marker),
          [exact, exact, exact],
        );
      });

    it("takes no comparison in code for a marker", () => {
      assert.deepEqual(
        found("```js\nif (a === b || b === c) run()\n```\n\n`x === y && y === z`", "protocol/marker"),
        [],
      );
      assert.deepEqual(
        compileProtocol("p.md", "Title\n=====\n\n<<<<<<< HEAD\n=======\n>>>>>>> x").phases,
        [],
      );
    });
  });

  it("finds duplicate and missing phase numbers", () => {
    const text = "## Phase 1: Ask\n\n- a\n\n## Phase 3: Build\n\n- b\n\n## Phase 3: Test\n\n- c\n";
    assert.deepEqual(
      found(text, "protocol/duplicate-phase").map(({ place, because }) => [place.line, because[0]?.line]),
      [[9, 5]],
    );
    assert.deepEqual(
      found(text, "protocol/missing-phase").map(({ place, message }) => [place.line, message]),
      [[5, "Phase 2 is missing before phase 3; add it or renumber."]],
    );
    assert.deepEqual(found("## Phase 0: Ask\n\n## Phase 1: Do\n", "protocol/missing-phase"), []);
  });

  it("says that a phase has a placeholder for a number", () => {
    const text = "## Phase 1: Setup\n\n- a\n\n## Phase N: Polish\n\n- b\n";
    assert.deepEqual(
      compileProtocol("p.md", text).phases.map(({ number }) => number),
      [1, 2],
    );
    assert.match(found(text, "protocol/parse")[0]?.message ?? "", /read as phase 2/);
  });

  for (const [name, text, fixed] of [
    [
      "surfaces without requirements",
      "## Surfaces\n\n| Surface |\n| --- |\n| Docs |\n",
      "## Surfaces\n\n| Surface | Requirement |\n| --- | --- |\n| Docs |  |\n",
    ],
    [
      "a self-audit without evidence",
      "## Self-audit\n\n| Checklist item | Result\n|---|---\n| Tests | Pass\n",
      "## Self-audit\n\n| Checklist item | Result | Evidence (file:line) |\n|---|--- | --- |\n| Tests | Pass |  |\n",
    ],
    [
      "a rubric without a verdict",
      "| Criterion | Description |\n|---|---|\n| A | b |\n",
      "| Criterion | Description | Pass/Fail |\n|---|---| --- |\n| A | b |  |\n",
    ],
  ] as const)
    it(`inserts the column of ${name}`, () => {
      const [finding] = found(text, "protocol/table-columns");
      assert.equal(applied(text, finding?.fixes?.[0]), fixed);
      assert.deepEqual(found(fixed, "protocol/table-columns"), []);
    });

  it("asks evidence for a path and a line", () => {
    const text =
      "| Checklist item | Result | Evidence |\n|---|---|---|\n| A | Pass | a.ts:1 |\n| B | Pass | looks fine |\n| C | Pass | |\n| D | Fail | |\n| E | Pass | `npm test` exit 0 |\n";
    assert.deepEqual(
      found(text, "protocol/evidence-form").map(({ place }) => place.line),
      [4, 5],
    );
  });

  it("finds surfaces that no table names", () => {
    const text =
      "| Surface | Requirement |\n|---|---|\n| Docs | Update |\n\n| Change type | Requirement | Surfaces |\n|---|---|---|\n| Schema | Migrate | Docs, Database |\n\nAlways update the “Deployment” surface.\n";
    assert.deepEqual(
      found(text, "protocol/unknown-surface").map(({ place, message }) => [place.line, message.slice(0, 33)]),
      [
        [7, "There is no surface “Database” in"],
        [9, "There is no surface “Deployment” "],
      ],
    );
  });

  it("hints at demands that nothing holds, and not at mere description", () => {
    const hints = found("# A\n\nThis is text. You must be kind.\n\n- [ ] x\n", "protocol/unenforceable");
    assert.deepEqual(
      hints.map(({ severity, place }) => [severity, place.line]),
      [["hint", 3]],
    );
  });

  it("says that a fence is open, and that nothing can be held", () => {
    assert.match(
      found("# A\n\n- [ ] x\n\n```js\nx\n\n## Phase 1: Lost\n", "protocol/parse")[0]?.message ?? "",
      /never closed/,
    );
    assert.match(
      found("Hello there.", "protocol/parse")[0]?.message ?? "",
      /^Nothing in this document can be held/,
    );
  });

  it("refuses what is over a limit, and says so", () => {
    const rows = Array.from({ length: 2_100 }, (_, at) => `| s${at} | r |`).join("\n");
    const large = compileProtocol("p.md", `| Surface | Requirement |\n|---|---|\n${rows}\n`);
    assert.equal(large.surfaces.length, 200);
    assert.deepEqual(
      large.findings
        .filter(({ rule }) => rule === "protocol/too-large")
        .map(({ place, severity }) => [place.line, severity]),
      [
        [203, "error"],
        [2003, "error"],
      ],
    );
    assert.deepEqual(
      found(`x${"y".repeat(5_000)}\n`, "protocol/too-large").map(({ place }) => place.line),
      [1],
    );
    assert.equal(found("- a\n".repeat(200_000), "protocol/too-large")[0]?.severity, "error");
    const deep = Array.from({ length: 60 }, (_, at) => `${"  ".repeat(at)}- x`).join("\n");
    assert.equal(found(deep, "protocol/too-large").length, 1);
  });
});
