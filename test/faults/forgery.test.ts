import assert from "node:assert/strict";
import {
  approvalStatement,
  changeSetDigest,
  eventFile,
  eventId,
  eventsFolder,
  foldChange,
  judgeApprovals,
  judgeGates,
  ledgerOf,
  makeEvent,
  signedEvent,
  verifyAppendOnly,
  verifyShape,
  verifySignatures,
  type Actor,
  type ApprovalStatement,
  type EventDraft,
  type EventOf,
  type LedgerEvent,
  type Present,
  type ProtocolPhase,
  type Tier,
} from "#core";
import { readAllowedSigners } from "../../src/adapters/signing/allowed-signers.ts";
import { makeEditorKey, signWithEditorKey } from "../../src/adapters/signing/editor-key.ts";
import { judgeSignatures } from "../../src/adapters/signing/judge-signature.ts";
import { APPROVAL_NAMESPACE } from "../../src/adapters/signing/sshsig.ts";
import { playToken } from "../unit/ledger/keys.ts";

const NOW = new Date("2026-11-20T12:00:00.000Z");
const CHANGE = "2026-11-20-forgery-000001";
const OTHER = "2026-11-20-another-000002";
const EDITOR: Actor = { kind: "human", name: "Ada", via: "vscode" };
const CLI: Actor = { kind: "human", name: "Ada", via: "cli" };

const editor = makeEditorKey();
const stranger = makeEditorKey();
const expired = makeEditorKey();
const token = playToken("ed25519");
/** The base commit's: what a pull request says of its own signers is never looked at. */
const base = [
  `ada namespaces="${APPROVAL_NAMESPACE}" ${editor.publicLine}`,
  `ada namespaces="${APPROVAL_NAMESPACE}" ${token.publicLine}`,
  `old valid-before="20250101Z",namespaces="${APPROVAL_NAMESPACE}" ${expired.publicLine}`,
].join("\n");

const place = { path: "p.md", line: 1 };
const phases: readonly ProtocolPhase[] = [
  { number: 1, title: "Plan", sections: [], tables: [], bullets: [], planOnly: true, place },
  { number: 2, title: "Code", sections: [], tables: [], bullets: [], planOnly: false, place },
];
const tree = [{ path: "src/a.ts", before: "1", after: "2" }];

function presentWith(
  over: { document?: string; least?: Tier; tree?: typeof tree; repo?: string } = {},
): Present {
  const { document = "doc", least = 1, tree: files = tree, repo = "repo" } = over;
  const shared = { document, least };
  return {
    repo,
    protocol: "protocol",
    changeSet: changeSetDigest(files),
    now: NOW.toISOString(),
    phases: new Map([
      [1, { gate: "Plan", bindsTree: false, ...shared }],
      [2, { gate: "Code", bindsTree: true, ...shared }],
    ]),
  };
}

function made(
  draft: EventDraft,
  parents: readonly LedgerEvent[],
  over: { actor?: Actor; ts?: string; change?: string } = {},
): LedgerEvent {
  const { actor = EDITOR, ts = NOW.toISOString(), change = CHANGE } = over;
  const result = makeEvent(draft, { change, actor, ts, parents: parents.map(({ id }) => id) });
  if (result.is === "refused") throw new Error(result.reason);
  return result.event;
}

const open = made({ type: "open", data: { title: "Forgery" } }, []);

function statement(
  events: readonly LedgerEvent[],
  phase = 1,
  over: Partial<ApprovalStatement> = {},
): EventDraft {
  const data = approvalStatement(foldChange(events)!, presentWith(), phase, { shown: "shown", marks: [] })!;
  return { type: "approval", data: { ...data, ...over } };
}

type Sign = (id: string) => string;
const byEditor: Sign = (id) => signWithEditorKey(editor.secret, APPROVAL_NAMESPACE, id);
const byToken =
  (flags: number): Sign =>
  (id) =>
    token.sign(APPROVAL_NAMESPACE, id, flags);

function signed(event: LedgerEvent, sign: Sign = byEditor): LedgerEvent {
  const result = signedEvent(event, sign(event.id));
  if (result.is === "refused") throw new Error(result.reason);
  return result.event;
}

interface Seen {
  /** What the approval of the gate came to: `valid 1`, `stale document`, …; `none` when there is none. */
  readonly approval: string;
  readonly gate: string;
  /** What the log shows, by levels 0 to 2. */
  readonly log: readonly string[];
}

/** How a record is judged, by the same code everywhere; CI has the base as a witness, a clone its journal. */
function judged(
  files: readonly (LedgerEvent | { name: string; text: string; change?: string })[],
  {
    witness = [],
    present = presentWith(),
    phase = 1,
  }: { witness?: readonly LedgerEvent[]; present?: Present; phase?: number } = {},
): Seen {
  const texts = files.map((file) => {
    const { name, text } = "text" in file ? file : eventFile(file);
    return { path: `${eventsFolder(file.change ?? CHANGE)}/${name}`, text };
  });
  const ledger = ledgerOf(texts);
  const signatures = judgeSignatures(ledger, readAllowedSigners(base), NOW);
  const problems = [
    ...verifyShape(ledger),
    ...verifyAppendOnly(
      ledger,
      witness.map((event) => ({ event, seen: "the base commit" })),
    ),
    ...verifySignatures(ledger, signatures),
  ];
  const state = foldChange(ledger.changes.get(CHANGE) ?? [])!;
  const approvals = judgeApprovals(state, {
    present,
    signatures,
    rules: { presenceKeys: new Set(), userVerification: false },
    enforced: new Set(),
  });
  const damage = problems.filter(({ weight }) => weight === "error");
  const gates = judgeGates({
    phases,
    documents: new Map(phases.map(({ number }) => [number, { place, asks: [] }])),
    approvals,
    assumptions: state.assumptions,
    surfaces: [],
    proof: [],
    codeEdits: [],
    record: damage.map(({ reason, path }) => ({
      code: "record-damaged",
      text: reason,
      place: { path, line: 1 },
    })),
    withoutApproval: new Set(phase === 2 ? [1] : []),
  });
  const last = approvals.findLast(({ event }) => event.data.phase === phase);
  const worth = last && "tier" in last ? ` ${last.tier}` : "";
  const why = last?.is === "stale" ? ` ${last.since.map(({ what }) => what).join(" ")}` : "";
  return {
    approval: last === undefined ? "none" : `${last.is}${worth}${why}`,
    gate: gates.find((gate) => gate.phase === phase)!.is,
    log: problems.map(({ code }) => code),
  };
}

describe("what an approval is worth when everything is right", () => {
  it("by the editor's key", () => {
    const yes = signed(made(statement([open]), [open]));
    assert.deepEqual(judged([open, yes]), { approval: "valid 1", gate: "open", log: [] });
  });

  it("by a touched hardware key", () => {
    const yes = signed(made(statement([open]), [open], { actor: CLI }), byToken(1));
    assert.deepEqual(judged([open, yes], { present: presentWith({ least: 2 }) }), {
      approval: "valid 2",
      gate: "open",
      log: [],
    });
  });

  it("after a rebase, a squash or an amended message: it is bound to contents, not to commits", () => {
    const yes = signed(made(statement([open], 2), [open]));
    assert.equal(judged([open, yes], { phase: 2 }).approval, "valid 1");
  });
});

describe("attacks on an approval", () => {
  const yes = signed(made(statement([open]), [open]));
  const file = eventFile(yes);

  it("a hand-written file reaches the lowest tier, and no gate that asks for more", () => {
    const forged = made(statement([open]), [open]);
    assert.deepEqual(judged([open, forged]), {
      approval: "too-low 0",
      gate: "waiting",
      log: ["approval-unsigned"],
    });
    assert.equal(judged([open, forged], { present: presentWith({ least: 0 }) }).approval, "valid 0");
  });

  it("a hand-edited record is quarantined", () => {
    const edited = { ...file, text: file.text.replace('"phase": 1', '"phase": 2') };
    assert.deepEqual(judged([open, edited]), { approval: "none", gate: "broken", log: ["wrong-id"] });
  });

  // It opens nothing and damages nothing: others may have approved.
  it("a record copied from another phase carries a signature that is not its own", () => {
    const { sig = "", ...bare } = yes as EventOf<"approval">;
    const copied = {
      ...bare,
      data: { ...bare.data, phase: 2, gate: "Code", changeSet: changeSetDigest(tree) },
    };
    const copy = { ...copied, id: eventId(copied), sig } as LedgerEvent;
    assert.deepEqual(judged([open, copy], { phase: 2 }), {
      approval: "unverified",
      gate: "broken",
      log: ["signature-invalid"],
    });
  });

  it("a record copied from another change or branch is quarantined", () => {
    const theirs = made({ type: "open", data: { title: "Another" } }, [], { change: OTHER });
    const approved = signed(made(statement([theirs]), [theirs], { change: OTHER }));
    const { name, text } = eventFile(approved);
    const seen = judged([open, { name, text }]);
    assert.deepEqual(seen, { approval: "none", gate: "broken", log: ["wrong-folder"] });
  });

  it("an approval of another repository is none", () => {
    const other = signed(made(statement([open], 1, { repo: "fork" }), [open]));
    assert.deepEqual(judged([open, other]), { approval: "unverified", gate: "broken", log: [] });
  });

  it("replaying it after the document was edited, it is stale and says so", () => {
    const present = presentWith({ document: "edited" });
    assert.deepEqual(judged([open, yes], { present }), {
      approval: "stale 1 document",
      gate: "broken",
      log: [],
    });
  });

  it("editing the code after it, it is stale where it binds the tree", () => {
    const code = signed(made(statement([open], 2), [open]));
    const present = presentWith({ tree: [{ path: "src/a.ts", before: "1", after: "3" }] });
    assert.deepEqual(judged([open, code], { present, phase: 2 }), {
      approval: "stale 1 change",
      gate: "broken",
      log: [],
    });
  });

  it("deleting the sending back is found by whoever saw it", () => {
    const back = made({ type: "send-back", data: { phase: 1, comment: "no" } }, [yes]);
    assert.equal(judged([open, yes, back]).approval, "taken-back");
    assert.deepEqual(judged([open, yes], { witness: [open, yes, back] }), {
      approval: "valid 1",
      gate: "broken",
      log: ["event-missing"],
    });
  });

  it("redacting or revoking the sending back takes nothing away", () => {
    const back = made({ type: "send-back", data: { phase: 1, comment: "no" } }, [yes]);
    const revoke = made({ type: "revoke", data: { target: back.id, reason: "x" } }, [back]);
    assert.equal(judged([open, yes, back, revoke]).approval, "taken-back");
    const redact = made(
      { type: "redact", data: { target: back.id, type: "send-back", reason: "held a password" } },
      [yes],
    );
    assert.deepEqual(judged([open, yes, redact], { witness: [back] }).log, ["event-missing"]);
  });

  it("writing it as if the sending back had not been seen does not help", () => {
    const back = made({ type: "send-back", data: { phase: 1, comment: "no" } }, [open]);
    const beside = signed(made(statement([open]), [open], { ts: "2026-11-20T13:00:00.000Z" }));
    assert.equal(judged([open, back, beside]).approval, "taken-back");
  });

  it("cutting off or reordering the log is found", () => {
    const next = made({ type: "comment", data: { text: "x" } }, [yes]);
    const last = made({ type: "comment", data: { text: "y" } }, [next]);
    assert.deepEqual(judged([open, yes], { witness: [open, yes, next, last] }).log, [
      "event-missing",
      "event-missing",
    ]);
    assert.deepEqual(judged([open, yes, last]).log, ["parent-missing"]);
    const moved = { ...last, parents: [open.id] };
    assert.deepEqual(judged([open, yes, next, moved]).log, ["wrong-id"]);
  });

  it("another key, another namespace, an expired key with an old date: no approval", () => {
    const outcome = { approval: "unverified", gate: "broken", log: ["signature-invalid"] };
    const bare = made(statement([open]), [open]);
    assert.deepEqual(
      judged([open, signed(bare, (id) => signWithEditorKey(stranger.secret, APPROVAL_NAMESPACE, id))]),
      outcome,
    );
    assert.deepEqual(
      judged([open, signed(bare, (id) => signWithEditorKey(editor.secret, "file", id))]),
      outcome,
    );
    const dated = made(statement([open]), [], { ts: "2024-06-01T00:00:00.000Z" });
    assert.deepEqual(
      judged([open, signed(dated, (id) => signWithEditorKey(expired.secret, APPROVAL_NAMESPACE, id))]),
      outcome,
    );
  });

  it("a key added to the signers by the same pull request is not the base's", () => {
    // The branch's own .lockstep/allowed_signers would name it; the judge reads the base's.
    const head = readAllowedSigners(`eve namespaces="${APPROVAL_NAMESPACE}" ${stranger.publicLine}`);
    assert.equal(head.signers.length, 1);
    const own = signed(made(statement([open]), [open]), (id) =>
      signWithEditorKey(stranger.secret, APPROVAL_NAMESPACE, id),
    );
    assert.equal(judged([open, own]).approval, "unverified");
  });

  it("a hardware key that nobody touched is worth no more than a file", () => {
    const present = presentWith({ least: 2 });
    const untouched = signed(made(statement([open]), [open]), byToken(0));
    assert.deepEqual(judged([open, untouched], { present }), {
      approval: "too-low 1",
      gate: "waiting",
      log: [],
    });
    const raised = Buffer.from(byToken(0)(untouched.id), "base64");
    raised[raised.length - 5]! |= 1;
    const lied = signed(made(statement([open]), [open]), () => raised.toString("base64"));
    assert.deepEqual(judged([open, lied], { present }).approval, "unverified");
  });

  it("the editor's key used from a terminal, or from an agent's, is only recorded", () => {
    assert.equal(
      judged([open, signed(made(statement([open]), [open], { actor: CLI }))]).approval,
      "too-low 0",
    );
    const marked = made(statement([open], 1, { marks: ["CLAUDECODE"] }), [open]);
    assert.equal(judged([open, signed(marked)]).approval, "too-low 0");
    assert.equal(judged([open, signed(marked, byToken(1))]).approval, "too-low 0");
  });

  it("through MCP, through a hook, by an agent or by CI: no approval, whatever signed it", () => {
    for (const actor of [
      { kind: "human", name: "Ada", via: "mcp" },
      { kind: "human", name: "Ada", via: "hook" },
      { kind: "agent", name: "codex", via: "cli" },
      { kind: "ci", name: "runner", via: "cli" },
    ] as const) {
      assert.equal(
        judged([open, signed(made(statement([open]), [open], { actor }), byToken(5))]).approval,
        "unverified",
      );
    }
  });

  it("a signature taken off is found by whoever saw it, and lowers the tier", () => {
    const { sig: _, ...bare } = yes;
    assert.deepEqual(judged([open, bare as LedgerEvent], { witness: [open, yes] }), {
      approval: "too-low 0",
      gate: "broken",
      log: ["event-altered", "approval-unsigned"],
    });
  });

  it("a clock set back orders nothing and is named", () => {
    const late = made({ type: "send-back", data: { phase: 1, comment: "no" } }, [yes], {
      ts: "2020-01-01T00:00:00.000Z",
    });
    const seen = judged([open, yes, late]);
    assert.deepEqual([seen.approval, seen.log], ["taken-back", ["clock-skew"]]);
    const lasting = signed(
      made(statement([open], 1, { expires: "2026-11-20T12:00:00.000Z" }), [open], {
        ts: "2020-01-01T00:00:00.000Z",
      }),
    );
    assert.equal(judged([open, lasting]).approval, "stale 1 time");
  });

  it("an approval that was not shown what stands in the record is stale", () => {
    const words = { act: "add", text: "t", rationale: "r", risk: "r", proposedTest: "t" } as const;
    const assumed = made({ type: "assumption", data: words }, [open]);
    assert.equal(judged([open, assumed, yes]).approval, "stale 1 assumptions");
  });
});
