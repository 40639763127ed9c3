import { strict as assert } from "node:assert";
import {
  anchoredText,
  anchorOf,
  foldChange,
  type KnownEvidence,
  proofAsks,
  type Verdict,
  withEdits,
} from "#core";
import { readFile } from "node:fs/promises";
import { checkMaps, type Files, places } from "../../support/maps.ts";
import { event } from "../ledger/events.ts";

const PROTOCOL = `# Change protocol

### PHASE 1 — Plan

End with \`=== AWAITING APPROVAL ===\`

### PHASE 2 — Self-audit

End with \`=== AWAITING APPROVAL ===\`

## Self-audit checklist

Every change must answer these. It must be honest. Never write Pass without evidence.

| Checklist Item | Result | Evidence (file:line) | Follow-up |
|---|---|---|---|
| Requirements coverage | | | |
| Tests added & passing | | | |
| Secrets not exposed | | | |

Any failing item must be listed under **KNOWN GAPS** with owner and ETA.
`;

const CHANGE = "2026-11-20-raise-the-limit-4f2a9c";
const AUDIT = `.lockstep/changes/${CHANGE}/2-self-audit.md`;

const BEFORE: Files = {
  "docs/PROTOCOL.md": PROTOCOL,
  ".lockstep/config.jsonc": JSON.stringify({
    protocols: ["docs/PROTOCOL.md"],
    surfaces: { code: { paths: ["src/**"] } },
  }),
  "src/retry.ts":
    "export const LIMIT = 3;\n\nexport function again(count: number) {\n  return count < LIMIT;\n}\n",
  "README.md": "# CRM\n\n## TODO\n\n- rewrite it all\n",
};

const HEAD = "| Checklist Item | Result | Evidence (file:line) | Follow-up |\n|---|---|---|---|\n";

function auditOf(...rows: string[]): string {
  return `# Phase 2: Self-audit\n\n${HEAD}${rows.join("\n")}\n\n=== AWAITING APPROVAL ===\n`;
}

interface Case {
  readonly files?: Files;
  readonly evidence?: readonly KnownEvidence[];
}

/** A change that raises the limit, with more files. */
function judged({ files = {}, evidence = [] }: Case): Promise<Verdict> {
  const after = { ...BEFORE, "src/retry.ts": BEFORE["src/retry.ts"]!.replace("= 3", "= 5"), ...files };
  const open = event("open", { title: "Raise the limit" }, { change: CHANGE });
  const records = { changes: [foldChange([open])!], evidence };
  return checkMaps({ before: BEFORE, after, records, stage: "working" });
}

function claimed(verdict: Verdict): string[] {
  return places(verdict).filter((place) => /^(?:evidence|audit|trace)\//.test(place));
}

function items(verdict: Verdict): Record<string, string> {
  return Object.fromEntries((verdict.audit?.items ?? []).map(({ item, state }) => [item, state]));
}

describe("claims of a change", () => {
  it("are nothing where nobody claims anything, and the items wait for an answer", async () => {
    const verdict = await judged({ files: { "README.md": `${BEFORE["README.md"]!}- and more\n` } });
    assert.deepEqual(claimed(verdict), []);
    assert.deepEqual(verdict.audit?.documents, []);
    assert.deepEqual(new Set(Object.values(items(verdict))), new Set(["unanswered"]));
    assert.deepEqual(
      proofAsks(verdict.audit, verdict.findings, { path: AUDIT, line: 1 }).map(({ code, text }) => [
        code,
        text,
      ]),
      [["checklist-unanswered", "The self-audit is not written yet"]],
    );
  });

  it("are silent about a table that was scaffolded and left", async () => {
    const verdict = await judged({ files: { [AUDIT]: auditOf("| … | … | … | … |") } });
    assert.deepEqual(claimed(verdict), []);
    assert.deepEqual(new Set(Object.values(items(verdict))), new Set(["unanswered"]));
  });

  it("are checked in the change's own documents, on the road that everything walks", async () => {
    const verdict = await judged({
      files: {
        [AUDIT]: auditOf(
          "| Requirements coverage | Pass | src/retry.ts:1 | — |",
          "| Tests added & passing | Pass | `npm test` – 12 passed | — |",
          "| Secrets not exposed | Pass | src/vault.ts:9 | — |",
        ),
      },
    });
    assert.deepEqual(claimed(verdict), [`evidence/never-run ${AUDIT}:6`, `evidence/unresolved ${AUDIT}:7`]);
    assert.deepEqual(items(verdict), {
      "Requirements coverage": "proven",
      "Tests added & passing": "unproven",
      "Secrets not exposed": "unproven",
    });
    assert.deepEqual(
      proofAsks(verdict.audit, verdict.findings, { path: AUDIT, line: 1 }).map(({ code, place }) => [
        code,
        place.line,
      ]),
      [
        ["verification-stale", 6],
        ["evidence-unresolved", 7],
      ],
    );
  });

  it("are checked in any Markdown that the change wrote an audit into, and not in a protocol", async () => {
    const gated = await readFile(new URL("../../../protocols/gated-phases.md", import.meta.url), "utf8");
    const files = {
      "docs/REPORT.md": auditOf("| Requirements coverage | Pass | src/nothing.ts:1 | — |"),
      "docs/ANOTHER_PROTOCOL.md": gated.replaceAll("| | | |", "| Pass | gone.py:1 | — |"),
    };
    const verdict = await judged({ files });
    assert.deepEqual(
      new Set(claimed(verdict).map((place) => place.split(/[ :]/)[1])),
      new Set(["docs/REPORT.md"]),
    );
    assert.ok(claimed(verdict).includes("evidence/unresolved docs/REPORT.md:5"));
  });

  it("leave an audit alone that stood there before", async () => {
    const report = auditOf("| Requirements coverage | Pass | src/nothing.ts:1 | — |");
    const before = { ...BEFORE, "docs/REPORT.md": report };
    const after = {
      ...before,
      "docs/REPORT.md": `${report}\nA word more.\n`,
      "src/retry.ts": "export {};\n",
    };
    assert.deepEqual(claimed(await checkMaps({ before, after })), []);
  });

  it("follow recorded evidence to where it stands now", async () => {
    const text = BEFORE["src/retry.ts"]!;
    const anchor = anchorOf(anchoredText(text), 4)!;
    const evidence = [{ item: "Requirements coverage", place: { path: "src/retry.ts", line: 4 }, anchor }];
    const files = {
      "src/retry.ts": `// One more line above.\n${text}`,
      [AUDIT]: auditOf("| Requirements coverage | Pass | src/retry.ts:4 | — |"),
    };
    const verdict = await judged({ files, evidence });
    const moved = verdict.findings.find(({ rule }) => rule === "evidence/moved");
    assert.equal(moved?.fixes?.[0]?.edits[0]?.text, "src/retry.ts:5");
    assert.deepEqual(
      verdict.audit?.items[0]?.evidence.map(({ state, place }) => [state, place?.line]),
      [["moved", 5]],
    );
    const rewritten = await judged({
      files: { ...files, "src/retry.ts": text.replace("return count < LIMIT", "return false") },
      evidence,
    });
    assert.equal(items(rewritten)["Requirements coverage"], "unproven");
  });

  it("compare the trace with the tree", async () => {
    const block =
      "[FILE] src/retry.ts\n[WHY] the limit is too low\n[DIFF]\n-export const LIMIT = 3;\n+export const LIMIT = 4;\n";
    const verdict = await judged({
      files: { [`.lockstep/changes/${CHANGE}/1-plan.md`]: `# Phase 1\n\n\`\`\`\n${block}\`\`\`\n` },
    });
    assert.deepEqual(claimed(verdict), [`trace/diff-mismatch .lockstep/changes/${CHANGE}/1-plan.md:6`]);
  });

  it("want a block for every changed file where the protocol asks for it, once its phase has come", async () => {
    const protocol = `# Change protocol

### PHASE 1 — Plan

- Write the plan only.
- End with \`=== AWAITING APPROVAL ===\`

### PHASE 2 — Code Changes

- Show every changed file as a block:

  \`\`\`
  [FILE] path/to/file
  [WHY] reason for the change
  [DIFF] unified diff
  \`\`\`

- End with \`=== AWAITING APPROVAL ===\`

### PHASE 3 — Delivery

- End with \`=== AWAITING APPROVAL ===\`
`;
    const path = `.lockstep/changes/${CHANGE}/2-code-changes.md`;
    const code = BEFORE["src/retry.ts"]!.replace("= 3", "= 5");
    const at = (phase: number, text: string, asking = protocol): Promise<Verdict> => {
      const before = { ...BEFORE, "docs/PROTOCOL.md": asking };
      const after = { ...before, "src/retry.ts": code, [path]: text };
      const events = [
        event("open", { title: "Raise the limit" }, { change: CHANGE }),
        event("track", { track: "full", reasons: ["said"] }, { change: CHANGE }),
        event("phase", { phase }, { change: CHANGE }),
      ];
      return checkMaps({ before, after, records: { changes: [foldChange(events)!] }, stage: "working" });
    };
    const document = "# Phase 2: Code Changes\n\n```\n=== AWAITING APPROVAL ===\n```\n";
    assert.deepEqual(claimed(await at(1, document)), []);
    const verdict = await at(2, document);
    const missing = verdict.findings.find(({ rule }) => rule === "trace/blocks-missing");
    assert.equal(missing?.message, "src/retry.ts changed and has no [FILE] block.");
    assert.equal(missing.because[0]?.path, "docs/PROTOCOL.md");
    const [fix] = missing.fixes ?? [];
    const inserted = withEdits(document, fix?.edits ?? []);
    assert.ok(
      inserted.endsWith(
        "+export const LIMIT = 5;\n \n export function again(count: number) {\n   return count < LIMIT;\n```\n\n```\n=== AWAITING APPROVAL ===\n```\n",
      ),
      inserted,
    );
    assert.deepEqual(claimed(await at(2, inserted)), [`trace/file-without-why ${path}:3`]);
    assert.deepEqual(claimed(await at(2, inserted.replace("TODO", "Three was too few."))), []);

    // The gate of that very phase waits for it.
    const [gate] = (await at(2, document, protocol.replace(/### PHASE 1[^]*?(?=### PHASE 2)/, ""))).gates;
    assert.deepEqual(gate?.asks.map(({ code: asked, text }) => `${asked}: ${text}`).slice(0, 1), [
      "evidence-unresolved: src/retry.ts changed and has no [FILE] block.",
    ]);
  });
});
