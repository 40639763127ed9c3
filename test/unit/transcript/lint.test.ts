import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { compileProtocol, type Entry, lintTranscript } from "#core";

const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
const protocol = compileProtocol(
  "p.md",
  readFileSync(new URL("../../../protocols/gated-phases.md", import.meta.url), "utf8"),
);

type Said = readonly ["prompt" | "said" | "edit", string];

/** What is wrong with a conversation, one entry a line. */
function lint(...said: readonly Said[]): string[] {
  const entries = said.map(([is, text], at): Entry =>
    is === "edit" ? { is: "tool", name: "Edit", input: text, line: at + 1 } : { is, text, line: at + 1 },
  );
  const findings = lintTranscript({
    path: "t.jsonl",
    entries,
    protocol,
    writes: (_, input) => [String(input)],
  });
  return findings.map(({ rule, place }) => `${rule} ${place.path}:${place.line}`);
}

const ASK: Said = ["said", `## PHASE 1 — Clarifying Questions\n\n1. Why?\n\n${MARKER}`];
const PLAN: Said = ["said", `**PHASE 2 — Implementation Plan**\n\n- src/a.ts\n\n\`${MARKER}\``];
const CODE: Said = [
  "said",
  `PHASE 3 — Code Changes\n\n[FILE] src/a.ts\n[WHY] it was wrong\n[DIFF]\n\`\`\`diff\n-x\n+y\n\`\`\`\n\n${MARKER}`,
];
const YES: Said = ["prompt", "Approved."];

describe("a conversation, held to gated phases", () => {
  it("is in step when every phase is closed, answered and traced", () => {
    assert.deepEqual(lint(["prompt", "Go."], ASK, YES, PLAN, YES, ["edit", "/ws/src/a.ts"], CODE), []);
  });

  it("has to close every phase it announced", () => {
    assert.deepEqual(lint(["prompt", "Go."], ["said", "PHASE 1 — Clarifying Questions\n\nWhy?"]), [
      "transcript/marker-missing t.jsonl:2",
    ]);
  });

  it("says and does nothing after the marker", () => {
    assert.deepEqual(lint(["prompt", "Go."], ASK, ["said", "By the way."]), [
      "transcript/after-marker t.jsonl:3",
    ]);
    assert.deepEqual(lint(["prompt", "Go."], ["said", `PHASE 1\n${MARKER}\nOne more thing.`]), [
      "transcript/after-marker t.jsonl:2",
    ]);
  });

  it("writes no file before the plan was answered", () => {
    const found = lint(["prompt", "Go."], ["edit", "src/a.ts"], ASK, YES, PLAN, YES, CODE);
    assert.deepEqual(found, ["transcript/code-before-questions t.jsonl:2"]);
    assert.deepEqual(lint(["prompt", "Go."], ["edit", ".lockstep/changes/x/1-q.md"], ASK), []);
  });

  it("says of an edit of which nothing is told that it may have been refused", () => {
    const entry: Entry = { is: "tool", name: "create_file", input: "src/a.ts", line: 1, untold: true };
    const said = lintTranscript({ path: "t.jsonl", entries: [entry], protocol, writes: () => ["src/a.ts"] });
    assert.deepEqual(
      said.map(({ message }) => /^src\/a\.ts was [a-z]+, unless that was refused,/.test(message)),
      [true, true],
    );
  });

  it("leaves no phase out", () => {
    assert.deepEqual(lint(["prompt", "Go."], PLAN), ["transcript/phase-order t.jsonl:2"]);
  });

  it("gives every changed file its reason and its diff", () => {
    const untraced = lint(["prompt", "Go."], ASK, YES, PLAN, YES, ["edit", "src/b.ts"], CODE);
    assert.deepEqual(untraced, ["transcript/trace-missing t.jsonl:6"]);
    const half: Said = ["said", `PHASE 3\n[FILE] src/a.ts\n[WHY]\n[DIFF]\n+y\n${MARKER}`];
    assert.deepEqual(lint(["prompt", "Go."], ASK, YES, PLAN, YES, ["edit", "src/a.ts"], half), [
      "transcript/trace-missing t.jsonl:7",
    ]);
  });
});
