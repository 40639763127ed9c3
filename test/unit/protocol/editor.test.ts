import assert from "node:assert/strict";
import {
  compileProtocol,
  completionsAt,
  evidenceLinks,
  foldingRanges,
  isProtocolDocument,
  outline,
  phaseLenses,
  previewPlugin,
  protocolHover,
  protocolScore,
} from "#core";
import MarkdownIt from "markdown-it";
import { seed } from "./support.ts";

const phases = compileProtocol("p.md", seed("phases"));
const surfaces = compileProtocol("p.md", seed("surfaces"));

describe("editor data of protocol documents", () => {
  it("outlines the parts in the order of their lines", () => {
    assert.deepEqual(
      outline(surfaces).map(
        ({ title, place, children }) =>
          `${place.line}-${place.endLine ?? place.line} ${title} (${children.length})`,
      ),
      [
        "9-14 Surfaces (6)",
        "17-28 Required Sequence (6)",
        "31-36 Checklist (6)",
        "41-45 High-risk change types (5)",
        "48-48 Rules (1)",
      ],
    );
    const [, first] = outline(phases).filter(({ kind }) => kind === "phase");
    assert.deepEqual(
      [first?.title, first?.detail, first?.children.map(({ title }) => title)],
      ["Phase 2 — Implementation Plan", "ends at a gate", ["Per-file change list", "Dependencies"]],
    );
  });

  it("folds phases and [FILE] blocks", () => {
    assert.deepEqual(
      foldingRanges(seed("phases")).map(({ line, endLine, kind }) => `${line}-${endLine} ${kind}`),
      ["33-50 phase", "52-56 phase", "58-70 phase", "63-65 trace", "72-76 phase", "78-81 phase"],
    );
    assert.deepEqual(
      foldingRanges("[FILE] a\n[WHY] b\n[DIFF]\n+ c\n\n[FILE] d\n[WHY] e\n").map(({ line, endLine }) => [
        line,
        endLine,
      ]),
      [
        [1, 4],
        [6, 7],
      ],
    );
  });

  it("finds evidence with its columns", () => {
    const links = evidenceLinks(
      "| Tests | Pass | tests/a.py:40-52 |\n`src/b.ts#L3` and x.ts:7:12 and c.md:L8–L9",
    );
    assert.deepEqual(
      links.map(({ documentLine, start, end, path, line, endLine }) => [
        documentLine,
        start,
        end,
        path,
        line,
        endLine,
      ]),
      [
        [1, 17, 33, "tests/a.py", 40, 52],
        [2, 1, 12, "src/b.ts", 3, undefined],
        [2, 18, 27, "x.ts", 7, undefined],
        [2, 32, 42, "c.md", 8, 9],
      ],
    );
    assert.deepEqual(
      evidenceLinks("https://a.org/b.html:80 example.com:8080 12:30 v1.2:3 a:b\n```\na.ts:1\n```"),
      [],
    );
    assert.equal(evidenceLinks(seed("phases")).length, 9);
  });

  it("says what a line became", () => {
    assert.deepEqual(protocolHover(surfaces, "p.md", 13)?.says[0], "Workflow references");
    assert.match(protocolHover(phases, "p.md", 99)?.says[1] ?? "", /^A self-audit item/);
    assert.match(protocolHover(phases, "p.md", 69)?.says[0] ?? "", /^BUILD COMMANDS/);
    assert.equal(protocolHover(phases, "p.md", 3)?.says[0], "Advice");
    assert.equal(protocolHover(phases, "p.md", 4), undefined);
  });

  it("completes verdicts, surfaces, paths, lines, markers, trace fields and phases", () => {
    const facts = {
      protocol: { ...phases, surfaces: surfaces.surfaces },
      changed: [{ path: "src/a.ts", lines: [3, 9] }],
      paths: ["docs/a.md", "src/a.ts", "src/b.ts"],
    };
    const labels = (line: string): string[] =>
      completionsAt(line, line.length, facts).map(({ label }) => label);
    assert.deepEqual(labels("| Tests | P"), ["Pass"]);
    assert.deepEqual(labels("| D"), ["Documentation"]);
    assert.deepEqual(labels("see `src/"), ["src/a.ts", "src/b.ts"]);
    assert.deepEqual(labels("| x | Pass | src/a.ts:"), ["src/a.ts:3", "src/a.ts:9"]);
    assert.deepEqual(labels("==="), ["=== AWAITING APPROVAL — DO NOT PROCEED ==="]);
    assert.deepEqual(labels("[F"), ["[FILE] ", "[WHY] ", "[DIFF] "]);
    assert.equal(labels("## P")[1], "PHASE 2 — Implementation Plan");
    const [path] = completionsAt("see `src/b", 10, facts);
    assert.deepEqual([path?.start, path?.end, path?.insert], [5, 10, "src/b.ts"]);
  });

  it("puts a lens on each phase heading", () => {
    const lenses = phaseLenses(phases, "p.md", [{ phase: 1, state: "waiting", asks: ["a", "b"] }]);
    assert.deepEqual(
      lenses.map(({ place, title, waiting }) => `${place.line} ${title} ${waiting}`),
      [
        "33 2 open true",
        "52 2 sections · ends at a gate false",
        "58 1 section · ends at a gate false",
        "72 2 sections · 1 table · ends at a gate false",
        "78 5 sections · no gate false",
      ],
    );
  });

  it("recognises protocols and nothing else", () => {
    for (const name of ["surfaces", "documentation", "phases"] as const)
      assert.ok(isProtocolDocument(seed(name)), name);
    assert.ok(
      !isProtocolDocument("# Library\n\nA library that does things.\n\n## Install\n\n1. npm i\n2. Use it\n"),
    );
    assert.equal(protocolScore(""), 0);
  });

  it("renders markers, verdicts and evidence in the preview, and escapes everything", () => {
    const md = new MarkdownIt({ html: false });
    md.use(previewPlugin);
    const html = md.render(
      "| Item | Result | Evidence |\n|---|---|---|\n| <b> | Pass | a/b.ts:3 |\n| y | Fail | `c.ts:1-2` |\n\n```\n=== A <GATE> — B ===\n```\n",
    );
    assert.match(html, /<td><span class="lockstep-verdict lockstep-pass">Pass<\/span><\/td>/);
    assert.match(html, /<span class="lockstep-evidence">a\/b.ts:3<\/span>/);
    assert.match(html, /<code class="lockstep-evidence">c.ts:1-2<\/code>/);
    assert.match(html, /<pre class="lockstep-marker"><code>=== A &lt;GATE&gt; — B ===<\/code><\/pre>/);
    assert.ok(!html.includes("<b>"));
  });
});
