import { EVENT_LIMITS, type EventType, type LedgerEvent } from "../model/ledger.ts";
import type { Path } from "../model/place.ts";
import { eventFileName, type Fault } from "./event.ts";
import { historyOf } from "./history.ts";
import { eventsFolder } from "./layout.ts";
import type { Ledger } from "./ledger.ts";

/** Something about the record that is not as its writers left it, or that nobody can vouch for. */
export interface LedgerProblem {
  /** The level that finds it: 0 from the files alone, 1 with a witness, 2 with the signers' public keys. */
  readonly level: 0 | 1 | 2;
  readonly code:
    | Fault
    | "no-open"
    | "too-many-events"
    | "parent-missing"
    | "clock-skew"
    | "event-missing"
    | "event-altered"
    | "approval-unsigned"
    | "signature-invalid";
  /** A warning never closes a gate. */
  readonly weight: "error" | "warning";
  readonly change: string;
  readonly path: Path;
  readonly reason: string;
}

/** An event somebody has seen: in the base commit, or in this clone's journal. */
export type Witnessed = Pick<LedgerEvent, "id" | "change" | "type" | "ts"> & { readonly sig?: string };

/** What checking a signature came to, for the events that carry one. */
export type SignatureVerdict =
  | {
      readonly is: "valid";
      /** The first principal of the signer's line, and all of them. */
      readonly signer: string;
      readonly principals: readonly string[];
      readonly fingerprint: string;
      /** What a hardware key attests about the moment of signing; absent for keys kept in files. */
      readonly presence?: { readonly touched: boolean; readonly verified: boolean };
    }
  | { readonly is: "invalid"; readonly reason: string };

const SKEW_MS = 5 * 60_000;

/** Events whose absence can only close gates, never open one: these alone may be redacted. */
const REDACTABLE: ReadonlySet<EventType> = new Set<EventType>([
  "approval",
  "evidence",
  "run",
  "not-needed",
  "still-true",
  "gap",
  "comment",
]);

/**
 * Level 0: what the files alone tell. Quarantined files, changes without an `open` event, parents that
 * are not there, too many events; clocks that disagree by more than five minutes as a warning.
 */
export function verifyShape(ledger: Ledger): readonly LedgerProblem[] {
  const problems: LedgerProblem[] = ledger.quarantined.map(({ path, fault, reason }) => ({
    level: 0,
    code: fault,
    weight: "error",
    change: path.split("/")[2] ?? "",
    path,
    reason,
  }));
  for (const [change, events] of ledger.changes) {
    const about = (code: LedgerProblem["code"], path: Path, reason: string) =>
      problems.push({
        level: 0,
        code,
        weight: code === "clock-skew" ? "warning" : "error",
        change,
        path,
        reason,
      });
    if (events.length > EVENT_LIMITS.events) {
      about("too-many-events", eventsFolder(change), `more than ${EVENT_LIMITS.events} events`);
      continue;
    }
    if (!events.some(({ type }) => type === "open")) {
      about("no-open", eventsFolder(change), "no event opens this change");
    }
    const history = historyOf(events);
    const allowed = redacted(events);
    for (const { event, parent } of history.missing) {
      if (allowed.has(parent)) continue;
      about("parent-missing", eventPath(event), `follows ${parent.slice(0, 16)}…, which is not there`);
    }
    for (const event of events) {
      const late = event.parents.some((id) => {
        const parent = history.event(id);
        return parent !== undefined && millis(parent.ts) - millis(event.ts) > SKEW_MS;
      });
      if (late) about("clock-skew", eventPath(event), "dated more than five minutes before what it follows");
    }
  }
  return problems;
}

/**
 * Level 1: nothing that was there is gone or different. Found only with a witness, because a record
 * proves nothing about its own end. A missing event is allowed where a person redacted it and its
 * absence can open nothing.
 * @param witnesses events seen before, each with where it was seen ("the base commit", "this clone")
 */
export function verifyAppendOnly(
  ledger: Ledger,
  witnesses: Iterable<{ readonly event: Witnessed; readonly seen: string }>,
): readonly LedgerProblem[] {
  const problems: LedgerProblem[] = [];
  const known = new Map<string, LedgerEvent>();
  const redactions = new Map<string, EventType>();
  for (const events of ledger.changes.values()) {
    for (const event of events) known.set(event.id, event);
    for (const [target, type] of redacted(events)) redactions.set(target, type);
  }
  for (const { event, seen } of witnesses) {
    const now = known.get(event.id);
    const shared = { level: 1, weight: "error", change: event.change, path: eventPath(event) } as const;
    if (now === undefined) {
      if (redactions.get(event.id) === event.type) continue;
      problems.push({ ...shared, code: "event-missing", reason: `recorded in ${seen}, and gone` });
    } else if (event.sig !== undefined && now.sig !== event.sig) {
      problems.push({ ...shared, code: "event-altered", reason: `its signature is not the one in ${seen}` });
    }
  }
  return problems;
}

/**
 * Level 2: signatures. Every signature has to be valid, and an approval without one is named.
 * @param verdicts one for each event with a signature, checked against the base's allowed signers
 */
export function verifySignatures(
  ledger: Ledger,
  verdicts: ReadonlyMap<string, SignatureVerdict>,
): readonly LedgerProblem[] {
  const problems: LedgerProblem[] = [];
  for (const [change, events] of ledger.changes) {
    for (const event of events) {
      const shared = { level: 2, weight: "error", change, path: eventPath(event) } as const;
      if (event.sig === undefined) {
        if (event.type !== "approval") continue;
        const reason = "not signed: anybody may have written it";
        // Whether that is enough is the gate's to say, by the least tier it asks for.
        problems.push({ ...shared, code: "approval-unsigned", weight: "warning", reason });
        continue;
      }
      const verdict = verdicts.get(event.id) ?? { is: "invalid", reason: "not checked" };
      if (verdict.is === "valid") continue;
      // It makes the event count for nothing, and is no damage: others may have approved.
      problems.push({ ...shared, code: "signature-invalid", weight: "warning", reason: verdict.reason });
    }
  }
  return problems;
}

/** Which events a person allowed to be gone, and of which type they were said to be. */
function redacted(events: readonly LedgerEvent[]): Map<string, EventType> {
  const targets = new Map<string, EventType>();
  for (const event of events) {
    if (event.type !== "redact" || event.actor.kind !== "human") continue;
    const type = event.data.type as EventType;
    if (REDACTABLE.has(type)) targets.set(event.data.target, type);
  }
  return targets;
}

/** Where the file of an event belongs. */
export function eventPath(event: Pick<Witnessed, "id" | "change" | "type" | "ts">): Path {
  return `${eventsFolder(event.change)}/${eventFileName(event)}`;
}

/** Milliseconds between a UTC timestamp and some fixed moment: only differences mean anything. */
function millis(ts: string): number {
  const [year, month, day, hour, minute, second, ms] = ts.split(/\D/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // Days from the civil calendar, years beginning in March so that the leap day comes last.
  const y = month > 2 ? year : year - 1;
  const days = 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day;
  return (((days + inYear) * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + ms;
}
