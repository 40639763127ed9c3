import { strict as assert } from "node:assert";
import type { GateVerdict, RecordVerdict } from "#core";
import { remindersOf } from "#views/reminders";
import { sample } from "../exports/verdict.ts";

const place = { path: ".lockstep/changes/c/2-plan.md", line: 1 };

function gate(more: Partial<GateVerdict>): GateVerdict {
  return {
    change: "c",
    phase: 2,
    title: "Plan",
    planOnly: true,
    state: "waiting",
    asks: [],
    document: place.path,
    documentDigest: "d",
    ...more,
  };
}

const record: RecordVerdict = {
  id: "c",
  title: "Raise\nthe limit",
  opened: { by: "Ada", when: "2026-11-20T12:00:00.000Z" },
  started: true,
  assumptions: [],
  comments: [],
  sendBacks: [],
  violations: [],
};

function violation(kind: "agent" | "human", id: string): RecordVerdict["violations"][number] {
  const by = { kind, name: "claude", via: "hook" } as const;
  return { id, by, at: "2026-11-20T12:00:00.000Z", rule: "gate/code-too-early", message: "Too early." };
}

describe("reminders", () => {
  it("are told when only a person is missing, the same for the same gate", () => {
    const waits = gate({ asks: [{ code: "approval-missing", text: "Approve.", place }] });
    const [reminder, ...others] = remindersOf(sample({ gates: [waits], record }));
    assert.deepEqual(others, []);
    assert.equal(reminder?.says, "“Raise\ufffdthe limit”, phase 2, Plan, waits for your approval.");
    const later = remindersOf(sample({ gates: [{ ...waits, documentDigest: "e" }], record }));
    assert.equal(later[0]?.id, reminder.id);
  });

  it("say nothing while work is left", () => {
    const asks = [{ code: "section-missing", text: "“Plan” is missing.", place }] as const;
    assert.deepEqual(remindersOf(sample({ gates: [gate({ asks })], record })), []);
    assert.deepEqual(remindersOf(sample()), []);
  });

  it("are told anew when another edit makes an approval stale", () => {
    const asks = [{ code: "approval-stale", text: "Approval is stale.", place }] as const;
    const stale = (documentDigest: string) =>
      remindersOf(sample({ gates: [gate({ state: "broken", asks, documentDigest })], record }));
    assert.equal(stale("a")[0]?.about, "stale");
    assert.notEqual(stale("a")[0]?.id, stale("b")[0]?.id);
  });

  it("name the last refusal of an agent, and none of a person", () => {
    const violations = [violation("agent", "1"), violation("agent", "2"), violation("human", "3")];
    const told = remindersOf(sample({ record: { ...record, violations } }));
    assert.deepEqual(
      told.map(({ says }) => says),
      ["claude was held at a gate: Too early."],
    );
    assert.match(told[0]?.id ?? "", /"2"/);
  });
});
