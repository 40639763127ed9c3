import assert from "node:assert/strict";
import * as fc from "fast-check";
import { findMarker, lintPhaseDocument, scaffoldPhases, type ProtocolPhase } from "#core";

const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
const place = { path: "docs/process.md", line: 1 };
const phase: ProtocolPhase = {
  number: 1,
  title: "Clarifying Questions Only",
  marker: MARKER,
  sections: [
    { title: "Plan", text: "Summarize a 5–10 bullet plan", place },
    { title: "Dependencies", text: "Identify dependencies", place },
  ],
  tables: [
    {
      title: "Questions",
      columns: ["#", "Topic", "Question", "Why it matters", "Current Assumption", "Risk if Wrong"],
      place,
    },
  ],
  bullets: [{ title: "Plan", min: 5, max: 10, place }],
  planOnly: true,
  place,
};

const row = (n: number, answer = "yes") =>
  `| ${n} | DB | Own key${n}? | upsert | composite | duplicates | ${answer} |`;
const head =
  "| # | Topic | Question | Why it matters | Current Assumption | Risk if Wrong | Answer |\n|---|---|---|---|---|---|---|";
const bullets = (count: number) => Array.from({ length: count }, (_, i) => `- step ${i + 1}`).join("\n");

function document(parts: Partial<Record<"table" | "dependencies" | "plan" | "end", string>> = {}): string {
  const { table = `${head}\n${row(1)}`, dependencies = "Alembic.", plan = bullets(5), end = MARKER } = parts;
  return `# Phase 1\n\n## Questions\n\n${table}\n\n## Dependencies\n\n${dependencies}\n\n## Plan\n\n${plan}\n\n${end}\n`;
}

const asks = (text: string) =>
  lintPhaseDocument(phase, "p.md", text).map(({ code, place: at }) => [code, at.line]);
const codes = (text: string) => lintPhaseDocument(phase, "p.md", text).map(({ code }) => code);

describe("a phase document", () => {
  it("asks for nothing when everything the phase demands is there", () => {
    assert.deepEqual(asks(document()), []);
    assert.deepEqual(asks(document().replaceAll("\n", "\r\n")), []);
    assert.deepEqual(asks(document().replace("## Plan", "## 3. PLAN")), []);
    assert.deepEqual(asks(document().replace("## Plan", "**Plan**")), []);
    assert.deepEqual(asks(document({ end: `\`\`\`\n${MARKER}\n\`\`\`\n\n<!-- end -->` })), []);
  });

  it("asks for everything when it is empty", () => {
    assert.deepEqual(codes(""), ["section-missing", "section-missing", "table-missing", "marker-missing"]);
  });

  it("asks for missing and empty sections, at a line", () => {
    assert.deepEqual(asks(document({ dependencies: "" })), [["section-empty", 9]]);
    assert.deepEqual(asks(document({ dependencies: "TODO" })), [["section-empty", 9]]);
    assert.deepEqual(asks(document({ dependencies: "<!-- what it needs -->" })), [["section-empty", 9]]);
    assert.deepEqual(codes(document().replace("## Dependencies\n", "")), ["section-missing"]);
    assert.deepEqual(codes(document({ dependencies: "### Database\n\nAlembic" })), []);
    assert.deepEqual(codes(document({ dependencies: "- …" })), ["section-empty"]);
  });

  it("does not take the marker for a section's content, nor a table for a missing section", () => {
    const last = {
      ...phase,
      bullets: [],
      sections: [
        { title: "Questions", text: "", place },
        { title: "Risks", text: "", place },
      ],
    };
    const text = `## Questions\n\n${head}\n${row(1)}\n\n## Risks\n\n\`\`\`\n${MARKER}\n\`\`\`\n`;
    assert.deepEqual(
      lintPhaseDocument(last, "p.md", text).map(({ code, place: where }) => [code, where.line]),
      [["section-empty", 7]],
    );
  });

  it("asks for missing tables, columns and rows, and for empty cells", () => {
    assert.deepEqual(codes(document({ table: "none" })), ["table-missing"]);
    assert.deepEqual(asks(document({ table: head })), [["table-empty", 5]]);
    assert.deepEqual(asks(document({ table: `${head}\n| 1 | … | … | … | … | … | … |` })), [
      ["table-empty", 5],
    ]);
    assert.deepEqual(asks(document({ table: `${head}\n${row(1)}\n| 2 | DB | Why? | x | | TBD | y |` })), [
      ["cell-empty", 8],
      ["cell-empty", 8],
    ]);
    const short = "| # | Topic | Question | Why it matters |\n|---|---|---|---|\n| 1 | a | b | c |";
    const found = lintPhaseDocument(phase, "p.md", document({ table: short }));
    assert.match(found[0]?.text ?? "", /lacks the columns Current Assumption, Risk if Wrong/);
  });

  it("asks for answers where there is a column for them", () => {
    assert.deepEqual(asks(document({ table: `${head}\n${row(1)}\n${row(2, "")}` })), [
      ["question-unanswered", 8],
    ]);
    const without = `${head}\n${row(1)}`.replaceAll(/\|[^|]*\|$/gm, "|");
    assert.deepEqual(asks(document({ table: without })), []);
  });

  it("counts bullets", () => {
    assert.deepEqual(codes(document({ plan: bullets(4) })), ["bullets-out-of-bounds"]);
    assert.deepEqual(codes(document({ plan: bullets(11) })), ["bullets-out-of-bounds"]);
    assert.deepEqual(codes(document({ plan: `${bullets(4)}\n- …` })), ["bullets-out-of-bounds"]);
    assert.deepEqual(codes(document({ plan: `${bullets(5)}\n  - inner\n  - inner` })), []);
  });

  it("wants the marker last and as the protocol has it", () => {
    assert.deepEqual(codes(document({ end: "" })), ["marker-missing"]);
    assert.deepEqual(codes(document({ end: "=== AWAITING APPROVAL — PROCEED ===" })), ["marker-altered"]);
    assert.deepEqual(codes(document({ end: "AWAITING APPROVAL, DO PROCEED" })), ["marker-altered"]);
    assert.deepEqual(asks(document({ end: `${MARKER}\n\nAlso I already began.` })), [
      ["marker-not-last", 23],
    ]);
  });

  it("never throws and always names a line of the document", () => {
    const word = fc.constantFrom(
      "# ",
      "## Plan",
      "## Dependencies",
      "\n",
      "|",
      "---",
      head,
      row(1),
      "- x",
      MARKER,
      "```",
      "> ",
      "===",
      "**Plan**",
      "<!--",
      "…",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join("\n");
        const count = text.split("\n").length;
        for (const { place: at } of lintPhaseDocument(phase, "p.md", text))
          assert.ok(at.line >= 1 && at.line <= count);
      }),
    );
    assert.deepEqual(codes("x".repeat(600_000)), ["document-too-large"]);
  });
});

describe("a marker", () => {
  const found = (line: string) => findMarker([line], MARKER);

  it("is the same with other dashes, spaces, broken characters or ticks", () => {
    for (const same of [
      "=== AWAITING APPROVAL – DO NOT PROCEED ===",
      "=== AWAITING APPROVAL -- DO NOT PROCEED ===",
      "===  AWAITING  APPROVAL - DO NOT PROCEED  ===",
      "=== AWAITING APPROVAL ‚Äî DO NOT PROCEED ===",
      "=== AWAITING APPROVAL â€” DO NOT PROCEED ===",
      "> `=== AWAITING APPROVAL — DO NOT PROCEED ===`",
    ]) {
      const { is, ...rest } = found(same);
      assert.equal(is, "last", same);
      assert.equal("exact" in rest && rest.exact, same.includes(MARKER), same);
    }
  });

  it("is not any other framed line", () => {
    assert.equal(found("=== SUMMARY ===").is, "missing");
    assert.equal(found("Title\n=====").is, "missing");
    assert.equal(findMarker([], MARKER).is, "missing");
    assert.equal(findMarker(["=".repeat(100_000)], MARKER).is, "missing");
  });
});

describe("a change's scaffold", () => {
  const files = scaffoldPhases(
    { phases: [phase, { ...phase, number: 2, title: "—", sections: [], tables: [], bullets: [] }] },
    { id: "2026-11-20-x-000000", title: "Raise --> it" },
  );

  it("is one document per phase, with everything its phase demands and nothing filled in", () => {
    assert.deepEqual(
      files.map(({ path }) => path),
      [
        ".lockstep/changes/2026-11-20-x-000000/1-clarifying-questions-only.md",
        ".lockstep/changes/2026-11-20-x-000000/2-phase.md",
      ],
    );
    assert.deepEqual(codes(files[0]!.text), ["table-empty", "section-empty", "bullets-out-of-bounds"]);
    assert.equal(
      files[0]!.text,
      `# Phase 1: Clarifying Questions Only

<!-- Raise it -->

## Questions

| # | Topic | Question | Why it matters | Current Assumption | Risk if Wrong | Answer |
| --- | --- | --- | --- | --- | --- | --- |
| … | … | … | … | … | … | … |

## Dependencies

<!-- What the protocol asks for here. -->

## Plan

<!-- 5 to 10 bullets. -->

- …

\`\`\`
${MARKER}
\`\`\`
`,
    );
  });

  it("is in order once it is filled in", () => {
    const filled = files[0]!.text
      .replace("| … | … | … | … | … | … | … |", row(1))
      .replace("<!-- What the protocol asks for here. -->", "Alembic")
      .replace("- …", bullets(6));
    assert.deepEqual(codes(filled), []);
  });
});
