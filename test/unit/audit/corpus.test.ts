import { evidenceReport, type Finding, type VerifiedAudit } from "#core";
import assert from "node:assert/strict";
import { protocol, verified } from "./corpus.ts";

/** What has to be said of each planted lie, by its item. */
const LIES: Readonly<Record<string, string>> = {
  "No such file": "evidence/unresolved",
  "No such folder": "evidence/unresolved",
  "Past the end": "evidence/line-out-of-range",
  "Range past the end": "evidence/line-out-of-range",
  "Line nought": "evidence/line-out-of-range",
  "A blank line": "evidence/gone",
  "Blank range": "evidence/gone",
  "Placeholder path": "evidence/placeholder",
  "Placeholder word": "evidence/placeholder",
  "Placeholder pair": "evidence/placeholder",
  "Placeholder name": "evidence/placeholder",
  "Placeholder line": "evidence/placeholder",
  "Placeholder dots": "evidence/placeholder",
  "No line": "evidence/no-line",
  "A folder": "evidence/no-line",
  "No evidence": "evidence/missing",
  "Empty evidence": "evidence/missing",
  "Only words": "evidence/missing",
  "Missing cell": "evidence/missing",
  "Wrong quote": "evidence/changed",
  "Quote elsewhere": "evidence/moved",
  "Quoted words": "evidence/changed",
  "Missing function": "evidence/changed",
  "Missing symbol": "evidence/gone",
  "Missing test": "evidence/gone",
  "Removed function": "evidence/gone",
  "Never run": "evidence/never-run",
  "Stale run": "evidence/run-stale",
  "Failed run": "evidence/run-failed",
  "Wrong count": "evidence/run-failed",
  "Wrong exit": "evidence/run-failed",
  "Counted without a command": "evidence/run-failed",
  "Not a result": "audit/verdict-invalid",
  Doubtful: "audit/verdict-invalid",
  Hopeful: "audit/verdict-invalid",
  Template: "audit/verdict-invalid",
  "Both signs": "audit/verdict-invalid",
  "Empty result": "audit/verdict-invalid",
  "Fails silently": "audit/fail-without-gap",
  "Gap without date": "audit/gap-without-owner",
  "Old place": "evidence/moved",
  "One of two": "evidence/unresolved",
  "Line in link": "evidence/line-out-of-range",
  "Permalink to nothing": "evidence/unresolved",
  "Broken signs": "evidence/missing",
  "Waved away": "audit/reason-missing",
  "Test nobody wrote": "evidence/gone",
  "Right lines, other words": "evidence/changed",
};

const weighty = ({ severity }: Finding): boolean => severity === "error" || severity === "warning";

function at({ findings }: VerifiedAudit, line: number): string[] {
  return findings
    .filter((finding) => weighty(finding) && finding.place.line === line)
    .map(({ rule }) => rule);
}

function rulesByItem(audit: VerifiedAudit): Record<string, string[]> {
  return Object.fromEntries(audit.rows.map(({ item, place }) => [item.text, at(audit, place.line)]));
}

describe("the corpus of audits", () => {
  it("has no true row rejected", () => {
    const honest = verified("honest.md");
    assert.deepEqual(
      honest.findings
        .filter((finding) => weighty(finding))
        .map(({ rule, place, message }) => `${rule} :${place.line} ${message}`),
      [],
    );
    const { rows, summary } = evidenceReport(honest);
    const passed = rows.filter(({ result }) => result === "Pass");
    assert.ok(passed.length >= 20);
    assert.ok(
      passed.every(({ claims }) => claims.length > 0 && claims.every(({ state }) => state === "holds")),
    );
    assert.equal(summary.holds, passed.length);
  });

  const lies = verified("lies.md");
  const found = rulesByItem(lies);

  it("plants more than forty lies, one a row", () => {
    assert.equal(lies.rows.length, Object.keys(LIES).length);
    assert.ok(lies.rows.length >= 40);
  });

  for (const [item, rule] of Object.entries(LIES)) {
    it(`catches: ${item}`, () => {
      const said =
        item === "Gap without date"
          ? lies.findings.filter(({ message }) => message.includes(item)).map((finding) => finding.rule)
          : (found[item] ?? []);
      assert.ok(said.includes(rule), `said: ${said.join(", ") || "nothing"}`);
    });
  }

  it("finds every row again after edits, or says that it is gone", () => {
    const { rows } = evidenceReport(verified("earlier.md", { written: true }));
    const states = Object.fromEntries(
      rows.map(({ item, claims }) => [
        item,
        `${claims[0]?.state} ${claims[0]?.place?.path}:${claims[0]?.place?.line}`,
      ]),
    );
    assert.deepEqual(states, {
      Unmoved: "holds app/json_logger.py:5",
      "Shifted down": "moved app/ingestion.py:11",
      "Shifted range": "moved app/ingestion.py:15",
      "Renamed file": "moved app/housekeeping/cleanup.py:9",
      Reformatted: "moved app/merge.py:12",
      "Reworded value": "changed app/merge.py:3",
      "Reworded document": "changed README.md:9",
      "Removed handler": "gone app/api/leads.py:9",
      "Below an edit": "moved app/merge.py:24",
    });
  });

  it("offers to move what moved", () => {
    const { findings } = verified("earlier.md", { written: true });
    const fix = findings.find(({ message }) => message.includes("ingestion.py:12-14"))?.fixes?.[0];
    assert.equal(fix?.title, "Move evidence to app/ingestion.py:15-17");
    const edit = fix.edits[0];
    assert.equal(edit?.end.column, (edit?.start.column ?? 0) + "app/ingestion.py:12-14".length);
  });

  it("reads a rubric out of a fence, and says what is missing of it", () => {
    const rubric = verified("rubric.md", { protocol });
    assert.deepEqual(rulesByItem(rubric), {
      "Gates followed": [],
      "Diff traceability": ["audit/fail-without-gap"],
      "Dockerized runtime": [],
      "SSH tunnel only exposure": ["evidence/line-out-of-range"],
      "Idempotency verified": ["audit/rubric-incomplete"],
    });
    const missing = rubric.findings
      .filter(({ message }) => message.includes("has no row"))
      .map(({ message }) => /“(.*)”/.exec(message)?.[1]);
    assert.deepEqual(missing, [
      "Logs & audit implemented",
      "Alembic + ORM consistent",
      "CI/CD reproducible",
      "Documentation updated",
    ]);
  });

  it("says which items of the protocol have no row", () => {
    const missing = verified("honest.md", { protocol }).findings.filter(
      ({ rule }) => rule === "audit/item-missing",
    );
    assert.deepEqual(
      missing.map(({ message }) => /“(.*)”/.exec(message)?.[1]),
      ["Audit counts logged"],
    );
  });

  it("reads lists, quotes and tables of commands", () => {
    assert.deepEqual(rulesByItem(verified("list.md")), {
      "Requirements coverage": [],
      "Fault tolerance": [],
      "Secrets not exposed": [],
      "Structured logging": ["evidence/line-out-of-range"],
      "Tests added": ["evidence/unresolved"],
      Backups: [],
      "CI/CD": [],
      Retries: [],
      Cleanup: ["evidence/line-out-of-range"],
      "pytest -q": [],
      "mypy app": ["evidence/run-stale"],
      "npm run build": ["evidence/never-run"],
    });
  });

  it("holds trace blocks against the tree", () => {
    const said = verified("trace.md", { protocol }).findings.map(
      ({ rule, place, message }) =>
        `${rule} :${place.line} ${/\S+\.\w+/.exec(message.replaceAll("“", ""))?.[0]}`,
    );
    assert.deepEqual(said, [
      "trace/file-unlisted :3 tests/test_cleanup.py",
      "trace/file-without-why :20 app/ingestion.py",
      "trace/diff-mismatch :31 README.md",
      "trace/file-unchanged :37 app/json_logger.py",
      "evidence/unresolved :44 app/scheduler.py",
    ]);
  });

  it("holds an audit log against its own counts", () => {
    const said = verified("log.md", { protocol }).findings.map(({ rule, place }) => `${rule} :${place.line}`);
    assert.deepEqual(said, ["audit/log-counts :6", "audit/log-counts :7", "audit/log-field-missing :8"]);
  });

  it("reports in the promised shape", () => {
    const report = evidenceReport(lies);
    assert.deepEqual(Object.keys(report), ["version", "rows", "findings", "summary"]);
    assert.deepEqual(Object.keys(report.summary), ["rows", "holds", "moved", "changed", "gone", "missing"]);
    assert.deepEqual(Object.keys(report.rows[0] ?? {}), ["item", "result", "claims", "place"]);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  });
});
