import assert from "node:assert/strict";
import {
  eventFile,
  eventsFolder,
  ledgerOf,
  onlyChanges,
  verifyAppendOnly,
  verifyShape,
  verifySignatures,
  type FileText,
  type LedgerEvent,
} from "#core";
import { AGENT, CHANGE, event, opening } from "./events.ts";

const file = (one: LedgerEvent): FileText => {
  const { name, text } = eventFile(one);
  return { path: `${eventsFolder(one.change)}/${name}`, text };
};
const comment = (text: string, after: LedgerEvent[], ts?: string) =>
  event("comment", { text }, { after, ...(ts === undefined ? {} : { ts }) });
const seen = (events: readonly LedgerEvent[]) =>
  events.map((one) => ({ event: one, seen: "the base commit" }));

describe("level 0", () => {
  it("has nothing to say of an untouched record", () => {
    const next = comment("x", [opening]);
    assert.deepEqual(verifyShape(ledgerOf([file(next), file(opening), { path: "src/a.ts", text: "x" }])), []);
  });

  it("names quarantined files with their reason", () => {
    const { path, text } = file(comment("x", [opening]));
    const problems = verifyShape(
      ledgerOf([file(opening), { path, text: text!.replace('"x"', '"y"') }, { path: `${path}.bak` }]),
    );
    assert.deepEqual(
      problems.map(({ level, code, weight, change, path: where }) => [level, code, weight, change, where]),
      [
        [0, "wrong-id", "error", CHANGE, path],
        [0, "not-a-file", "error", CHANGE, `${path}.bak`],
      ],
    );
  });

  it("does not take a writer's temporary file for a record", () => {
    assert.deepEqual(
      verifyShape(ledgerOf([file(opening), { path: `${eventsFolder(CHANGE)}/.tmp-12-ab`, text: "{" }])),
      [],
    );
  });

  it("refuses folders whose name is no change id, and files in folders below", () => {
    const { path, text } = file(opening);
    const problems = verifyShape(
      ledgerOf([
        file(opening),
        { path: ".lockstep/changes/x/events/a.json", text: text! },
        { path: path.replace("events/", "events/sub/"), text: text! },
      ]),
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["wrong-folder", "wrong-name"],
    );
  });

  it("misses what an event follows", () => {
    const lost = comment("x", [opening]);
    const kept = comment("y", [lost]);
    const [problem, ...more] = verifyShape(ledgerOf([file(opening), file(kept)]));
    assert.deepEqual([problem?.code, problem?.path, more], ["parent-missing", file(kept).path, []]);
  });

  it("misses the opening", () => {
    const [problem] = verifyShape(ledgerOf([file(comment("x", []))]));
    assert.equal(problem?.code, "no-open");
  });

  it("warns of a clock that was set back by more than five minutes", () => {
    const codes = (ts: string) =>
      verifyShape(ledgerOf([file(opening), file(comment("x", [opening], ts))])).map(({ code, weight }) => [
        code,
        weight,
      ]);
    assert.deepEqual(codes("2026-11-20T23:01:30.000Z"), []);
    assert.deepEqual(codes("2026-11-20T23:01:01.000Z"), [["clock-skew", "warning"]]);
    assert.deepEqual(codes("2026-11-19T23:06:01.123Z"), [["clock-skew", "warning"]]);
    assert.deepEqual(codes("2027-03-01T00:00:00.000Z"), []);
    const march = comment("m", [opening], "2028-03-01T00:02:00.000Z");
    const february = comment("f", [march], "2028-02-29T23:58:00.000Z");
    assert.deepEqual(verifyShape(ledgerOf([opening, march, february].map(file))), []);
  });

  it("says when there are too many events to fold", () => {
    const events = Array.from({ length: 10_001 }, (_, i) => event("comment", { text: `${i}` }));
    const problems = verifyShape({ changes: new Map([[CHANGE, events]]), quarantined: [] });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["too-many-events"],
    );
  });
});

describe("a part of a ledger", () => {
  it("is about the wanted changes, their quarantined files included", () => {
    const { path, text } = file(opening);
    const other = path.replace(CHANGE, "2026-11-20-other-000000");
    const ledger = ledgerOf([file(opening), { path: other, text: text! }, { path: `${path}.bak` }]);
    const part = onlyChanges(ledger, [CHANGE]);
    assert.deepEqual(
      [[...part.changes.keys()], part.quarantined.map(({ path: where }) => where)],
      [[CHANGE], [`${path}.bak`]],
    );
    assert.deepEqual(onlyChanges(ledger, []).quarantined, []);
  });
});

describe("level 1", () => {
  const last = comment("x", [opening]);

  it("misses what a witness saw, at the end too", () => {
    const [problem, ...more] = verifyAppendOnly(ledgerOf([file(opening)]), seen([opening, last]));
    assert.deepEqual(
      [problem?.code, problem?.path, problem?.reason, more],
      ["event-missing", file(last).path, "recorded in the base commit, and gone", []],
    );
  });

  it("does not mind new events", () => {
    assert.deepEqual(verifyAppendOnly(ledgerOf([file(opening), file(last)]), seen([opening])), []);
  });

  it("notices a signature that is gone or another", () => {
    const signed = { ...last, sig: "QUJD" };
    const codes = (now: LedgerEvent) =>
      verifyAppendOnly(ledgerOf([file(now)]), seen([signed])).map(({ code }) => code);
    assert.deepEqual(
      [codes(signed), codes(last), codes({ ...last, sig: "QUJE" })],
      [[], ["event-altered"], ["event-altered"]],
    );
  });

  it("lets a person redact what can open nothing by being gone", () => {
    const redact = (target: LedgerEvent, type: string, actor?: typeof AGENT) =>
      event(
        "redact",
        { target: target.id, type, reason: "held a password" },
        { after: [opening], ...(actor ? { actor } : {}) },
      );
    const back = event("send-back", { phase: 1, comment: "no" }, { after: [opening] });
    const after = comment("later", [last]);
    const codes = (gone: LedgerEvent, by: LedgerEvent, ...kept: LedgerEvent[]) => {
      const ledger = ledgerOf([opening, by, ...kept].map(file));
      return [...verifyShape(ledger), ...verifyAppendOnly(ledger, seen([opening, gone]))].map(
        ({ code }) => code,
      );
    };
    assert.deepEqual(codes(last, redact(last, "comment"), after), []);
    assert.deepEqual(codes(last, redact(last, "comment", AGENT), after), ["parent-missing", "event-missing"]);
    assert.deepEqual(codes(back, redact(back, "send-back")), ["event-missing"]);
    assert.deepEqual(codes(back, redact(back, "comment")), ["event-missing"]);
  });
});

describe("level 2", () => {
  it("names unsigned approvals and signatures that do not hold", () => {
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
    const unsigned = event("approval", statement, { after: [opening] });
    const good = { ...event("approval", { ...statement, gate: "a" }), sig: "QUJD" };
    const bad = { ...event("approval", { ...statement, gate: "b" }), sig: "QUJD" };
    const unchecked = { ...comment("x", []), sig: "QUJD" };
    const ledger = ledgerOf([opening, unsigned, good, bad, unchecked].map(file));
    const problems = verifySignatures(
      ledger,
      new Map([
        [good.id, { is: "valid", signer: "ada", principals: ["ada"], fingerprint: "SHA256:x" }],
        [bad.id, { is: "invalid", reason: "another key" }],
      ]),
    );
    assert.deepEqual(
      problems.map(({ code, reason }) => [code, reason]),
      [
        ["approval-unsigned", "not signed: anybody may have written it"],
        ["signature-invalid", "another key"],
        ["signature-invalid", "not checked"],
      ],
    );
  });
});
