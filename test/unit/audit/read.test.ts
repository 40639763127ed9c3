import { groundOf, pathIndex, readAudit, verifyAudit } from "#core";
import assert from "node:assert/strict";
import fc from "fast-check";
import { protocol } from "./corpus.ts";
import { processorTime } from "../../support/processor-time.ts";

function table(...lines: string[]): ReturnType<typeof readAudit> {
  return readAudit("a.md", lines.join("\n"));
}

describe("reading an audit", () => {
  it("keeps a bar in a code span in its cell, escaped or not", () => {
    const audit = table(
      "| Item | Result | Evidence |",
      "|---|---|---|",
      "| `a | b` | Pass | x.ts:1 |",
      "| `a \\| b` | Pass | x.ts:2 |",
      "| c \\| d | Pass | x.ts:3 |",
    );
    assert.deepEqual(
      audit.rows.map(({ item, verdict, claims }) => [item.text, verdict, claims.length]),
      [
        ["a | b", "Pass", 1],
        ["a | b", "Pass", 1],
        ["c | d", "Pass", 1],
      ],
    );
  });

  it("knows the place of every cell", () => {
    const line = "> | Docs | ✅ |  `x.ts:1`  |";
    const { rows } = table("> | Item | Result | Evidence |", "> |---|---|---|", line);
    const [row] = rows;
    for (const cell of [row?.item, row?.result, row?.evidence])
      assert.equal(line.slice(cell?.start, cell?.end), cell?.raw);
    const claim = row?.claims[0];
    assert.equal(
      line.slice(
        (claim?.cell.start ?? 0) + (claim?.claim.start ?? 0),
        (claim?.cell.start ?? 0) + (claim?.claim.end ?? 0),
      ),
      "x.ts:1",
    );
  });

  it("finds columns by their words, in any order, with or without outer bars", () => {
    const audit = table(
      "Status | Check | Proof | Who",
      ":-- | --: | --- | ---",
      "done | Tests | x.ts:1 | Ada",
    );
    assert.deepEqual(
      audit.rows.map(({ verdict, claims }) => [verdict, claims[0]?.claim.text]),
      [["Pass", "x.ts:1"]],
    );
    const signs = table(
      "| Thing | | Evidence |",
      "|---|---|---|",
      "| Docs | ✅ | x.ts:1 |",
      "| Tests | ❌ | x.ts:2 |",
    );
    assert.deepEqual(
      signs.rows.map(({ verdict }) => verdict),
      ["Pass", "Fail"],
    );
  });

  it("takes no other table for an audit", () => {
    const audit = table(
      "| Route | Status | Meaning |",
      "|---|---|---|",
      "| /leads | 200 | ok |",
      "",
      "| Name | Type |",
      "|---|---|",
      "| a | b |",
      "",
      "```ts",
      "| Item | Result |",
      "|---|---|",
      "| a | Pass |",
      "```",
    );
    assert.deepEqual(audit.rows, []);
  });

  it("reads tab-separated text, as browsers copy tables", () => {
    const audit = table("Checklist Item\tResult\tEvidence\tFollow-up", "Docs\tPass\tREADME.md:3\t—");
    assert.deepEqual(
      audit.rows.map(({ item, verdict }) => [item.text, verdict]),
      [["Docs", "Pass"]],
    );
  });

  const RESULTS = {
    Pass: [
      "Pass",
      "PASS",
      "✅",
      "✔️ ok",
      "**Pass**",
      "[x]",
      "Passed (12/12)",
      "yes",
      "Met",
      "‚úÖ",
      ":white_check_mark:",
      "`PASS` – src/a.ts:1",
    ],
    Fail: ["Fail", "❌", "FAILED: timeout", "No", "not met", "✗ missing"],
    Open: ["Open", "Partial", "⚠️", "In progress", "TODO", "[ ]", "not run", "Partially met"],
    "N/A": ["N/A", "n/a (no schema change)", "Not applicable", "NA"],
    undefined: [
      "",
      "LGTM",
      "Pass?",
      "Probably",
      "Pass/Fail",
      "✅ ❌",
      "✅ Fail",
      "Pass, mostly",
      "Should pass",
      "passport",
      "notes",
    ],
  };
  for (const [verdict, words] of Object.entries(RESULTS)) {
    it(`takes ${words.map((word) => JSON.stringify(word)).join(", ")} for ${verdict === "undefined" ? "no result" : verdict}`, () => {
      const { rows } = table(
        "| Checklist Item | Result | Evidence |",
        "|---|---|---|",
        ...words.map((word) => `| x | ${word} | |`),
      );
      assert.deepEqual(
        rows.map((row) => String(row.verdict)),
        words.map(() => verdict),
      );
    });
  }

  const ground = groundOf({ index: pathIndex(["a.ts", "b/c.md"]), read: () => "x\n", changes: [] });

  it("never throws, whatever the text", () => {
    const pieces = fc.constantFrom(
      "|",
      "---",
      "Item",
      "Result",
      "Evidence",
      "Pass",
      "✅",
      "`",
      "```json",
      "```",
      "\n",
      "[FILE] a.ts",
      "[WHY]",
      "[DIFF]",
      "+x",
      "-x",
      "{",
      "}",
      '"ts":',
      "1",
      "a.ts:1",
      "- [x] ",
      "# Self-audit",
      "# KNOWN GAPS",
      "owner:",
      "> ",
      "\t",
      "\\",
      "‚Äî",
      "\u202e",
      "\ud800",
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 80 }).map((list) => list.join("")),
      fc.array(pieces, { maxLength: 80 }).map((list) => list.join(" ")),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (written) => {
        verifyAudit(readAudit("a.md", written, ground.index), ground, { stage: "ci", protocol });
      }),
      { numRuns: 600 },
    );
  });

  it("costs time in proportion, whatever the text", () => {
    const hostile = [
      "|".repeat(200_000),
      "| a ".repeat(60_000),
      "| Item | Result | Evidence |\n|---|---|---|\n".repeat(8_000),
      `| Item | Result | Evidence |\n|---|---|---|\n${"| a | Pass | x.ts:1 |\n".repeat(20_000)}`,
      "```\n".repeat(60_000),
      "> ".repeat(100_000),
      "[FILE] a\n[WHY]\n[DIFF]\n".repeat(12_000),
      `\`\`\`json\n${'{"ts":1,"run_id":2},'.repeat(10_000)}\n\`\`\``,
      "# audit\n- ✅ — — —\n".repeat(20_000),
      "- ✅ a: ".repeat(30_000),
      `# KNOWN GAPS\n${"- owner owner by by eta eta ".repeat(9_000)}`,
      "-".repeat(200_000),
      "| - ".repeat(60_000),
    ];
    for (const text of hostile) {
      const started = processorTime();
      verifyAudit(readAudit("a.md", text, ground.index), ground, { stage: "ci", protocol });
      const took = processorTime() - started;
      assert.ok(took < 3_000, `${JSON.stringify(text.slice(0, 30))} took ${Math.round(took)} ms`);
    }
  });
});
