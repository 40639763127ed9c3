import assert from "node:assert/strict";
import { compileProtocol } from "#core";
import { at, SEEDS, seed } from "./support.ts";

const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";

describe("seed 002, with its dashes double-encoded", () => {
  const protocol = compileProtocol(SEEDS.phases, seed("phases"));

  it("has five phases with names and markers, but none for the last", () => {
    assert.deepEqual(
      protocol.phases.map((phase) => at(phase, String(phase.number), phase.title, phase.marker ?? "-")),
      [
        `33-50: 1 | Clarifying Questions Only | ${MARKER}`,
        `52-56: 2 | Implementation Plan | ${MARKER}`,
        `58-70: 3 | Code Changes | ${MARKER}`,
        `72-76: 4 | Self-Audit & Tests | ${MARKER}`,
        "78-81: 5 | Final Delivery Package | -",
      ],
    );
    assert.deepEqual(
      protocol.phases.map(({ planOnly }) => planOnly),
      [true, true, false, false, false],
    );
  });

  it("knows what each phase document must contain", () => {
    assert.deepEqual(
      protocol.phases.map(({ sections }) => sections.map((section) => at(section, section.title))),
      [
        ["45: Plan"],
        ["54: Per-file change list", "55: Dependencies"],
        ["69: BUILD COMMANDS"],
        ["74: Self-audit checklist", "75: Evidence"],
        [
          "80: Decisions",
          "80: Confirmed assumptions",
          "80: Risks",
          "80: Remaining TODOs",
          "81: Run / Migrate / Verify",
        ],
      ],
    );
  });

  it("has the tables with their columns, and the bound on the plan", () => {
    assert.deepEqual(
      protocol.phases.flatMap(({ tables }) =>
        tables.map((table) => at(table, table.title, ...table.columns)),
      ),
      [
        "39-41: Clarifying Questions Only | # | Topic | Question | Why it matters | Current Assumption | Risk if Wrong",
        "89-100: Self-Audit Checklist | Checklist Item | Result | Evidence (file:line) | Follow-up",
      ],
    );
    assert.deepEqual(
      protocol.phases.flatMap(({ bullets }) =>
        bullets.map((bound) => at(bound, bound.title, `${bound.min}-${bound.max}`)),
      ),
      ["45: Plan | 5-10"],
    );
  });

  it("has a gate for each marker, where it stands, and the approval sentence", () => {
    assert.deepEqual(
      protocol.gates.map(({ kind, phase, place }) => `${place.line} ${kind} ${phase ?? "-"}`),
      [
        "11 clarification -",
        "49 approval 1",
        "56 approval 2",
        "70 approval 3",
        "76 approval 4",
        "158 approval -",
      ],
    );
  });

  it("has the assumption policy and its three fields", () => {
    assert.deepEqual(protocol.assumptionFields, [
      "Rationale",
      "Risk if wrong",
      "Proposed test or validation method",
    ]);
    assert.deepEqual(
      protocol.assumptionPolicy.map(({ place }) => place.line),
      [20, 21, 27],
    );
  });

  it("has ten self-audit items", () => {
    assert.deepEqual(
      protocol.audit.map((part) => at(part, part.item)),
      [
        "91: Requirements coverage",
        "92: Fault tolerance",
        "93: Secrets not exposed",
        "94: Structured JSON logging",
        "95: Audit counts logged",
        "96: Cleanup safe & conditional",
        "97: Alembic migrations generated",
        "98: Docker runs app + db correctly",
        "99: CI/CD deploy tested",
        "100: Tests added & passing",
      ],
    );
    assert.deepEqual(protocol.auditTable?.columns, [
      "Checklist Item",
      "Result",
      "Evidence (file:line)",
      "Follow-up",
    ]);
  });

  it("has nine rubric criteria", () => {
    assert.deepEqual(
      protocol.rubric.map((part) => at(part, part.criterion, part.description)),
      [
        "112: Gates followed | Each phase ended with explicit approval gate",
        "113: Diff traceability | Every changed file has [WHY] + [DIFF]",
        "114: Logs & audit implemented | JSON logs show counts + cleanup",
        "115: Alembic + ORM consistent | Models match DB migrations",
        "116: Dockerized runtime | App + DB run via docker-compose",
        "117: SSH tunnel only exposure | No public DB ports",
        "118: CI/CD reproducible | Workflows run end-to-end",
        "119: Idempotency verified | Re-run yields identical DB state",
        "120: Documentation updated | README + this file referenced",
      ],
    );
  });

  it("has the log's seven fields, its counts and their rule", () => {
    assert.deepEqual(protocol.log, {
      fields: ["ts", "run_id", "phase", "bucket", "counts", "status", "message"],
      counts: ["download_total_by_store", "merged_rows", "ingested_rows"],
      countRule: "if all counts match → delete individual + merged CSVs; else → keep files, log discrepancy",
      place: { path: SEEDS.phases, line: 137, endLine: 147 },
    });
  });

  it("has both re-run commands and what they put out", () => {
    assert.deepEqual(
      protocol.commands.map((part) => at(part, part.name, ...part.outputs)),
      [
        "167-169: PHASE SELF-AUDIT | Run SELF-AUDIT CHECKLIST and FINAL VERIFICATION RUBRIC on current codebase. | List all Pass/Fail items with evidence.",
        "175-177: FINAL REVIEW REQUIRED | Run complete self-audit + rubric + list of remaining TODOs. | Return only that output.",
      ],
    );
  });

  it("has the trace template and the known gaps", () => {
    assert.deepEqual(protocol.trace, {
      fields: ["FILE", "WHY", "DIFF"],
      place: { path: SEEDS.phases, line: 63, endLine: 65 },
    });
    assert.deepEqual(protocol.gaps, {
      title: "KNOWN GAPS / TODOs",
      fields: ["owner", "ETA"],
      place: { path: SEEDS.phases, line: 102 },
    });
  });

  it("keeps as advice what it cannot hold", () => {
    assert.deepEqual(
      protocol.advisory.map(({ place }) => place.line),
      [3, 3, 11, 12, 13, 14, 35, 190],
    );
  });

  it("finds the audit row without a line, and the altered markers", () => {
    const found = (rule: string): number[] =>
      protocol.findings.filter((finding) => finding.rule === rule).map(({ place }) => place.line);
    assert.deepEqual(found("protocol/evidence-form"), [99]);
    assert.deepEqual(found("protocol/marker"), [49, 70, 155]);
    assert.deepEqual(found("protocol/table-columns"), []);
    assert.deepEqual(found("protocol/missing-phase"), []);
  });
});
