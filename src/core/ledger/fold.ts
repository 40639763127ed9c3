import {
  EVENT_LIMITS,
  type Actor,
  type EventData,
  type EventOf,
  type EventType,
  type LedgerEvent,
} from "../model/ledger.ts";
import { foldAssumptions, type Assumption } from "./fold-assumptions.ts";
import { historyOf, type History } from "./history.ts";
import type { Ledger } from "./ledger.ts";

/** In which event something was written down, by whom, and when by his clock. */
export interface Recorded {
  readonly id: string;
  readonly by: Actor;
  readonly at: string;
}

/** What an event said, and who said it. */
export type Said<T extends EventType> = EventData<T> & Recorded;

/** What became of an approval event, before anybody asks whether it is fresh and signed. */
export interface RecordedApproval {
  readonly event: EventOf<"approval">;
  /** Taken back by name. */
  readonly revoked?: EventOf<"revoke">;
  /** The phase was sent back after it, or beside it by somebody who had not seen it. */
  readonly sentBack?: EventOf<"send-back">;
}

/** What a change's events come to. Nothing of it is stored; it is folded anew from the files. */
export interface ChangeState {
  readonly change: string;
  readonly title: string;
  readonly branch?: string;
  readonly protocol?: { readonly path: string; readonly digest: string };
  readonly opened: Recorded;
  /** The event that closed the change; absent while it is open. */
  readonly closed?: EventOf<"close">;
  /** The phase the work was said to be in; 1 where nobody said. */
  readonly phase: number;
  /** The last word on right-sizing; absent where nobody said one. */
  readonly track?: Said<"track">;
  readonly assumptions: readonly Assumption[];
  readonly approvals: readonly RecordedApproval[];
  readonly sendBacks: readonly Said<"send-back">[];
  readonly evidence: readonly Said<"evidence">[];
  readonly runs: readonly Said<"run">[];
  /** Decisions of people; what an agent proposed is in `events` only. */
  readonly notNeeded: readonly Said<"not-needed">[];
  readonly stillTrue: readonly Said<"still-true">[];
  readonly gaps: readonly Said<"gap">[];
  readonly violations: readonly Said<"violation">[];
  readonly comments: readonly Said<"comment">[];
  readonly redactions: readonly Said<"redact">[];
  /** What the next event names as its parents. */
  readonly heads: readonly string[];
  /** All events, parents first. */
  readonly events: readonly LedgerEvent[];
}

/** A change is not closed where one of these came after the closing, or beside it unseen. */
const HOLDS_UP: ReadonlySet<EventType> = new Set<EventType>(["open", "send-back", "revoke", "violation"]);

/** The states of all changes of a ledger, by change id. A change without an `open` event has none. */
export function foldLedger(ledger: Ledger): ReadonlyMap<string, ChangeState> {
  const states = new Map<string, ChangeState>();
  for (const [change, events] of ledger.changes) {
    const state = foldChange(events);
    if (state !== undefined) states.set(change, state);
  }
  return states;
}

/**
 * What the events of one change come to. Parents say what came before what; among concurrent events
 * the restrictive one wins, ties by id; clocks decide nothing. `undefined` without an `open` event,
 * and where there are more events than are folded (verify says so).
 */
export function foldChange(events: readonly LedgerEvent[]): ChangeState | undefined {
  if (events.length > EVENT_LIMITS.events) return undefined;
  const history = historyOf(events);
  const of = byType(history);
  const [open] = history.latest(of("open"));
  if (open === undefined) return undefined;
  const revoked = new Map(of("revoke").map((event) => [event.data.target, event]));
  const stands = ({ id }: { readonly id: string }) => !revoked.has(id);
  const standing = <T extends EventType>(type: T) => of(type).filter(stands).map(said);
  const closed = closing(history, of("close"));
  const track = trackOf(history, of("track"));
  const { title, branch, protocol } = open.data;
  return {
    change: open.change,
    title,
    ...(branch === undefined ? {} : { branch }),
    ...(protocol === undefined ? {} : { protocol }),
    opened: recorded(open),
    ...(closed === undefined ? {} : { closed }),
    phase: phaseOf(history, of("phase")),
    ...(track === undefined ? {} : { track: said(track) }),
    assumptions: foldAssumptions(history, of("assumption"), stands),
    approvals: of("approval").map((event) => {
      const taken = revoked.get(event.id);
      const back = of("send-back").find(
        (other) => other.data.phase === event.data.phase && !history.precedes(other, event),
      );
      return {
        event,
        ...(taken === undefined ? {} : { revoked: taken }),
        ...(back === undefined ? {} : { sentBack: back }),
      };
    }),
    sendBacks: of("send-back").map(said),
    evidence: standing("evidence"),
    runs: standing("run"),
    notNeeded: standing("not-needed").filter(byPerson),
    stillTrue: standing("still-true").filter(byPerson),
    gaps: standing("gap"),
    violations: of("violation").map(said),
    comments: of("comment").map(said),
    redactions: of("redact").map(said),
    heads: history.heads,
    events: history.order,
  };
}

type ByType = <T extends EventType>(type: T) => readonly EventOf<T>[];

function byType(history: History): ByType {
  const lists = new Map<EventType, LedgerEvent[]>();
  for (const event of history.order) {
    const list = lists.get(event.type);
    if (list === undefined) lists.set(event.type, [event]);
    else list.push(event);
  }
  return <T extends EventType>(type: T) =>
    (lists.get(type) ?? []) as readonly LedgerEvent[] as readonly EventOf<T>[];
}

function recorded({ id, actor, ts }: Pick<LedgerEvent, "id" | "actor" | "ts">): Recorded {
  return { id, by: actor, at: ts };
}

function said<T extends EventType>(event: EventOf<T>): Said<T> {
  return { ...event.data, ...recorded(event) };
}

function byPerson({ by }: Recorded): boolean {
  return by.kind === "human";
}

/** The earliest of the phases that were entered last. */
function phaseOf(history: History, events: readonly EventOf<"phase">[]): number {
  return events.length === 0 ? 1 : Math.min(...history.latest(events).map(({ data }) => data.phase));
}

/** Only a person moves a change to the lite track once anybody said full. Full beats lite. */
function trackOf(history: History, events: readonly EventOf<"track">[]): EventOf<"track"> | undefined {
  const full = events.some(({ data }) => data.track === "full");
  const counted = events.filter(
    ({ data, actor }) => data.track === "full" || !full || actor.kind === "human",
  );
  const last = history.latest(counted);
  return last.find(({ data }) => data.track === "full") ?? last[0];
}

/** The closing that saw everything that held the change up. */
function closing(history: History, events: readonly EventOf<"close">[]): EventOf<"close"> | undefined {
  const holds = history.order.filter(({ type }) => HOLDS_UP.has(type));
  return events.find((close) => holds.every((hold) => history.precedes(hold, close)));
}
