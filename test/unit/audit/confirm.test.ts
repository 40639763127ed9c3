import { planConfirmation, type Answered } from "#acts/confirm";
import { type AuditedItem, anchoredText, anchorOf, type Pinned } from "#core";
import assert from "node:assert/strict";

const PATH = "docs/audit.md";
const HEAD = "| Item | Result | Evidence | Follow-up |\n|---|---|---|---|\n";

/** The document after an answer, or why there is none. */
function answered(row: string, item: Partial<AuditedItem>, answer: Answered): string {
  const text = `${HEAD}${row}\n`;
  const whole: AuditedItem = {
    item: "Logging",
    state: "open",
    evidence: [],
    place: { path: PATH, line: 3 },
    ...item,
  };
  const planned = planConfirmation(whole, answer, text);
  return "refused" in planned
    ? planned.refused
    : (planned.plan.files[0]?.text.slice(HEAD.length).trimEnd() ?? "");
}

function pin(line: number): Pinned {
  const anchor = anchorOf(anchoredText("one\ntwo\nthree\nfour\n"), line);
  assert.ok(anchor);
  return { place: { path: "src/a.ts", line }, anchor };
}

describe("a person's answer to an item", () => {
  it("says why it does not apply, in the row, and in no other cell", () => {
    const why: Answered = { result: "N/A", reason: "  nothing | is\nlogged " };
    assert.equal(
      answered("| Logging | Open | — | Candidate N/A |", {}, why),
      String.raw`| Logging | N/A | — | nothing \| is logged |`,
    );
    assert.match(answered("| Logging | Open | — | x |", {}, { result: "N/A", reason: " " }), /^Say why/);
  });

  it("stands on the lines the person saw, where those moved", () => {
    const moved = {
      evidence: [
        {
          text: "src/a.ts:2",
          state: "moved",
          says: "is at src/a.ts:4 now",
          place: { path: "src/a.ts", line: 4 },
        },
      ],
    } as const;
    assert.equal(
      answered("| Logging | Open | src/a.ts:2 | look |", moved, { result: "Pass", evidence: [pin(4)] }),
      "| Logging | Pass | src/a.ts:4 | — |",
    );
    // What is no Pass claims nothing, and is left where it is.
    assert.equal(
      answered("| Logging | Open | src/a.ts:2 | look |", moved, { result: "Fail" }),
      "| Logging | Fail | src/a.ts:2 | — |",
    );
  });

  it("is none without evidence, and has nowhere to go without a row", () => {
    const row = "| Other | Open | — | — |";
    assert.match(answered(row, {}, { result: "Pass", evidence: [] }), /has no evidence/);
    const elsewhere = { place: { path: PATH, line: 9 } };
    assert.match(answered(row, elsewhere, { result: "Fail" }), /generate the self-audit first/);
  });
});
