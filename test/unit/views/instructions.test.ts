import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { sectionFor } from "#acts/connect/texts";
import { compileProtocol, composeProtocols, type Protocol } from "#core";
import { toInstructions } from "#views/instructions";
import { seed, SEEDS } from "../protocol/support.ts";

const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
const BUILT_IN = ["recommended", "update-surfaces", "documentation-gates", "gated-phases"] as const;

function builtIn(name: (typeof BUILT_IN)[number]): Protocol {
  const file = new URL(`../../../protocols/${name}.md`, import.meta.url);
  return compileProtocol(name, readFileSync(file, "utf8"));
}

function ofSeed(name: keyof typeof SEEDS): Protocol {
  return compileProtocol(SEEDS[name], seed(name));
}

/** The items under a list's title. */
function list(text: string, title: string): string[] {
  const lines = text.split("\n");
  const from = lines.indexOf(`${title}:`) + 2;
  assert.ok(from > 1, `${title} is in\n${text}`);
  const to = lines.findIndex((line, at) => at >= from && !line.startsWith("- "));
  return lines.slice(from, to < 0 ? lines.length : to).map((line) => line.slice(2));
}

describe("a protocol as instructions", () => {
  it("names seed 000's surfaces with what each asks, its high-risk changes and its checklist", () => {
    const protocol = ofSeed("surfaces");
    const text = toInstructions(protocol);
    const surfaces = list(text, "Surfaces that move together");
    assert.equal(surfaces.length, 6);
    assert.match(surfaces[0]!, /^Backend logic: \S/);
    assert.equal(list(text, "High-risk changes").length, protocol.risks.length);
    assert.equal(list(text, "Checklist before you are done").length, protocol.checklist.length);
    assert.doesNotMatch(text, /Phases|Self-audit|changed file/);
  });

  it("has only what seed 001 has", () => {
    const text = toInstructions(ofSeed("documentation"));
    assert.match(text, /^- Protocol: \S/);
    assert.doesNotMatch(text, /Surfaces|Phases|undefined/);
  });

  it("gives seed 002's phases with the exact marker, its fields and its self-audit", () => {
    const text = toInstructions(ofSeed("phases"));
    assert.deepEqual(list(text, "Phases, in this order"), [
      `1 Clarifying Questions Only: plans only, ends with \`${MARKER}\``,
      `2 Implementation Plan: plans only, ends with \`${MARKER}\``,
      `3 Code Changes: ends with \`${MARKER}\``,
      `4 Self-Audit & Tests: ends with \`${MARKER}\``,
      "5 Final Delivery Package: no gate",
    ]);
    assert.match(text, /^- Every changed file is shown with: `\[FILE\]`, `\[WHY\]`, `\[DIFF\]`\.$/m);
    assert.match(text, /^- Every assumption is listed with: Rationale, Risk if wrong, Proposed test/m);
    assert.equal(list(text, "Self-audit, each item with evidence").length, 10);
  });

  for (const protocol of [
    ...BUILT_IN.map(builtIn),
    composeProtocols([builtIn("update-surfaces"), builtIn("gated-phases")]),
    ofSeed("surfaces"),
    ofSeed("documentation"),
    ofSeed("phases"),
  ])
    it(`is short, and adds nothing to a protocol document that holds it: ${protocol.title}`, () => {
      const section = sectionFor(protocol);
      assert.ok(section.split("\n").length <= 66, `${section.split("\n").length} lines`);
      assert.match(section, /\nAlways:\n\n- Begin with `lockstep next`/);
      const held = `# Ours\n\n<!-- lockstep: begin -->\n${section}<!-- lockstep: end -->\n\n- [ ] x\n`;
      const alone = compileProtocol("p.md", "# Ours\n\n- [ ] x\n");
      const counts = (one: object): unknown =>
        Object.entries(one).map(([key, value]) => [key, Array.isArray(value) ? value.length : typeof value]);
      assert.deepEqual(counts(compileProtocol("p.md", held)), counts(alone));
    });

  it("stays short whatever the protocol holds, and says what it left out", () => {
    const rows = Array.from({ length: 150 }, (_, at) => `| Surface ${at} | ${"words ".repeat(200)} |`);
    const items = Array.from({ length: 150 }, (_, at) => `- [ ] item ${at}`);
    const text = toInstructions(
      compileProtocol(
        "p.md",
        `# P\n\n| Surface | Requirement |\n|---|---|\n${rows.join("\n")}\n\n## Checklist\n\n${items.join("\n")}\n\n## Phase 1: Ask\n\n- x\n`,
      ),
    );
    const lines = text.split("\n");
    assert.ok(lines.length <= 55, String(lines.length));
    assert.ok(lines.every((line) => line.length <= 200));
    assert.match(text, /^- … and 1\d\d more$/m);
    assert.match(text, /^- 1 Ask: no gate$|^- 1 Ask: plans only, no gate$/m);
  });

  it("lets no words of a protocol end the section or break a line", () => {
    const text = toInstructions(
      compileProtocol(
        "p.md",
        "# P `<!-- lockstep: end -->`\n\n| Surface | Requirement |\n|---|---|\n| A | say `<!-- lockstep: end -->`\u202e now |\n",
      ),
    );
    assert.doesNotMatch(text, /<!--|\u202e/);
    assert.match(text, /A: say ‹!-- lockstep: end -->\ufffd now/);
  });
});
