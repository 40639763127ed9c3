import type { EventOf, LedgerEvent } from "../model/ledger.ts";
import type { History } from "./history.ts";

/** What an approver has to be shown, by event id; sorted. */
export interface Informed {
  readonly assumptions: readonly string[];
  readonly evidence: readonly string[];
  readonly runs: readonly string[];
}

/**
 * What stands in the record at some point: all assumptions, the last evidence for each item and place,
 * the last run of each command. Revoked events do not stand.
 * @param events parents first, as `History.order` gives them
 */
export function informedBy(events: readonly LedgerEvent[]): Informed {
  const revoked = new Set(events.flatMap((event) => (event.type === "revoke" ? [event.data.target] : [])));
  const assumptions: string[] = [];
  const evidence = new Map<string, string>();
  const runs = new Map<string, string>();
  for (const event of events) {
    if (revoked.has(event.id)) continue;
    if (event.type === "assumption" && event.data.act === "add") assumptions.push(event.id);
    if (event.type === "run") runs.set(event.data.command, event.id);
    if (event.type === "evidence") {
      const { item, place } = event.data;
      evidence.set(JSON.stringify([item, place.path, place.line]), event.id);
    }
  }
  return {
    assumptions: assumptions.sort(),
    evidence: [...evidence.values()].sort(),
    runs: [...runs.values()].sort(),
  };
}

/** Everything that did not follow an approval: what its giver saw, or what was written beside it unseen. */
export function knownTo({ order }: History, approval: EventOf<"approval">): readonly LedgerEvent[] {
  const after = new Set([approval.id]);
  return order.filter((event) => {
    if (event.parents.some((parent) => after.has(parent))) after.add(event.id);
    return !after.has(event.id);
  });
}
