import assert from "node:assert/strict";
import { compileProtocol } from "#core";
import { at, SEEDS, seed } from "./support.ts";

describe("seed 001, with footnotes and an HTML banner", () => {
  const protocol = compileProtocol(SEEDS.documentation, seed("documentation"));

  it("has its title", () => {
    assert.equal(
      protocol.title,
      "Enhanced Enterprise CRM/Dialer Feature Implementation Protocol with Documentation Enforcement",
    );
  });

  it("has the documentation gates", () => {
    assert.ok(protocol.gates.every(({ kind }) => kind === "documentation"));
    assert.deepEqual(
      protocol.gates.map(({ place }) => place.line),
      [5, 59, 75, 77, 87, 106, 115, 142, 165, 182, 188],
    );
    assert.equal(
      protocol.gates[1]?.text,
      "If missing, STOP and request documentation or integration method before proceeding.",
    );
  });

  it("has seven redundancy components", () => {
    assert.deepEqual(
      protocol.components.map((part) => at(part, part.component, part.role, part.why)),
      [
        "16: Primary Database | Stores CRM/dialer data | Prevents data loss, ensures uptime",
        "17: Replicated Database | Real-time backup, multi-region | Disaster recovery, failover",
        "18: Dialer API Service | Handles call initiation and tracking | Maintains call operations",
        "19: CRM API Service | Manages customer data and lead flow | Data integrity, workflow continuity",
        "20: MCP Integration Server | Connects CRM/dialer with external tools | Ensures AI-driven features remain available",
        "21: Backup Dialer Services | Standby for dialer failures | Uninterrupted calling",
        "22: Redundant API Endpoints | Alternate paths for service access | Avoids single points of failure",
      ],
    );
  });

  it("has the refactoring sequence of seven steps", () => {
    const steps = protocol.steps.filter(({ sequence }) =>
      sequence.startsWith("Mandatory Documentation Check"),
    );
    assert.deepEqual(
      steps.map((step) => at(step, String(step.number), step.title)),
      [
        "58-59: 1 | Check for up-to-date documentation (module, interface, API, config)",
        "60: 2 | Refactor code for clarity and DRY principles",
        "61: 3 | Write failing tests (TDD)",
        "62: 4 | Implement feature to pass the test",
        "63: 5 | Refactor for simplicity and readability",
        "64: 6 | Validate with static analysis, linting, and code review",
        "65: 7 | Ensure documentation is updated to reflect changes",
      ],
    );
  });

  it("has the nine implementation steps", () => {
    const steps = protocol.steps.filter(
      ({ sequence }) => sequence === "Implementation Steps (Dummy-Proofed)",
    );
    assert.deepEqual(
      steps.map((step) => at(step, String(step.number), step.title)),
      [
        "163: 1 | Identify Component or Feature to Change/Add",
        "164-165: 2 | Check for Existing Documentation",
        "166: 3 | Refactor Related Code for Clarity and Simplicity",
        "167: 4 | Write a Failing Test for the New Feature",
        "168: 5 | Implement the Feature to Pass the Test",
        "169: 6 | Update and Review Documentation",
        "170: 7 | Run All Tests and Documentation Checks",
        "171: 8 | Peer Review (Code and Documentation)",
        "172: 9 | Commit and Merge Only After All Checks Pass",
      ],
    );
    assert.equal(protocol.steps.length, 16);
  });

  it("has five pitfalls", () => {
    assert.deepEqual(
      protocol.rules.map((rule) => at(rule, rule.text)),
      [
        "178: Never skip documentation checks.",
        "179: Never merge undocumented integrations or changes.",
        "180: Never make large, untested changes.",
        "181: Always default to the safest, simplest, and most modular solution.",
        "182: If in doubt, stop and ask for clarification or documentation.",
      ],
    );
  });

  it("has seven mandates", () => {
    assert.deepEqual(
      protocol.mandates.map((part) => at(part, part.area, part.mandate)),
      [
        "150: Redundancy | Replication, failover, health checks, rollback points",
        "151: Refactoring | DRY, modular, clear naming, TDD, automated tools, documentation check before change",
        "152: Modularity | Feature-based modules, single responsibility, clear interfaces, documentation enforcement",
        "153: Safety | Small commits, green builds, code review, unit testing, documentation as a gate",
        "154: Rollback | Versioning, instant rollback, feature flags, audit trails",
        "155: Documentation | Up-to-date docs, module boundaries, interface contracts, automated checks",
        "156: Monitoring | Automated health checks, alerts, logging",
      ],
    );
  });

  it("demands baby steps, review, an audit trail, rollback documents and stated assumptions", () => {
    assert.deepEqual(
      protocol.demands.map(({ kind, place }) => `${place.line} ${kind}`),
      [
        "44 rollback",
        "48 rollback",
        "50 rollback",
        "83 small-steps",
        "84 small-steps",
        "85 small-steps",
        "86 small-steps",
        "87 small-steps",
        "94 review",
        "112 assumptions",
        "113 assumptions",
        "124 audit-trail",
      ],
    );
  });

  it("lets nothing vanish: every bullet and sentence is held or advice, footnotes and code are neither", () => {
    const held = new Set(
      [
        ...protocol.steps,
        ...protocol.gates,
        ...protocol.demands,
        ...protocol.rules,
        ...protocol.components,
        ...protocol.mandates,
        ...protocol.advisory,
      ].flatMap(({ place }) =>
        Array.from(
          { length: (place.endLine ?? place.line) - place.line + 1 },
          (_, index) => place.line + index,
        ),
      ),
    );
    const text = seed("documentation").split("\n");
    let fenced = false;
    const lost = text.flatMap((line, index) => {
      if (line.startsWith("```")) fenced = !fenced;
      const says = /^\s*(?:- |\d+\. |[A-Z])/.test(line) && !fenced;
      return says && !held.has(index + 1) ? [index + 1] : [];
    });
    assert.deepEqual(lost, []);
    assert.ok(protocol.advisory.every(({ place }) => place.line < 190));
    assert.ok(!protocol.advisory.some(({ text: advice }) => /requests\.get|\[\^/.test(advice)));
  });

  it("finds the garbled sign in the HTML footer", () => {
    const encoding = protocol.findings.filter(({ rule }) => rule === "protocol/encoding");
    assert.deepEqual(
      encoding.map(({ place, fixes }) => [place.line, fixes?.[0]?.edits[0]?.text]),
      [[190, "⁂"]],
    );
  });
});
