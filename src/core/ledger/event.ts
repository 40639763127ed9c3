import {
  ENVELOPE,
  EVENT_DATA,
  EVENT_LIMITS,
  type Actor,
  type EventDraft,
  type LedgerEvent,
} from "../model/ledger.ts";
import { canonicalText, jcs, type Json } from "./canonical.ts";
import { sha256 } from "./sha256.ts";
import { utf8Length } from "./utf8.ts";

/** Why a file in an events folder is no event: it is shown, and never counted. */
export type Fault =
  | "not-a-file"
  | "too-large"
  | "not-json"
  | "wrong-shape"
  | "not-canonical"
  | "wrong-id"
  | "wrong-name"
  | "wrong-folder";

export type Parsed =
  | { readonly is: "event"; readonly event: LedgerEvent }
  | { readonly is: "quarantined"; readonly fault: Fault; readonly reason: string };

export type Made =
  | { readonly is: "made"; readonly event: LedgerEvent }
  | { readonly is: "refused"; readonly reason: string };

/** What the ledger adds to a draft. */
export interface Circumstances {
  readonly change: string;
  readonly actor: Actor;
  /** UTC with milliseconds, as `Date.toISOString` writes it. */
  readonly ts: string;
  readonly parents: readonly string[];
}

const DOMAIN = "lockstep-event-v1\n";

/** The name of an event's content: everything but the id itself and the signature over it. */
export function eventId(event: Omit<LedgerEvent, "id" | "sig">): string {
  const { actor, change, data, parents, ts, type, v } = event;
  return sha256(DOMAIN + jcs({ actor, change, data, parents, ts, type, v } as Json));
}

/** `20261120T230601-open-4f2a9c01d2e3b4a5.json` */
export function eventFileName({ ts, type, id }: Pick<LedgerEvent, "ts" | "type" | "id">): string {
  return `${ts.slice(0, 19).replaceAll(/[-:]/g, "")}-${type}-${id.slice(0, 16)}.json`;
}

/** Builds the event a draft stands for. Refused when its values are out of bounds; the reason says which. */
export function makeEvent(draft: EventDraft, { change, actor, ts, parents }: Circumstances): Made {
  const content = {
    actor,
    change,
    data: draft.data,
    parents: [...parents].sort(),
    ts,
    type: draft.type,
    v: 1,
  };
  const wrong = shapeFault({ ...content, id: "0".repeat(64) });
  if (wrong !== undefined) return { is: "refused", reason: wrong };
  const id = eventId(content as Omit<LedgerEvent, "id" | "sig">);
  return finished({ ...content, id } as LedgerEvent);
}

/** The same event with a signature over its id; id and name stay what they are. */
export function signedEvent(event: LedgerEvent, sig: string): Made {
  const signed = { ...event, sig };
  const wrong = shapeFault(signed);
  return wrong === undefined ? finished(signed) : { is: "refused", reason: wrong };
}

function finished(event: LedgerEvent): Made {
  const bytes = utf8Length(eventFile(event).text);
  if (bytes <= EVENT_LIMITS.bytes) return { is: "made", event };
  return { is: "refused", reason: `the event has ${bytes} bytes; ${EVENT_LIMITS.bytes} are allowed` };
}

/** The name and the text of an event's file. */
export function eventFile(event: LedgerEvent): { readonly name: string; readonly text: string } {
  return { name: eventFileName(event), text: canonicalText(event as Json) };
}

/**
 * Reads one file of an events folder. An event only if it is exactly what a writer of Lockstep would
 * have written there: canonical bytes (CRLF for LF is accepted), an id that follows from the
 * content, a name that follows from both, in the folder of its own change. Never throws.
 */
export function parseEvent(change: string, name: string, text: string): Parsed {
  const lf = text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
  if (lf.length > EVENT_LIMITS.bytes || utf8Length(lf) > EVENT_LIMITS.bytes) {
    return quarantined("too-large", `more than ${EVENT_LIMITS.bytes} bytes`);
  }
  let value: unknown;
  try {
    value = JSON.parse(lf);
  } catch {
    return quarantined("not-json", "not JSON");
  }
  const wrong = shapeFault(value);
  if (wrong !== undefined) return quarantined("wrong-shape", wrong);
  const event = value as LedgerEvent;
  if (canonicalText(event as Json) !== lf) {
    return quarantined("not-canonical", "not in canonical form: edited by hand, or a key is written twice");
  }
  if (eventId(event) !== event.id) return quarantined("wrong-id", "the id does not follow from the content");
  if (eventFileName(event) !== name) {
    return quarantined("wrong-name", `the content belongs in ${eventFileName(event)}`);
  }
  if (event.change !== change) return quarantined("wrong-folder", `belongs to the change ${event.change}`);
  return { is: "event", event };
}

function quarantined(fault: Fault, reason: string): Parsed {
  return { is: "quarantined", fault, reason };
}

/** What is wrong with a value as an event's shape, in one line; `undefined` when nothing is. */
function shapeFault(value: unknown): string | undefined {
  const envelope = ENVELOPE.safeParse(value);
  if (!envelope.success) return firstIssue(envelope.error.issues, []);
  const { type, data, parents } = envelope.data;
  const inner = EVENT_DATA[type].safeParse(data);
  if (!inner.success) return firstIssue(inner.error.issues, ["data"]);
  for (let i = 1; i < parents.length; i++) {
    if (parents[i - 1]! >= parents[i]!) return "parents: not sorted, or one is named twice";
  }
  return undefined;
}

function firstIssue(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  above: readonly string[],
): string {
  const [issue] = issues;
  if (issue === undefined) return "wrong shape";
  const where = [...above, ...issue.path.map(String)].join(".");
  return `${where === "" ? "event" : where}: ${issue.message}`.slice(0, 300);
}
