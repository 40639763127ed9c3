import assert from "node:assert/strict";
import {
  approvalStatement,
  changeSetDigest,
  foldChange,
  judgeApprovals,
  judgeGates,
  type Approval,
  type ApprovalInputs,
  type ApprovalStatement,
  type Ask,
  type EventOf,
  type GateInputs,
  type LedgerEvent,
  type Present,
  type PresentPhase,
  type ProtocolPhase,
  type SignatureVerdict,
} from "#core";
import { AGENT, event, opening, PERSON, type Around } from "./events.ts";

const present: Present = {
  repo: "repo-1",
  protocol: "protocol-1",
  changeSet: "tree-1",
  now: "2026-11-21T00:00:00.000Z",
  phases: new Map<number, PresentPhase>([
    [1, { gate: "Questions", document: "doc-1", bindsTree: false, least: 0 }],
    [2, { gate: "Code", document: "doc-2", bindsTree: true, least: 0 }],
  ]),
};

function phaseWith(number: number, over: Partial<PresentPhase>, from = present): Present {
  return { ...from, phases: new Map([...from.phases, [number, { ...from.phases.get(number)!, ...over }]]) };
}

const SHOWN = { shown: "shown-1", marks: [] };

function statement(
  events: readonly LedgerEvent[],
  phase = 1,
  over: Partial<ApprovalStatement> = {},
): ApprovalStatement {
  const said = approvalStatement(foldChange([opening, ...events])!, present, phase, SHOWN);
  assert.ok(said);
  return { ...said, ...over };
}

function approve(
  events: readonly LedgerEvent[],
  phase = 1,
  over: Partial<ApprovalStatement> = {},
  around: Around = {},
): EventOf<"approval"> {
  const heads = foldChange([opening, ...events])!.heads.map((id) => ({ id }));
  return event("approval", statement(events, phase, over), { after: heads, ...around });
}

function judge(events: readonly LedgerEvent[], over: Partial<ApprovalInputs> = {}): readonly Approval[] {
  return judgeApprovals(foldChange([opening, ...events])!, {
    present,
    signatures: new Map(),
    rules: { presenceKeys: new Set(), userVerification: false },
    enforced: new Set(),
    ...over,
  });
}

function says(approval: Approval | undefined): string {
  switch (approval?.is) {
    case "valid":
    case "too-low":
      return `${approval.is} ${approval.tier}`;
    case "stale":
      return `stale: ${approval.since.map(({ what }) => what).join(" ")}`;
    case undefined:
      return "none";
    default:
      return `${approval!.is}: ${approval!.why}`;
  }
}

const one = (events: readonly LedgerEvent[], over: Partial<ApprovalInputs> = {}) =>
  says(judge(events, over)[0]);
const valid = (over: object = {}): SignatureVerdict => ({
  is: "valid",
  signer: "ada@x",
  principals: ["ada@x"],
  fingerprint: "SHA256:k",
  ...over,
});

describe("an approval", () => {
  const words = { text: "the key is unique", rationale: "r", risk: "r", proposedTest: "t" };
  const add = event("assumption", { act: "add", ...words }, { after: [opening] });

  it("stands while everything it binds is as it was", () => {
    assert.equal(one([approve([])]), "valid 0");
    assert.equal(one([approve([], 2)]), "valid 0");
    assert.equal(one([add, approve([add])]), "valid 0");
  });

  it("is stale after any edit of what it binds, and says of what", () => {
    const yes = approve([]);
    const code = approve([], 2);
    assert.equal(one([yes], { present: { ...present, protocol: "p2" } }), "stale: protocol");
    assert.equal(one([yes], { present: phaseWith(1, { document: "d2" }) }), "stale: document");
    assert.equal(one([yes], { present: phaseWith(1, { gate: "Plan" }) }), "stale: gate");
    const { document: _, ...without } = present.phases.get(1)!;
    assert.equal(one([yes], { present: { ...present, phases: new Map([[1, without]]) } }), "stale: document");
    assert.equal(one([yes], { present: { ...present, changeSet: "t2" } }), "valid 0");
    assert.equal(one([code], { present: { ...present, changeSet: "t2" } }), "stale: change");
    assert.equal(one([yes], { present: phaseWith(1, { bindsTree: true }) }), "stale: change");
    assert.equal(
      one([code], {
        present: phaseWith(2, { document: "x" }, { ...present, protocol: "y", changeSet: "z" }),
      }),
      "stale: protocol document change",
    );
  });

  it("expires by the judge's clock", () => {
    const yes = approve([], 1, { expires: "2026-11-21T00:00:00.001Z" }, { ts: "2001-01-01T00:00:00.000Z" });
    assert.equal(one([yes]), "valid 0");
    assert.equal(one([yes], { present: { ...present, now: "2026-11-21T00:00:00.001Z" } }), "stale: time");
  });

  it("needs to have seen what stood in the record, and what was written beside it", () => {
    const evidence = event(
      "evidence",
      { item: "tests", place: { path: "a.ts", line: 1 }, digest: "d" },
      { after: [opening] },
    );
    const run = event(
      "run",
      { command: "npm test", exit: 0, durationMs: 1, outputDigest: "o", treeDigest: "t", covers: [] },
      { after: [opening] },
    );
    const blind = approve([]);
    assert.equal(one([add, evidence, run, blind]), "stale: assumptions evidence runs");
    const hidden = event("approval", statement([]), { after: [add] });
    assert.equal(one([add, hidden]), "stale: assumptions");
    assert.equal(one([add, evidence, run, approve([add, evidence, run])]), "valid 0");
    // What came later was written by somebody who knew of it.
    const later = event("assumption", { act: "add", ...words, text: "later" }, { after: [blind] });
    assert.equal(one([blind, later]), "valid 0");
    // A repeated run takes the place of the first.
    const again = event("run", { ...run.data, durationMs: 2 }, { after: [run] });
    assert.deepEqual(statement([run, again]).runs, [again.id]);
  });

  it("falls with what it stood on", () => {
    const yes = approve([add]);
    const reject = event("assumption", { act: "reject", of: add.id }, { after: [yes] });
    assert.equal(one([add, yes, reject]), "stale: assumptions");
    const evidence = event(
      "evidence",
      { item: "tests", place: { path: "a.ts", line: 1 }, digest: "d" },
      { after: [opening] },
    );
    const on = approve([evidence]);
    const revoke = event("revoke", { target: evidence.id, reason: "wrong" }, { after: [on] });
    assert.equal(one([evidence, on, revoke]), "stale: evidence");
    assert.equal(one([on]), "stale: evidence");
  });

  it("can be revoked and sent back", () => {
    const yes = approve([]);
    assert.match(
      one([yes, event("revoke", { target: yes.id, reason: "hasty" }, { after: [yes] })]),
      /^taken-back: revoked by Ada: hasty/,
    );
    assert.match(
      one([yes, event("send-back", { phase: 1, comment: "no tests" }, { after: [yes] })]),
      /^taken-back: sent back by Ada: no tests/,
    );
  });

  it("is none of another repository, of an agent, through MCP, of an unknown phase", () => {
    assert.match(one([approve([], 1, { repo: "repo-2" })]), /^unverified: made in another repository/);
    assert.match(one([approve([], 1, {}, { actor: AGENT })]), /^unverified: written by an agent/);
    assert.match(
      one([approve([], 1, {}, { actor: { ...PERSON, kind: "ci" } })]),
      /^unverified: written by CI/,
    );
    assert.match(
      one([approve([], 1, {}, { actor: { ...PERSON, via: "mcp" } })]),
      /^unverified: came in through mcp/,
    );
    assert.match(
      one([approve([], 1, {}, { actor: { ...PERSON, via: "hook" } })]),
      /^unverified: came in through hook/,
    );
    assert.match(one([approve([], 1, { phase: 7 })]), /^unverified: the protocol has no phase 7/);
  });

  it("is not the author's, where somebody else is asked for, and only an approver's where they are named", () => {
    assert.match(
      one([approve([])], { present: phaseWith(1, { authors: ["Ada"] }) }),
      /^unverified: Ada made the change/,
    );
    assert.match(
      one([approve([])], { present: phaseWith(1, { approvers: ["Grace"] }) }),
      /^unverified: Ada may not approve/,
    );
    const yes = { ...approve([]), sig: "QUJD" };
    const signed = { signatures: new Map([[yes.id, valid()]]) };
    assert.match(
      one([yes], { ...signed, present: phaseWith(1, { authors: ["ada@x"] }) }),
      /^unverified: ada@x made/,
    );
    assert.equal(one([yes], { ...signed, present: phaseWith(1, { approvers: ["ada@x"] }) }), "valid 1");
  });
});

describe("the tier of an approval", () => {
  const tier = (
    over: object,
    around: Around = {},
    rules: Partial<ApprovalInputs> = {},
    marks: string[] = [],
  ) => {
    const yes = { ...approve([], 1, { marks }, around), sig: "QUJD" };
    return one([yes], { signatures: new Map([[yes.id, valid(over)]]), ...rules });
  };
  const CLI: Around = { actor: { ...PERSON, via: "cli" } };
  const touch = { presence: { touched: true, verified: false } };

  it("is what the signature shows, and never what the event says of itself", () => {
    assert.equal(one([approve([])]), "valid 0");
    assert.equal(tier({}), "valid 1");
    assert.equal(tier({}, CLI), "valid 0");
    assert.equal(tier(touch), "valid 2");
    assert.equal(tier(touch, CLI), "valid 2");
    assert.equal(tier({ presence: { touched: false, verified: false } }), "valid 1");
    assert.equal(tier({ presence: { touched: false, verified: true } }, CLI), "valid 0");
  });

  it("asks for a proven owner of the hardware where the rules do", () => {
    const rules = { rules: { presenceKeys: new Set<string>(), userVerification: true } };
    assert.equal(tier(touch, {}, rules), "valid 1");
    assert.equal(tier({ presence: { touched: true, verified: true } }, {}, rules), "valid 2");
  });

  it("is the second, marked weaker, for a key that asks for its passphrase", () => {
    const rules = { rules: { presenceKeys: new Set(["SHA256:k"]), userVerification: false } };
    const yes = { ...approve([], 1, {}, CLI), sig: "QUJD" };
    const [judged] = judge([yes], { signatures: new Map([[yes.id, valid()]]), ...rules });
    assert.ok(judged?.is === "valid" && judged.tier === 2 && judged.weaker);
    assert.equal(tier({ presence: { touched: false, verified: false } }, CLI, rules), "valid 0");
  });

  it("is the lowest in an agent's environment, whatever key signed", () => {
    assert.equal(tier(touch, {}, {}, ["CLAUDECODE"]), "valid 0");
  });

  it("is the highest only where CI says so", () => {
    const yes = approve([]);
    assert.equal(one([yes], { enforced: new Set([yes.id]) }), "valid 3");
    const stale = { present: { ...present, protocol: "p2" } };
    assert.equal(one([yes], { enforced: new Set([yes.id]), ...stale }), "stale: protocol");
  });

  it("does not open a gate that asks for more", () => {
    const least = (tierAsked: 0 | 1 | 2 | 3) => ({ present: phaseWith(1, { least: tierAsked }) });
    assert.equal(tier({}, {}, least(1)), "valid 1");
    assert.equal(tier({}, {}, least(2)), "too-low 1");
    assert.equal(one([approve([])], least(1)), "too-low 0");
  });

  it("is none for a signature that does not hold or was not checked", () => {
    const yes = { ...approve([]), sig: "QUJD" };
    assert.match(one([yes]), /^unverified: its signature was not checked/);
    const bad = new Map<string, SignatureVerdict>([[yes.id, { is: "invalid", reason: "another key" }]]);
    assert.equal(one([yes], { signatures: bad }), "unverified: another key");
  });
});

describe("the digest of a change", () => {
  it("is of what it does to files, in any order, without its own record", () => {
    const a = { path: "a", before: "1", after: "2" };
    const b = { path: "b", after: "2" };
    const digest = changeSetDigest([a, b]);
    assert.equal(changeSetDigest([b, a]), digest);
    assert.equal(changeSetDigest([a, b, { path: "c", before: "1", after: "1" }]), digest);
    assert.equal(changeSetDigest([a, b, { path: ".lockstep/changes/x/events/y.json", after: "1" }]), digest);
    assert.notEqual(changeSetDigest([a, b, { path: ".lockstep/config.jsonc", after: "1" }]), digest);
    assert.notEqual(changeSetDigest([a]), digest);
    assert.notEqual(changeSetDigest([a, { path: "b", before: "2" }]), digest);
    assert.notEqual(
      changeSetDigest([{ path: 'a","1', after: "2" }]),
      changeSetDigest([{ path: "a", before: "1", after: "2" }]),
    );
  });
});

describe("gates", () => {
  const at = { path: "p.md", line: 3 };
  const phase = (number: number, title: string, planOnly: boolean): ProtocolPhase => ({
    number,
    title,
    sections: [],
    tables: [],
    bullets: [],
    planOnly,
    place: at,
  });
  const inputs: GateInputs = {
    phases: [phase(1, "Questions", true), phase(2, "Code", false), phase(3, "Audit", false)],
    documents: new Map([1, 2, 3].map((number) => [number, { place: at, asks: [] }])),
    approvals: [],
    assumptions: [],
    surfaces: [],
    proof: [],
    codeEdits: [],
    record: [],
    withoutApproval: new Set(),
  };
  const three = phaseWith(
    1,
    {},
    {
      ...present,
      phases: new Map([...present.phases, [3, { gate: "Audit", document: "d3", bindsTree: true, least: 0 }]]),
    },
  );
  const approvals = (...phases: number[]) => {
    const events = phases.map((number) =>
      event(
        "approval",
        { ...approvalStatement(foldChange([opening])!, three, number, SHOWN)! },
        { after: [opening] },
      ),
    );
    return judge(events, { present: three });
  };
  const states = (over: Partial<GateInputs>) =>
    judgeGates({ ...inputs, ...over }).map((gate) =>
      gate.is === "waiting" || gate.is === "broken"
        ? `${gate.is}: ${gate.asks.map(({ code }) => code).join(" ")}`
        : gate.is,
    );
  const ask = (code: Ask["code"]): Ask => ({ code, text: code, place: at });

  it("are open one after the other, for people only", () => {
    assert.deepEqual(states({}), ["waiting: approval-missing", "ahead", "ahead"]);
    assert.deepEqual(states({ approvals: approvals(1) }), ["open", "waiting: approval-missing", "ahead"]);
    assert.deepEqual(states({ approvals: approvals(1, 2, 3) }), ["open", "open", "open"]);
    assert.deepEqual(states({ withoutApproval: new Set([1, 2, 3]) }), ["open", "open", "open"]);
    assert.deepEqual(states({ phases: [] }), []);
  });

  it("do not open out of order", () => {
    assert.deepEqual(states({ approvals: approvals(2) }), [
      "waiting: approval-missing",
      "waiting: earlier-gate",
      "ahead",
    ]);
  });

  it("ask for the document, and for what it lacks", () => {
    assert.deepEqual(states({ documents: new Map() })[0], "waiting: document-missing approval-missing");
    const documents = new Map([[1, { place: at, asks: [ask("table-empty")] }]]);
    assert.deepEqual(states({ documents, approvals: approvals(1) })[0], "waiting: table-empty");
    const altered = new Map([[1, { place: at, asks: [ask("table-empty"), ask("marker-altered")] }]]);
    assert.deepEqual(
      states({ documents: altered, approvals: approvals(1) })[0],
      "broken: marker-altered table-empty",
    );
  });

  it("ask for surfaces where code is written, and for proof after that", () => {
    const more = { surfaces: [ask("surface-owed")], proof: [ask("verification-stale")] };
    assert.deepEqual(states({ ...more, approvals: approvals(1, 2, 3) }), [
      "open",
      "waiting: surface-owed",
      "waiting: earlier-gate surface-owed verification-stale",
    ]);
    const two = inputs.phases.slice(0, 2);
    assert.deepEqual(
      states({ ...more, phases: two, approvals: approvals(1) })[1],
      "waiting: surface-owed verification-stale approval-missing",
    );
  });

  it("ask for pending assumptions at the current gate, not at those that were approved before", () => {
    const pending = [
      {
        id: "x",
        by: PERSON,
        at: "",
        text: "t",
        rationale: "r",
        risk: "r",
        proposedTest: "p",
        state: "pending" as const,
      },
    ];
    assert.deepEqual(states({ assumptions: pending })[0], "waiting: assumption-pending approval-missing");
    assert.deepEqual(states({ assumptions: pending, approvals: approvals(1) }).slice(0, 2), [
      "open",
      "waiting: assumption-pending approval-missing",
    ]);
  });

  it("break when code is edited where only questions and plans belong", () => {
    const codeEdits = [{ path: "src/a.ts", line: 9 }];
    const [gate] = judgeGates({ ...inputs, codeEdits });
    assert.ok(gate?.is === "broken");
    assert.deepEqual(
      gate.why.map(({ code, place }) => [code, place]),
      [["code-too-early", codeEdits[0]]],
    );
    assert.deepEqual(states({ codeEdits, approvals: approvals(1) })[0], "open");
  });

  it("break when what was approved is edited, and close those behind", () => {
    const yes = event("approval", statement([]), { after: [opening] });
    const stale = judge([yes], { present: { ...present, protocol: "p2" } });
    assert.deepEqual(
      states({ approvals: [...stale, ...approvals(2)], codeEdits: [{ path: "a", line: 1 }] }),
      ["broken: approval-stale", "waiting: earlier-gate", "ahead"],
    );
  });

  it("say what became of the last approval", () => {
    const yes = event("approval", statement([]), { after: [opening] });
    const text = (list: readonly Approval[]) => {
      const [gate] = judgeGates({ ...inputs, approvals: list });
      return gate?.is === "waiting" || gate?.is === "broken" ? `${gate.is}: ${gate.asks[0]?.text}` : gate?.is;
    };
    assert.equal(
      text(judge([yes], { present: phaseWith(1, { least: 2 }) })),
      "waiting: The approval by Ada is only recorded; this gate asks for one signed with presence",
    );
    assert.equal(
      text(judge([yes], { present: { ...present, protocol: "x" } })),
      "broken: The approval by Ada is stale: the protocol was edited",
    );
    const agent = event("approval", statement([]), { after: [opening], actor: AGENT });
    assert.equal(
      text(judge([agent])),
      "broken: The approval by codex does not count: written by an agent, not by a person",
    );
    const back = event("send-back", { phase: 1, comment: "why?" }, { after: [yes] });
    assert.equal(text(judge([yes, back])), "waiting: The approval by Ada was sent back by Ada: why?");
  });

  it("stay closed while the record itself is damaged", () => {
    assert.deepEqual(
      states({ approvals: approvals(1, 2, 3), record: [ask("record-damaged")] })[0],
      "broken: record-damaged",
    );
  });
});
