import assert from "node:assert/strict";
import { compileProtocol } from "#core";
import { applied, at, SEEDS, seed } from "./support.ts";

describe("seed 000, flattened web text", () => {
  const protocol = compileProtocol(SEEDS.surfaces, seed("surfaces"));

  it("has six surfaces with their requirements", () => {
    assert.deepEqual(
      protocol.surfaces.map((surface) => at(surface, surface.id, surface.title, surface.requirement)),
      [
        "9: backend-logic | Backend logic | Update the actual application, API, script, Prisma, or automation code that implements the change.",
        "10: repository-state | Repository state | Commit the code and related supporting files in the live CRM repo so the repo matches the running behavior.",
        "11: documentation | Documentation | Update any docs that describe the changed behavior, commands, workflow, setup, or operator expectations.",
        "12: command-surface | Command surface | Update README.md and any command help text if the change affects terminal or Codex usage.",
        "13: workflow-references | Workflow references | Update docs/specs/ or workflow reference docs if the change affects how operators or agents should work.",
        "14: verification | Verification | Run the smallest meaningful verification for the changed area and record any gaps honestly.",
      ],
    );
  });

  it("has six steps in order", () => {
    assert.deepEqual(
      protocol.steps.map((step) => at(step, String(step.number), step.title, step.text, step.sequence)),
      [
        "17-18: 1 | Inspect | Check the current implementation and docs before changing behavior. | Required Sequence",
        "19-20: 2 | Implement | Make the code or configuration change in the live CRM repo. | Required Sequence",
        "21-22: 3 | Sync schema and API | If data or backend behavior changed, update Prisma schema, routes, scripts, and related UI or API consumers. | Required Sequence",
        "23-24: 4 | Sync docs | Update the docs that future agents or operators will rely on. | Required Sequence",
        "25-26: 5 | Verify | Run relevant checks such as node --check, targeted command tests, or route validation. | Required Sequence",
        "27-28: 6 | Report | Summarize what changed, what was verified, and any remaining gaps. | Required Sequence",
      ],
    );
  });

  it("has six checklist items", () => {
    assert.deepEqual(
      protocol.checklist.map((item) => at(item, item.text)),
      [
        "31: Backend updated",
        "32: Repo updated",
        "33: Docs updated",
        "34: Workflow impact checked",
        "35: Approval rules preserved",
        "36: Verification completed",
      ],
    );
  });

  it("has five high-risk change types with their extra requirements", () => {
    assert.deepEqual(
      protocol.risks.map((risk) => at(risk, risk.title, risk.requirement)),
      [
        "41: Outbound email or SMS | Confirm draft-first behavior and approval rules still hold.",
        "42: CRM write actions | Verify attribution, required fields, and user resolution behavior.",
        "43: Prisma or database changes | Update schema, migration artifacts, and dependent code paths.",
        "44: Workflow or operator behavior | Update workflow docs or specs so future agents use the new process.",
        "45: External integrations | Verify the impacted integration path or document why live verification was not completed.",
      ],
    );
  });

  it("has the rule for agents", () => {
    assert.deepEqual(
      protocol.rules.map((rule) => at(rule, rule.text)),
      [
        "48: If a change is important enough to implement, it is important enough to reflect in the codebase, repository documentation, and any relevant workflow references in the same pass.",
      ],
    );
  });

  it("is titled by its first sentence, and keeps the rest as advice", () => {
    assert.match(protocol.title, /^If a CRM change is important enough to make/);
    assert.deepEqual(
      protocol.advisory.map(({ place }) => place.line),
      [1, 2, 2, 4, 5, 6, 16, 30, 38, 47, 48],
    );
    assert.equal(
      protocol.advisory[3]?.text,
      "Prevent drift: Keep backend logic, repo state, docs, workflow references, and verification aligned.",
    );
  });

  it("offers to put apart what runs together", () => {
    const glued = protocol.findings.filter(({ rule }) => rule === "protocol/parse");
    assert.deepEqual(
      glued.map(({ place }) => place.line),
      [4, 5],
    );
    const repaired = glued
      .toReversed()
      .reduce((text, { fixes }) => applied(text, fixes?.[0]), seed("surfaces"));
    assert.deepEqual(repaired.split("\n").slice(2, 9), [
      "Main Objective",
      "Prevent drift",
      "Keep backend logic, repo state, docs, workflow references, and verification aligned.",
      "Applies To",
      "AI and human operators",
      "The protocol applies whether the change is made by Codex or a teammate working directly in the repo.",
      "Required Update Surfaces",
    ]);
    const again = compileProtocol(SEEDS.surfaces, repaired);
    assert.deepEqual(
      again.steps.map(({ title }) => title),
      protocol.steps.map(({ title }) => title),
    );
    assert.deepEqual(
      again.findings.filter(({ rule }) => rule === "protocol/parse"),
      [],
    );
  });
});
