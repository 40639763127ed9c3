import { makeEvent, type Actor, type EventData, type EventDraft, type EventOf, type EventType } from "#core";

export const CHANGE = "2026-11-20-raise-the-timeout-4f2a9c";
export const PERSON: Actor = { kind: "human", name: "Ada", via: "vscode" };
export const AGENT: Actor = { kind: "agent", name: "codex", via: "mcp" };

export interface Around {
  readonly after?: readonly { readonly id: string }[];
  readonly actor?: Actor;
  readonly ts?: string;
  readonly change?: string;
}

/** An event as a writer would make it; throws where the ledger would refuse it. */
export function event<T extends EventType>(type: T, data: EventData<T>, around: Around = {}): EventOf<T> {
  const { after = [], actor = PERSON, ts = "2026-11-20T23:06:01.123Z", change = CHANGE } = around;
  const parents = after.map(({ id }) => id);
  const made = makeEvent({ type, data } as EventDraft, { change, actor, ts, parents });
  if (made.is === "refused") throw new Error(made.reason);
  return made.event as EventOf<T>;
}

export const opening = event("open", { title: "Raise the timeout", branch: "timeout" });
