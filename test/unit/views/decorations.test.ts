import { strict as assert } from "node:assert";
import type { Finding, Impact, Obligation, SurfaceVerdict } from "#core";
import { decorationsOf } from "#views/decorations";
import { sample } from "../exports/verdict.ts";

const CAUSE = { path: "src/retry.ts", line: 2 };

function impact(confidence: number): Impact {
  return {
    place: { path: "docs/dialer.md", line: 3 },
    says: "3",
    fact: { kind: "value", name: "RETRY_LIMIT", before: "3", after: "5" },
    cause: CAUSE,
    confidence,
  };
}

function owing(more: Partial<Obligation>, state: SurfaceVerdict["state"] = "owed") {
  const [, documentation] = sample().surfaces;
  const obligation = { place: { path: "docs/dialer.md", line: 3 }, says: "", because: [CAUSE], ...more };
  return { ...documentation!, state, obligations: [obligation] };
}

function stale(line: number, rule = "docs/stale-line"): Finding {
  return { rule, severity: "info", message: "", place: { path: "docs/dialer.md", line }, because: [] };
}

describe("marks on files", () => {
  it("are on documents with false lines, and on the files because of which a document is owed", () => {
    const verdict = sample({
      surfaces: [owing({ impact: impact(0.9) })],
      findings: [stale(3), stale(7), stale(7)],
    });
    const marks = decorationsOf(verdict);
    assert.deepEqual([...marks.keys()].sort(), ["docs/dialer.md", "src/retry.ts"]);
    assert.equal(marks.get("docs/dialer.md")?.tooltip, "Lockstep: 2 lines no longer true");
    assert.equal(marks.get("src/retry.ts")?.badge, "○");
  });

  it("are not on what is only possible, decided, or owes something else than a document", () => {
    const of = (surfaces: SurfaceVerdict[]): number =>
      decorationsOf(sample({ surfaces, findings: [stale(1, "surface/open")] })).size;
    assert.equal(of([owing({ impact: impact(0.3) })]), 0);
    assert.equal(of([owing({ impact: impact(0.9) }, "not-needed")]), 0);
    assert.equal(of([owing({})]), 0);
    assert.equal(of([owing({ occasion: "behaviour" })]), 1);
  });
});
