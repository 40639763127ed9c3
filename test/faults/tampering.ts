import {
  canonicalText,
  eventFile,
  eventId,
  eventsFolder,
  ledgerOf,
  makeEvent,
  signedEvent,
  verifyAppendOnly,
  verifyShape,
  verifySignatures,
  type ApprovalStatement,
  type EventDraft,
  type Json,
  type LedgerEvent,
} from "#core";
import { readAllowedSigners } from "../../src/adapters/signing/allowed-signers.ts";
import { makeEditorKey, signWithEditorKey } from "../../src/adapters/signing/editor-key.ts";
import { judgeSignatures } from "../../src/adapters/signing/judge-signature.ts";
import { APPROVAL_NAMESPACE } from "../../src/adapters/signing/sshsig.ts";
import type { Random } from "./seed.ts";

const CHANGES = ["2026-11-20-one-000001", "2026-11-20-two-000002"] as const;
const NOW = new Date("2026-11-20T12:00:00Z");
const key = makeEditorKey();
const stranger = makeEditorKey();
const allowed = readAllowedSigners(`ada namespaces="${APPROVAL_NAMESPACE}" ${key.publicLine}`);

/** Files by path; absent text stands for what is no regular file. */
type Files = Map<string, string | undefined>;

interface Record {
  readonly events: readonly LedgerEvent[];
  readonly files: Files;
}

/** The kinds of tampering and the level that promises to find each. */
export const TAMPERINGS: ReadonlyMap<string, { readonly level: 0 | 1 | 2; readonly tamper: Tamper }> =
  new Map(
    Object.entries({
      "a byte edited": {
        level: 0,
        tamper: (files, { event, random }) => {
          const text = files.get(pathOf(event))!;
          // The signature stands over the content, not in it: its bytes are the next kind's.
          const end = text.indexOf('  "sig"');
          files.set(pathOf(event), otherByte(text, random.below(end < 0 ? text.length : end)));
        },
      },
      "a byte of a signature edited": {
        level: 1,
        tamper: (files, { approval, random }) => {
          const text = files.get(pathOf(approval))!;
          const at = text.indexOf(approval.sig!) + random.below(approval.sig!.length);
          files.set(pathOf(approval), otherByte(text, at));
        },
      },
      "content edited, written canonically": {
        level: 0,
        tamper: (files, { event }) => {
          files.set(
            pathOf(event),
            canonicalText({ ...event, actor: { ...event.actor, name: "Eve" } } as Json),
          );
        },
      },
      "an event rewritten with a new id": {
        level: 1,
        tamper: (files, { event }) => {
          files.delete(pathOf(event));
          put(files, renamed(event));
        },
      },
      "the last events cut off": {
        level: 1,
        tamper: (files, { events, random }) => {
          for (const event of events.slice(-1 - random.below(3))) files.delete(pathOf(event));
        },
      },
      "an event deleted from the middle": {
        level: 0,
        tamper: (files, { inner }) => {
          files.delete(pathOf(inner));
        },
      },
      "events reordered by their parents": {
        level: 0,
        tamper: (files, { event, events, random }) => {
          const parents = [random.pick(events).id].filter((id) => !event.parents.includes(id));
          files.set(
            pathOf(event),
            canonicalText({ ...event, parents: parents.length > 0 ? parents : ["0".repeat(64)] } as Json),
          );
        },
      },
      "a file renamed": {
        level: 0,
        tamper: (files, { event }) => {
          files.set(pathOf(event).replace(/\d{8}T/, "19990101T"), files.get(pathOf(event)));
          files.delete(pathOf(event));
        },
      },
      "a record copied into another change": {
        level: 0,
        tamper: (files, { event }) => {
          files.set(pathOf(event).replace(CHANGES[0], CHANGES[1]), files.get(pathOf(event)));
        },
      },
      "a key written twice": {
        level: 0,
        tamper: (files, { event }) => {
          const text = files.get(pathOf(event))!;
          files.set(pathOf(event), text.replace('"v": 1', '"v": 1,\n  "v": 1'));
        },
      },
      "a file torn": {
        level: 0,
        tamper: (files, { event, random }) => {
          const text = files.get(pathOf(event))!;
          files.set(pathOf(event), text.slice(0, random.below(text.length)));
        },
      },
      "a link in place of a file": {
        level: 0,
        tamper: (files, { event }) => {
          files.set(pathOf(event), undefined);
        },
      },
      "a signature taken off": {
        level: 1,
        tamper: (files, { approval }) => {
          put(files, unsigned(approval));
        },
      },
      "a signature by another key": {
        level: 2,
        tamper: (files, { approval }) => {
          put(files, {
            ...approval,
            sig: signWithEditorKey(stranger.secret, APPROVAL_NAMESPACE, approval.id),
          });
        },
      },
      "a signature of another event": {
        level: 2,
        tamper: (files, { approval }) => {
          put(files, { ...renamed(approval), sig: approval.sig! });
        },
      },
      "a forged approval, unsigned": {
        level: 2,
        tamper: (files, { approval }) => {
          put(files, renamed(unsigned(approval)));
        },
      },
      "the whole record rewritten": {
        level: 1,
        tamper: (files, { events }) => {
          const ids = new Map<string, string>();
          files.clear();
          for (const event of events) {
            const parents = event.parents.map((id) => ids.get(id)!).sort();
            const { sig: _, ...bare } = { ...event, actor: { ...event.actor, name: "Eve" }, parents };
            const rewritten = { ...bare, id: eventId(bare as LedgerEvent) } as LedgerEvent;
            ids.set(event.id, rewritten.id);
            put(files, rewritten);
          }
        },
      },
    } satisfies { [kind: string]: { level: 0 | 1 | 2; tamper: Tamper } }),
  );

type Tamper = (
  files: Files,
  around: {
    readonly random: Random;
    readonly events: readonly LedgerEvent[];
    /** Any event. */
    readonly event: LedgerEvent;
    /** An event that another follows. */
    readonly inner: LedgerEvent;
    /** A signed approval. */
    readonly approval: LedgerEvent;
  },
) => void;

/** Makes a record, tampers with it once, and says whether the promised level (or a lower one) found it. */
export function tamperOnce(
  kind: string,
  random: Random,
): { readonly found: boolean; readonly quietBefore: boolean } {
  const { level, tamper } = TAMPERINGS.get(kind)!;
  const { events, files } = makeRecord(random);
  const quietBefore = problemsOf(files, events, 2) === 0;
  const followed = new Set(events.flatMap(({ parents }) => parents));
  tamper(files, {
    random,
    events,
    event: random.pick(events),
    inner: random.pick(events.filter(({ id }) => followed.has(id))),
    approval: random.pick(events.filter(({ sig }) => sig !== undefined)),
  });
  return { found: problemsOf(files, events, level) > 0, quietBefore };
}

function problemsOf(files: Files, base: readonly LedgerEvent[], level: 0 | 1 | 2): number {
  const ledger = ledgerOf([...files].map(([path, text]) => (text === undefined ? { path } : { path, text })));
  const problems = [
    ...verifyShape(ledger),
    ...(level >= 1
      ? verifyAppendOnly(
          ledger,
          base.map((event) => ({ event, seen: "the base commit" })),
        )
      : []),
    ...(level >= 2 ? verifySignatures(ledger, judgeSignatures(ledger, allowed, NOW)) : []),
  ];
  return problems.filter(({ code }) => code !== "clock-skew").length;
}

/** A record of 5 to 20 events with branches and merges, some of them signed approvals. */
function makeRecord(random: Random): Record {
  const events: LedgerEvent[] = [];
  const add = (draft: EventDraft, parents: readonly LedgerEvent[], signs = false) => {
    const made = makeEvent(draft, {
      change: CHANGES[0],
      actor: { kind: "human", name: "Ada", via: "vscode" },
      ts: new Date(NOW.getTime() + events.length * 1000).toISOString(),
      parents: [...new Set(parents.map(({ id }) => id))],
    });
    if (made.is === "refused") throw new Error(made.reason);
    const done = signs
      ? signedEvent(made.event, signWithEditorKey(key.secret, APPROVAL_NAMESPACE, made.event.id))
      : made;
    if (done.is === "made") events.push(done.event);
  };
  add({ type: "open", data: { title: "Tampering" } }, []);
  const length = 5 + random.below(16);
  while (events.length < length) {
    const parents = random.chance(0.7) ? [events.at(-1)!] : [random.pick(events), random.pick(events)];
    if (events.length === 2 || random.chance(0.2))
      add({ type: "approval", data: statement(random) }, parents, true);
    else add({ type: "comment", data: { text: `${random.below(1e9)}` } }, parents);
  }
  const files: Files = new Map();
  for (const event of events) put(files, event);
  return { events, files };
}

function statement(random: Random): ApprovalStatement {
  const text = `digest-${random.below(1e9)}`;
  return {
    phase: 1,
    gate: "Plan",
    repo: "r",
    protocol: text,
    document: text,
    assumptions: [],
    evidence: [],
    runs: [],
    shown: text,
    marks: [],
  };
}

function unsigned(event: LedgerEvent): LedgerEvent {
  const { sig: _, ...bare } = event;
  return bare as LedgerEvent;
}

function otherByte(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1);
}

function put(files: Files, event: LedgerEvent): void {
  files.set(pathOf(event), eventFile(event).text);
}

function pathOf(event: LedgerEvent): string {
  return `${eventsFolder(event.change)}/${eventFile(event).name}`;
}

/** The event with another name in it, and the id that follows. */
function renamed(event: LedgerEvent): LedgerEvent {
  const other = { ...event, actor: { ...event.actor, name: "Eve" } };
  return { ...other, id: eventId(other) };
}
