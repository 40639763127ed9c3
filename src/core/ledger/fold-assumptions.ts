import type { EventOf, EventPlace } from "../model/ledger.ts";
import type { Recorded } from "./fold.ts";
import type { History } from "./history.ts";

/** Something taken for granted, named by the event that added it. */
export interface Assumption extends Recorded {
  readonly text: string;
  readonly rationale: string;
  readonly risk: string;
  readonly proposedTest: string;
  readonly place?: EventPlace;
  /** It was found in what was done already: nobody had listed it. */
  readonly hidden?: true;
  readonly state: "pending" | "confirmed" | "rejected";
  /** Who decided; absent while pending. */
  readonly decision?: EventOf<"assumption">;
}

/**
 * The register of assumptions in the order they were added. A rejection beats a confirmation that had
 * not seen it. Only a person confirms; anybody rejects. A decision about an unknown assumption says nothing.
 * @param stands whether an event has not been revoked
 */
export function foldAssumptions(
  history: History,
  events: readonly EventOf<"assumption">[],
  stands: (event: EventOf<"assumption">) => boolean,
): readonly Assumption[] {
  const decisions = new Map<string, EventOf<"assumption">[]>();
  for (const event of events) {
    if (event.data.act === "add" || !counts(event, stands)) continue;
    const others = decisions.get(event.data.of);
    if (others === undefined) decisions.set(event.data.of, [event]);
    else others.push(event);
  }
  return events.flatMap((event) => {
    const { data, id, actor, ts } = event;
    if (data.act !== "add") return [];
    const { act: _, ...said } = data;
    const last = history.latest(decisions.get(id) ?? []);
    const decision = last.find((one) => one.data.act === "reject") ?? last[0];
    const state =
      decision === undefined ? "pending" : decision.data.act === "reject" ? "rejected" : "confirmed";
    return [{ ...said, id, by: actor, at: ts, state, ...(decision === undefined ? {} : { decision }) }];
  });
}

function counts(event: EventOf<"assumption">, stands: (event: EventOf<"assumption">) => boolean): boolean {
  return event.data.act === "reject" || (event.actor.kind === "human" && stands(event));
}
