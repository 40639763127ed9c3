import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { planSendBack } from "#acts/gate";
import {
  type Actor,
  type ApprovalStatement,
  eventFile,
  type EventOf,
  eventsFolder,
  type LedgerEvent,
  makeEvent,
  sha256,
  signedEvent,
} from "#core";
import { makeEditorKey } from "../../src/adapters/signing/editor-key.ts";
import {
  ADA,
  copyGated,
  editor,
  type From,
  type Gated,
  makeGated,
  PHASES,
  signedBy,
  signer,
} from "../support/gated.ts";

/**
 * Attacks on a change whose three gates are open, in a real repository with real signatures: what the working copy
 * says, what CI says of the commit, and what is named. Every row of the table in docs/trust.md that is about
 * records stands here or in forgery.test.ts.
 */
interface Attack {
  readonly name: string;
  readonly act: (gated: Gated) => Promise<void> | void;
  /** The gates afterwards, and what has to be among the findings. `exit` 1 or 3: never 0. */
  readonly locally: Outcome;
  /** The same where it is left out. */
  readonly ci?: Outcome;
}

interface Outcome {
  readonly gates: string;
  readonly exit: 0 | 1 | 3;
  readonly says?: RegExp;
}

const ALL_OPEN = "1 open, 2 open, 3 open";

const stranger = makeEditorKey();
const expired = makeEditorKey();

const ATTACKS: readonly Attack[] = [
  {
    name: "an approval edited by hand",
    act: (gated) => rewrite(gated, 2, (text) => text.replace('"phase": 2', '"phase": 3')),
    locally: {
      gates: "1 broken, 2 ahead, 3 broken",
      exit: 1,
      says: /wrong-id.*parent-missing.*event-missing/s,
    },
    ci: { gates: "1 broken, 2 ahead, 3 broken", exit: 1, says: /wrong-id/ },
  },
  {
    name: "an approval written for another phase",
    act: (gated) => {
      gated.fill(3, "New.");
      forge(gated, 2, { phase: 3 }, { sig: eventOf(gated, 3).sig! });
    },
    locally: {
      gates: "1 open, 2 open, 3 broken",
      exit: 1,
      says: /stale: the phase document was edited.*signature in the record does not count/s,
    },
  },
  {
    name: "a record copied to another change",
    act: (gated) =>
      cpSync(folderOf(gated), join(gated.root, ".lockstep/changes/2026-11-20-other-000001/events"), {
        recursive: true,
      }),
    locally: { gates: "1 broken, 2 broken, 3 broken", exit: 1, says: /wrong-folder/ },
  },
  {
    name: "an event file renamed",
    act: (gated) => renameSync(fileOf(gated, 2), fileOf(gated, 2).replace("-approval-", "-comment-")),
    locally: { gates: "1 broken, 2 ahead, 3 broken", exit: 1, says: /wrong-name/ },
  },
  {
    name: "the document edited after approval",
    act: (gated) => gated.fill(1, "More."),
    locally: {
      gates: "1 broken, 2 waiting, 3 waiting",
      exit: 1,
      says: /stale: the phase document was edited/,
    },
  },
  {
    name: "the code edited after approval",
    act: (gated) => gated.write("src/retry.ts", "export const RETRY_LIMIT = 6;\n"),
    locally: { gates: "1 open, 2 broken, 3 broken", exit: 1, says: /stale: the change was edited/ },
  },
  {
    name: "the protocol edited after approval",
    act: (gated) => gated.write("docs/PROTOCOL.md", `${PHASES}\nMore.\n`),
    locally: { gates: "1 broken, 2 broken, 3 broken", exit: 1, says: /stale: the protocol was edited/ },
  },
  {
    name: "an approval deleted",
    act: (gated) => rmSync(fileOf(gated, 2)),
    locally: { gates: "1 broken, 2 ahead, 3 broken", exit: 1, says: /parent-missing.*event-missing/s },
    ci: { gates: "1 broken, 2 ahead, 3 broken", exit: 1, says: /parent-missing/ },
  },
  {
    name: "the log cut off, journal and all",
    act: (gated) => {
      rmSync(fileOf(gated, 3));
      rmSync(join(gated.root, ".git/lockstep"), { recursive: true });
    },
    locally: { gates: "1 open, 2 open, 3 waiting", exit: 3 },
  },
  {
    name: "the log cut off",
    act: (gated) => rmSync(fileOf(gated, 3)),
    locally: { gates: "1 broken, 2 broken, 3 ahead", exit: 1, says: /event-missing.*this clone/ },
    ci: { gates: "1 open, 2 open, 3 waiting", exit: 3 },
  },
  {
    // It is small enough to need no record; a larger one would be held: the next attack.
    name: "the whole record of a small change deleted",
    act: (gated) => rmSync(join(gated.root, ".lockstep/changes"), { recursive: true }),
    locally: { gates: "", exit: 1, says: /event-missing.*this clone/ },
    ci: { gates: "", exit: 0 },
  },
  {
    name: "the whole record of a large change deleted, journal and all",
    act: (gated) => {
      rmSync(join(gated.root, ".lockstep/changes"), { recursive: true });
      rmSync(join(gated.root, ".git/lockstep"), { recursive: true });
      for (const name of ["a", "b", "c", "d"]) gated.write(`src/${name}.ts`, `export const ${name} = 1;\n`);
    },
    locally: { gates: "1 waiting, 2 ahead, 3 ahead", exit: 1, says: /gate\/change-missing/ },
  },
  {
    name: "an approval by an unknown key",
    act: (gated) => {
      gated.fill(2, "New.");
      forge(gated, 2, {}, { by: signedBy(stranger) });
    },
    locally: { gates: "1 open, 2 broken, 3 waiting", exit: 1, says: /is not an allowed signer's/ },
  },
  {
    name: "an approval by a key that the change itself allows",
    act: (gated) => {
      gated.write(".lockstep/allowed_signers", signer("ada@example.org", stranger));
      gated.fill(2, "New.");
      forge(gated, 2, {}, { by: signedBy(stranger) });
    },
    locally: { gates: "1 open, 2 broken, 3 broken", exit: 1, says: /is not an allowed signer's/ },
  },
  {
    name: "an approval signed for another purpose",
    act: (gated) => {
      gated.fill(2, "New.");
      forge(gated, 2, {}, { by: signedBy(editor, "file") });
    },
    locally: {
      gates: "1 open, 2 broken, 3 waiting",
      exit: 1,
      says: /signature in the record does not count/,
    },
  },
  {
    name: "an approval by an expired key, dated back",
    act: (gated) => {
      gated.fill(2, "New.");
      forge(gated, 2, {}, { by: signedBy(expired), ts: "2024-11-20T12:00:00.000Z" });
    },
    locally: { gates: "1 open, 2 broken, 3 waiting", exit: 1, says: /is expired/ },
  },
  {
    name: "an unsigned approval",
    act: (gated) => {
      gated.fill(2, "New.");
      forge(gated, 2, { document: digestOf(gated, 2) });
    },
    locally: {
      gates: "1 open, 2 waiting, 3 waiting",
      exit: 1,
      says: /only recorded; this gate asks for one confirmed/,
    },
  },
  {
    name: "an approval by an agent, whatever key signs it",
    act: (gated) => {
      gated.fill(2, "New.");
      const actor = { kind: "agent", name: "codex", via: "cli" } as const;
      forge(gated, 2, { document: digestOf(gated, 2) }, { by: signedBy(editor), actor });
    },
    locally: { gates: "1 open, 2 broken, 3 waiting", exit: 1, says: /.*/ },
  },
  {
    name: "an approval from an agent's environment",
    act: (gated) => {
      gated.fill(2, "New.");
      forge(gated, 2, { document: digestOf(gated, 2), marks: ["CLAUDECODE"] }, { by: signedBy(editor) });
    },
    locally: { gates: "1 open, 2 waiting, 3 waiting", exit: 1, says: /only recorded/ },
  },
  {
    name: "an approval from a terminal with an ordinary key",
    act: (gated) => {
      gated.fill(2, "New.");
      const actor = { kind: "human", name: "Ada", via: "cli" } as const;
      forge(gated, 2, { document: digestOf(gated, 2) }, { by: signedBy(editor), actor });
    },
    locally: { gates: "1 open, 2 waiting, 3 waiting", exit: 1, says: /only recorded/ },
  },
  {
    name: "an approval of another repository",
    act: (gated) => {
      gated.fill(2, "New.");
      forge(gated, 2, { document: digestOf(gated, 2), repo: "another" }, { by: signedBy(editor) });
    },
    locally: { gates: "1 open, 2 broken, 3 waiting", exit: 1 },
  },
  {
    name: "a signature taken off",
    act: (gated) => {
      const { sig: _, ...bare } = eventOf(gated, 2);
      writeFileSync(fileOf(gated, 2), eventFile(bare as LedgerEvent).text);
    },
    locally: { gates: "1 open, 2 waiting, 3 waiting", exit: 1, says: /only recorded/ },
  },
  {
    name: "a phase sent back, and the approval dated after it",
    act: async (gated) => {
      await gated.perform((verdict) => planSendBack(verdict, 3, "Say more."));
      forge(
        gated,
        3,
        {},
        { by: signedBy(editor), ts: "2030-01-01T00:00:00.000Z", parents: [eventOf(gated, 2).id] },
      );
    },
    locally: { gates: "1 open, 2 open, 3 waiting", exit: 3 },
    ci: { gates: "1 open, 2 open, 3 waiting", exit: 1, says: /Sent back by Ada: Say more/ },
  },
  {
    name: "the policy softened by the change",
    act: (gated) =>
      gated.write(
        ".lockstep/config.jsonc",
        '{ "protocols": ["docs/PROTOCOL.md"], "approvals": { "least": "recorded" }, "rules": { "gate/*": "off" } }\n',
      ),
    locally: { gates: "1 open, 2 broken, 3 broken", exit: 1, says: /stale: the change was edited/ },
  },
  {
    name: "the protocol dropped by the change",
    act: (gated) => gated.write(".lockstep/config.jsonc", "{}\n"),
    locally: { gates: "1 broken, 2 broken, 3 broken", exit: 1, says: /stale: the protocol was edited/ },
  },
  {
    name: "a commit amended",
    act: (gated) => void gated.git("commit", "--amend", "--quiet", "-m", "other words"),
    locally: { gates: ALL_OPEN, exit: 0 },
  },
  {
    name: "a commit amended with another content",
    act: (gated) => {
      gated.write("src/retry.ts", "export const RETRY_LIMIT = 50;\n");
      gated.git("commit", "--all", "--amend", "--quiet", "--no-edit");
    },
    locally: { gates: "1 open, 2 broken, 3 broken", exit: 1, says: /stale: the change was edited/ },
  },
  {
    name: "a branch rebased over another file",
    act: (gated) => {
      gated.git("checkout", "--quiet", "main");
      gated.write("NEWS.md", "# News\n");
      gated.commit();
      gated.git("checkout", "--quiet", "work");
      gated.git("rebase", "--quiet", "main");
    },
    locally: { gates: ALL_OPEN, exit: 0 },
  },
  {
    name: "a clock set back: the record is written as ever",
    act: (gated) => forge(gated, 3, {}, { by: signedBy(editor), ts: "2001-01-01T00:00:00.000Z" }),
    locally: { gates: ALL_OPEN, exit: 0 },
  },
];

describe("attacks on a change that was approved", function () {
  this.timeout(60_000);
  let approved: Gated;

  before(async () => {
    approved = await makeGated({
      ".lockstep/allowed_signers":
        signer("ada@example.org", editor) + signer("old@example.org", expired, 'valid-before="20250101Z",'),
    });
    approved.fill(1);
    await approved.approve(1);
    approved.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
    approved.fill(2);
    await approved.approve(2);
    approved.fill(3);
    await approved.approve(3);
    approved.commit();
  });
  after(() => approved.dispose());

  it("is open before anybody attacks", async () => {
    for (const from of ["locally", "in CI"] as const) {
      const { gates, exit, findings } = await approved.check(from);
      assert.deepEqual({ gates, exit, findings }, { gates: ALL_OPEN, exit: 0, findings: [] });
    }
  });

  it("is worth most where CI was told of a review by the same person", async () => {
    const gated = await makeGated({
      ".lockstep/config.jsonc":
        '{ "protocols": ["docs/PROTOCOL.md"], "approvals": { "gates": { "1": { "least": "enforced" } } } }\n',
    });
    try {
      gated.fill(1);
      await gated.approve(1);
      gated.commit();
      const told = await gated.check("in CI");
      assert.match(
        told.findings.join(),
        /only confirmed in the editor; this gate asks for one enforced by CI/,
      );
      assert.equal((await gated.check("in CI", ["bob@example.org"])).gates, "1 waiting, 2 ahead, 3 ahead");
      assert.equal((await gated.check("in CI", ["ada@example.org"])).gates, "1 open, 2 waiting, 3 ahead");
    } finally {
      gated.dispose();
    }
  });

  for (const { name, act, locally, ci = locally } of ATTACKS)
    it(name, async () => {
      const gated = copyGated(approved);
      try {
        await act(gated);
        await isHeld(gated, "locally", locally);
        gated.commit();
        await isHeld(gated, "in CI", ci);
      } finally {
        gated.dispose();
      }
    });
});

async function isHeld(gated: Gated, from: From, { gates, exit, says = /(?:)/ }: Outcome): Promise<void> {
  const now = await gated.check(from);
  const told = now.findings.join("\n");
  assert.deepEqual([now.gates, now.exit], [gates, exit], `${from}:\n${told}`);
  assert.match(told, says, from);
}

function folderOf({ root, change }: Gated): string {
  return join(root, eventsFolder(change));
}

/** The file of the approval of a phase that was made first. */
function fileOf(gated: Gated, phase: number): string {
  const folder = folderOf(gated);
  const files = readdirSync(folder).filter((name) => name.includes("-approval-"));
  const found = files.sort().find((name) => phaseIn(join(folder, name)) === phase);
  if (found === undefined) throw new Error(`no approval of phase ${phase}`);
  return join(folder, found);
}

function phaseIn(file: string): number {
  return (JSON.parse(readFileSync(file, "utf8")) as EventOf<"approval">).data.phase;
}

function eventOf(gated: Gated, phase: number): EventOf<"approval"> {
  return JSON.parse(readFileSync(fileOf(gated, phase), "utf8")) as EventOf<"approval">;
}

function rewrite(gated: Gated, phase: number, change: (text: string) => string): void {
  const file = fileOf(gated, phase);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

function digestOf(gated: Gated, phase: number): string {
  return sha256(readFileSync(join(gated.root, gated.documentOf(phase)), "utf8"));
}

interface Forgery {
  readonly by?: (id: string) => string;
  /** A signature taken from elsewhere. */
  readonly sig?: string;
  readonly actor?: Actor;
  readonly ts?: string;
  readonly parents?: readonly string[];
}

/** Writes an approval by hand, made from a real one: well formed, and whatever else it is. */
function forge(gated: Gated, phase: number, over: Partial<ApprovalStatement>, forgery: Forgery = {}): void {
  const real = eventOf(gated, phase);
  const { by, sig, actor = ADA, ts = new Date().toISOString(), parents = [real.id] } = forgery;
  const draft = { type: "approval", data: { ...real.data, ...over } } as const;
  const made = makeEvent(draft, { change: gated.change, actor, ts, parents });
  assert.ok(made.is === "made");
  const text = by?.(made.event.id) ?? sig;
  const done = text === undefined ? made : signedEvent(made.event, text);
  assert.ok(done.is === "made");
  const file = eventFile(done.event);
  writeFileSync(join(folderOf(gated), file.name), file.text);
}
