import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  changesBetween,
  currentChange,
  foldChange,
  foldLedger,
  type ChangeState,
  type LedgerEvent,
} from "#core";
import { historyOf } from "../../../src/core/ledger/history.ts";
import { AGENT, event, opening, PERSON, type Around } from "./events.ts";
import { processorTime } from "../../support/processor-time.ts";

function fold(...events: LedgerEvent[]): ChangeState {
  const state = foldChange([opening, ...events]);
  assert.ok(state);
  return state;
}

const phase = (number: number, around: Around) => event("phase", { phase: number }, around);
const digest = "0".repeat(64);
const statement = {
  phase: 1,
  gate: "Plan",
  repo: "r",
  protocol: digest,
  document: digest,
  assumptions: [],
  evidence: [],
  runs: [],
  shown: digest,
  marks: [],
};
const approval = (around: Around) => event("approval", statement, around);
const sendBack = (around: Around, number = 1) =>
  event("send-back", { phase: number, comment: "why?" }, around);

describe("the order of events", () => {
  it("follows parents, whatever order the files come in and whatever the clocks say", () => {
    const a = phase(1, { after: [opening], ts: "2030-01-01T00:00:00.000Z" });
    const b = phase(2, { after: [a], ts: "2001-01-01T00:00:00.000Z" });
    const c = phase(3, { after: [opening] });
    const d = phase(4, { after: [b, c] });
    const all = [d, c, b, a, opening, a];
    const history = historyOf(all);
    assert.deepEqual(history.order.map(({ id }) => id)[0], opening.id);
    assert.deepEqual(history.heads, [d.id]);
    assert.ok(history.precedes(opening, d) && history.precedes(a, b) && history.precedes(c, d));
    assert.ok(
      !history.precedes(b, c) &&
        !history.precedes(c, b) &&
        !history.precedes(d, a) &&
        !history.precedes(a, a),
    );
    assert.deepEqual(
      history.latest([a, b, c]).map(({ id }) => id),
      [b.id, c.id].sort(),
    );
    assert.deepEqual(history.latest([a, b, c, d]), [d]);
  });

  it("does as if unknown parents were not named, and says so", () => {
    const lost = phase(1, { after: [opening] });
    const kept = phase(2, { after: [lost] });
    const history = historyOf([opening, kept]);
    assert.deepEqual(history.missing, [{ event: kept, parent: lost.id }]);
    assert.equal(history.order.length, 2);
  });

  it("is the same for every order of files: any history", () => {
    const shape = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.nat()), (rows, random) => {
        const events: LedgerEvent[] = [opening];
        for (const [i, row] of rows.entries()) {
          const after = [...new Set(row.map((n) => events[n % events.length]!))];
          events.push(event("comment", { text: `${i}` }, { after }));
        }
        const shuffled = [...events];
        for (let i = shuffled.length - 1; i > 0; i--) {
          const j = random.next().value! % (i + 1);
          [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
        }
        const one = historyOf(events);
        assert.deepEqual(historyOf(shuffled).order, one.order);
        for (const [at, later] of one.order.entries()) {
          for (const parent of later.parents) {
            assert.ok(one.order.findIndex(({ id }) => id === parent) < at);
            assert.ok(one.precedes(one.event(parent)!, later));
          }
        }
        assert.deepEqual(
          [...one.latest(events)].map(({ id }) => id),
          one.heads,
        );
      }),
    );
  });

  it("is found in reasonable time for a long and a wide history", () => {
    const events: LedgerEvent[] = [opening];
    for (let i = 0; i < 3000; i++)
      events.push(event("comment", { text: `${i}` }, { after: [events.at(-1)!] }));
    for (let i = 0; i < 3000; i++) events.push(event("comment", { text: `w${i}` }, { after: [opening] }));
    const start = processorTime();
    assert.equal(foldChange(events)?.comments.length, 6000);
    assert.ok(processorTime() - start < 1000);
  });
});

describe("a change's state", () => {
  it("needs an opening", () => {
    assert.equal(foldChange([]), undefined);
    assert.equal(foldChange([phase(2, {})]), undefined);
    assert.deepEqual(fold().title, "Raise the timeout");
    assert.deepEqual([fold().branch, fold().phase, fold().closed], ["timeout", 1, undefined]);
  });

  it("takes the earlier of two phases entered at the same time, the later of two in a row", () => {
    const two = phase(2, { after: [opening] });
    const three = phase(3, { after: [two] });
    assert.equal(fold(two, three).phase, 3);
    assert.equal(fold(two, three, phase(2, { after: [three] })).phase, 2);
    assert.equal(fold(phase(2, { after: [opening] }), phase(4, { after: [opening] })).phase, 2);
  });

  it("lets a sending back beat an approval that had not seen it, by parents and not by clock", () => {
    const yes = approval({ after: [opening], ts: "2026-11-21T00:00:00.000Z" });
    const beside = sendBack({ after: [opening], ts: "2026-11-20T00:00:00.000Z" });
    const later = sendBack({ after: [yes], ts: "2026-11-20T00:00:00.000Z" });
    assert.equal(fold(yes).approvals[0]?.sentBack, undefined);
    assert.equal(fold(yes, beside).approvals[0]?.sentBack?.id, beside.id);
    assert.equal(fold(yes, later).approvals[0]?.sentBack?.id, later.id);
    assert.equal(fold(yes, sendBack({ after: [yes] }, 2)).approvals[0]?.sentBack, undefined);
    const again = approval({ after: [later] });
    const both = fold(yes, later, again).approvals;
    assert.deepEqual(
      both.map(({ sentBack }) => sentBack?.id),
      [later.id, undefined],
    );
  });

  it("takes back what was revoked for good, and nothing that holds a change up", () => {
    const yes = approval({ after: [opening] });
    const back = sendBack({ after: [yes] });
    const covers = [{ path: "a", after: "1" }];
    const not = event(
      "not-needed",
      { surface: "docs", reason: "internal only", covers },
      { after: [opening] },
    );
    const revoke = (target: string) =>
      event("revoke", { target, reason: "wrong" }, { after: [yes, not, back] });
    const state = fold(yes, not, back, revoke(yes.id), revoke(not.id), revoke(back.id));
    assert.ok(state.approvals[0]?.revoked);
    assert.deepEqual(state.notNeeded, []);
    assert.equal(state.sendBacks.length, 1);
  });

  it("is closed only by somebody who had seen everything that holds it up", () => {
    const close = event("close", { outcome: "done" }, { after: [opening] });
    assert.equal(fold(close).closed?.id, close.id);
    assert.equal(fold(close, sendBack({ after: [opening] })).closed, undefined);
    const reopened = event("open", { title: "Again" }, { after: [close] });
    assert.equal(fold(close, reopened).closed, undefined);
    assert.equal(fold(close, reopened).title, "Again");
    const comment = event("comment", { text: "thanks" }, { after: [close] });
    assert.equal(fold(close, comment).closed?.id, close.id);
  });

  it("goes to the lite track by anybody, to the full one by anybody, and back only by a person", () => {
    const track = (to: "lite" | "full", around: Around) =>
      event("track", { track: to, reasons: ["x"] }, around);
    const lite = track("lite", { after: [opening], actor: AGENT });
    const full = track("full", { after: [lite], actor: AGENT });
    const agentBack = track("lite", { after: [full], actor: AGENT });
    const personBack = track("lite", { after: [full], actor: PERSON });
    assert.equal(fold().track, undefined);
    assert.equal(fold(lite).track?.track, "lite");
    assert.equal(fold(lite, full).track?.track, "full");
    assert.equal(fold(lite, full, agentBack).track?.track, "full");
    assert.equal(fold(lite, full, personBack).track?.track, "lite");
    assert.equal(fold(lite, full, personBack, track("full", { after: [full] })).track?.track, "full");
  });
});

describe("the register of assumptions", () => {
  const words = {
    text: "the key is unique",
    rationale: "it is today",
    risk: "duplicates",
    proposedTest: "insert twice",
  };
  const add = event("assumption", { act: "add", ...words }, { after: [opening], actor: AGENT });
  const confirm = (around: Around) => event("assumption", { act: "confirm", of: add.id }, around);
  const reject = (around: Around) => event("assumption", { act: "reject", of: add.id }, around);
  const state = (...events: LedgerEvent[]) => fold(add, ...events).assumptions.map((one) => one.state);

  it("holds what was added until a person decides", () => {
    assert.deepEqual(fold(add).assumptions, [
      { ...words, id: add.id, by: AGENT, at: add.ts, state: "pending" },
    ]);
    assert.deepEqual(state(confirm({ after: [add], actor: AGENT })), ["pending"]);
    assert.deepEqual(state(confirm({ after: [add] })), ["confirmed"]);
    assert.deepEqual(state(reject({ after: [add], actor: AGENT })), ["rejected"]);
  });

  it("lets a rejection beat a confirmation that had not seen it", () => {
    const yes = confirm({ after: [add] });
    const no = reject({ after: [add] });
    assert.deepEqual(state(yes, no), ["rejected"]);
    assert.deepEqual(state(yes, reject({ after: [yes] })), ["rejected"]);
    assert.deepEqual(state(no, confirm({ after: [no] })), ["confirmed"]);
  });

  it("is pending again when the confirmation is revoked", () => {
    const yes = confirm({ after: [add] });
    assert.deepEqual(state(yes, event("revoke", { target: yes.id, reason: "x" }, { after: [yes] })), [
      "pending",
    ]);
  });

  it("says nothing about decisions on what nobody added", () => {
    assert.deepEqual(fold(confirm({ after: [opening] })).assumptions, []);
  });
});

describe("the current change", () => {
  const at = (change: string, branch?: string, closed = false) => {
    const open = event("open", { title: "x", ...(branch === undefined ? {} : { branch }) }, { change });
    return [open, ...(closed ? [event("close", { outcome: "done" }, { change, after: [open] })] : [])];
  };
  const ids = ["2026-11-20-a-000001", "2026-11-20-b-000002", "2026-11-20-c-000003"] as const;
  const states = (...changes: LedgerEvent[][]) =>
    foldLedger({ changes: new Map(changes.map((events) => [events[0]!.change, events])), quarantined: [] });

  it("is the open one of the branch, the first by id", () => {
    const all = states(at(ids[2], "b"), at(ids[1], "b"), at(ids[0], "b", true));
    assert.equal(currentChange(all, "b")?.change, ids[1]);
    assert.equal(currentChange(all, "main"), undefined);
  });

  it("is on a detached head the one opened there, else the only one", () => {
    assert.equal(currentChange(states(at(ids[0], "b")), undefined)?.change, ids[0]);
    assert.equal(currentChange(states(at(ids[0], "b"), at(ids[1], "c")), undefined), undefined);
    assert.equal(currentChange(states(at(ids[0], "b"), at(ids[1])), undefined)?.change, ids[1]);
  });

  it("is for a pull request what its commits recorded in", () => {
    const path = (change: string, name: string) => `.lockstep/changes/${change}/events/${name}.json`;
    const before = [path(ids[0], "1"), "a.ts"];
    const after = [path(ids[0], "1"), path(ids[1], "2"), "b.ts", ".lockstep/changes/x/1-plan.md"];
    assert.deepEqual(changesBetween(before, after), [ids[1]]);
  });
});
