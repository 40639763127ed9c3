import * as z from "zod";

/**
 * The events of a change's ledger: what a person, an agent or CI wrote down, one immutable file each.
 * Every schema is strict: an unknown key makes the file no event. Optional keys are absent, never
 * `undefined` or `null`.
 */

/** Bounds that hold for every event; a file beyond them is not read. */
export const EVENT_LIMITS = {
  /** UTF-8 bytes of the canonical form. */
  bytes: 64 * 1024,
  parents: 64,
  /** Ids that one approval may name per kind. */
  seen: 250,
  /** Events of one change that are folded; more is a problem, never a silent cut. */
  events: 10_000,
} as const;

const words = (max: number) => z.string().min(1).max(max);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime({ precision: 3 });
const path = words(4096);
const lineNumber = z.int().min(1).max(10_000_000);
const phaseNumber = z.int().min(1).max(99);
/** A digest of whatever algorithm its maker uses: compared, never computed here. */
const digest = z.string().regex(/^[A-Za-z0-9:+/=._-]{1,200}$/);
const reason = z
  .string()
  .max(4000)
  .refine((text) => text.trim().length >= 10, { error: "a reason has at least 10 characters" });
const ids = z.array(sha256).max(EVENT_LIMITS.seen);

const place = z.strictObject({ path, line: lineNumber, endLine: lineNumber.exactOptional() });

/** One file a decision was about: its content before and after the change, absent where there was no file. */
const covered = z.strictObject({
  path,
  before: digest.exactOptional(),
  after: digest.exactOptional(),
});

export const CHANGE_ID = /^\d{4}-\d\d-\d\d(?:-[a-z0-9]{1,40}){1,20}-[0-9a-f]{6}$/;

const change = z.string().max(80).regex(CHANGE_ID);

const actor = z.strictObject({
  kind: z.enum(["human", "agent", "ci"]),
  name: words(200),
  via: z.enum(["vscode", "cli", "mcp", "hook"]),
});

/** What an approval binds. Any difference from what is true when it is judged makes it stale. */
const approval = z.strictObject({
  /** The phase whose gate it opens. */
  phase: phaseNumber,
  gate: words(200),
  /** Names the repository: an approval of another one does not count here. */
  repo: digest,
  protocol: digest,
  /** The phase document as it was approved. */
  document: digest,
  /** The content of the change; absent where the phase does not bind the tree. */
  changeSet: digest.exactOptional(),
  /** What the approver was shown: ids of the events. */
  assumptions: ids,
  evidence: ids,
  runs: ids,
  /** The text shown to the person. */
  shown: digest,
  /** From this moment on it no longer holds; judged by the judge's clock. */
  expires: time.exactOptional(),
  /** Marks of a coding agent seen in the environment of the one who approved. They only lower the tier. */
  marks: z.array(words(100)).max(20),
});

/** Why a verification command came to no result. */
export const RUN_GAPS = [
  "no-consent",
  "no-program",
  "no-folder",
  "time-limit",
  "cancelled",
  "signal",
] as const;
export type RunGap = (typeof RUN_GAPS)[number];

/** Cases of a JUnit report, counted one by one. */
const testCounts = z.strictObject({
  passed: z.int().min(0),
  failed: z.int().min(0),
  skipped: z.int().min(0),
});
export type TestCounts = z.infer<typeof testCounts>;

/** Which data each type of event carries. */
export const EVENT_DATA = {
  /** Starts the record of a change. */
  open: z.strictObject({
    title: words(200),
    branch: words(1024).exactOptional(),
    protocol: z.strictObject({ path: words(4096), digest }).exactOptional(),
  }),
  /** The work enters a phase. */
  phase: z.strictObject({ phase: phaseNumber, note: words(2000).exactOptional() }),
  /** Something taken for granted: added, then confirmed or rejected by naming the event that added it. */
  assumption: z.discriminatedUnion("act", [
    z.strictObject({
      act: z.literal("add"),
      text: words(2000),
      rationale: words(2000),
      risk: words(2000),
      proposedTest: words(2000),
      place: place.exactOptional(),
      /** It was found in what was done already, and nobody had listed it. */
      hidden: z.literal(true).exactOptional(),
    }),
    z.strictObject({ act: z.literal("confirm"), of: sha256, note: words(2000).exactOptional() }),
    z.strictObject({ act: z.literal("reject"), of: sha256, note: words(2000).exactOptional() }),
  ]),
  /** A claim of the self-audit and the text it stands on. */
  evidence: z.strictObject({
    item: words(500),
    place,
    /** The text of the place when it was recorded. */
    digest,
    /** Digests of the lines around it, to find it again. */
    around: z.strictObject({ before: digest.exactOptional(), after: digest.exactOptional() }).exactOptional(),
    note: words(2000).exactOptional(),
    /** A probe found it when a self-audit was drafted; nobody has looked at it yet. */
    found: z.literal(true).exactOptional(),
  }),
  /** A verification command that Lockstep ran itself, or could not run. */
  run: z.strictObject({
    command: words(4000),
    /** The exit status; -1 where there is none. */
    exit: z.int().min(-1).max(4_294_967_295),
    durationMs: z.int().min(0),
    outputDigest: digest,
    treeDigest: digest,
    /** What it verifies: the configured names of verifications. */
    covers: z.array(words(200)).max(100),
    /** The files it looked at, where it looked at no others: it stays fresh while they are as they were. */
    files: z
      .array(z.strictObject({ path, id: digest }))
      .min(1)
      .max(100)
      .exactOptional(),
    tests: testCounts.exactOptional(),
    /** Present where it came to no result: such a run proves nothing, and says so. */
    gap: z.enum(RUN_GAPS).exactOptional(),
  }),
  approval,
  /** A phase goes back to its author. */
  "send-back": z.strictObject({
    phase: phaseNumber,
    comment: words(8000),
    /** The phase document that was sent back: while it is the same, the gate waits for another. */
    document: digest.exactOptional(),
  }),
  /** Takes an earlier decision back for good: an approval, a "not needed", a "still true", a confirmation. */
  revoke: z.strictObject({ target: sha256, reason: words(4000) }),
  /** A person's reasoned decision that a surface is not owed for these contents. */
  "not-needed": z.strictObject({ surface: words(200), reason, covers: z.array(covered).min(1).max(1000) }),
  /** A person's word that a document line stays true although the fact it states changed. */
  "still-true": z.strictObject({
    place,
    /** The document line's text. */
    lineDigest: digest,
    /** The fact: what it was and what it is. */
    factDigest: digest,
    reason,
  }),
  /** An item of the self-audit that is open, and who closes it when. */
  gap: z.strictObject({
    item: words(500),
    owner: words(200),
    eta: words(100),
    note: words(2000).exactOptional(),
  }),
  /** Something the protocol forbids was seen to happen. */
  violation: z.strictObject({
    rule: words(200),
    message: words(2000),
    phase: phaseNumber.exactOptional(),
    place: place.exactOptional(),
  }),
  comment: z.strictObject({
    text: words(8000),
    phase: phaseNumber.exactOptional(),
    on: sha256.exactOptional(),
  }),
  /** How much of the protocol the change walks through. */
  track: z.strictObject({
    track: z.enum(["lite", "full"]),
    reasons: z.array(words(500)).min(1).max(20),
    /** What spoke for the full track when a person chose the lite one all the same. */
    although: z.array(words(500)).min(1).max(20).exactOptional(),
  }),
  close: z.strictObject({
    outcome: z.enum(["done", "abandoned"]),
    /** The content of the change when it was closed: what came later belongs to another one. */
    changeSet: digest.exactOptional(),
    note: words(2000).exactOptional(),
  }),
  /** Allows one event's file to be gone, because it held what must not stay in a repository. */
  redact: z.strictObject({ target: sha256, type: words(40), reason }),
} as const;

export type EventType = keyof typeof EVENT_DATA;
export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>;

const types = Object.keys(EVENT_DATA) as [EventType, ...EventType[]];

/** What every event has around its data. */
export const ENVELOPE = z.strictObject({
  actor,
  change,
  data: z.unknown(),
  id: sha256,
  /** The heads its writer saw: everything among their ancestors came before. */
  parents: z.array(sha256).max(EVENT_LIMITS.parents),
  /** An SSH signature (SSHSIG) over `id`, base64 on one line. */
  sig: z
    .string()
    .max(16_384)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .exactOptional(),
  /** The writer's clock, UTC. Shown to people; orders nothing. */
  ts: time,
  type: z.enum(types),
  v: z.literal(1),
});

export type Actor = z.infer<typeof actor>;
export type EventPlace = z.infer<typeof place>;
export type Covers = z.infer<typeof covered>;
/** The statement a person approves; the approval event's data. */
export type ApprovalStatement = z.infer<typeof approval>;

type Envelope = z.infer<typeof ENVELOPE>;

/** An event of one type. */
export type EventOf<T extends EventType> = Omit<Envelope, "type" | "data"> & {
  readonly type: T;
  readonly data: EventData<T>;
};

/** One step in the record of a change. */
export type LedgerEvent = { [T in EventType]: EventOf<T> }[EventType];

/** What a writer says; the ledger adds id, parents, time and actor. */
export type EventDraft = {
  [T in EventType]: { readonly type: T; readonly data: EventData<T> };
}[EventType];
