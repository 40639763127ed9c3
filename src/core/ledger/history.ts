import type { LedgerEvent } from "../model/ledger.ts";

/** The order of a change's events: only what their parents say, never a clock. */
export interface History {
  /** Parents before children; among equals by id. */
  readonly order: readonly LedgerEvent[];
  /** Ids that no event names as parent: what the next event follows. Sorted. */
  readonly heads: readonly string[];
  /** Parents that are named but not there: missing or quarantined. */
  readonly missing: readonly { readonly event: LedgerEvent; readonly parent: string }[];
  event(id: string): LedgerEvent | undefined;
  /** Whether `earlier` is an ancestor of `later`: its writer had seen it. */
  precedes(earlier: LedgerEvent, later: LedgerEvent): boolean;
  /** Those that no other of them comes after: one, or several that are concurrent. In id order. */
  latest<E extends LedgerEvent>(some: readonly E[]): readonly E[];
}

/** Orders events of one change. Events given twice count once; unknown parents are as if not named. */
export function historyOf(events: readonly LedgerEvent[]): History {
  const byId = new Map(events.map((event) => [event.id, event]));
  const generation = generations(byId);
  const depth = (event: LedgerEvent) => generation.get(event.id)!;
  const order = [...byId.values()].sort((a, b) => depth(a) - depth(b) || (a.id < b.id ? -1 : 1));
  const named = new Set<string>();
  const missing: { event: LedgerEvent; parent: string }[] = [];
  for (const event of order) {
    for (const parent of event.parents) {
      named.add(parent);
      if (!byId.has(parent)) missing.push({ event, parent });
    }
  }

  /** All ancestors of `some` whose generation is at least `from`. */
  function ancestors(some: readonly LedgerEvent[], from: number): Set<string> {
    const seen = new Set<string>();
    const open = some.flatMap((event) => event.parents);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const event = seen.has(id) ? undefined : byId.get(id);
      if (event === undefined || depth(event) < from) continue;
      seen.add(id);
      open.push(...event.parents);
    }
    return seen;
  }

  return {
    order,
    heads: order.flatMap(({ id }) => (named.has(id) ? [] : [id])).sort(),
    missing,
    event: (id) => byId.get(id),
    precedes: (earlier, later) => ancestors([later], depth(earlier)).has(earlier.id),
    latest(some) {
      if (some.length < 2) return some;
      const before = ancestors(some, Math.min(...some.map(depth)));
      return some.filter(({ id }) => !before.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}

/** The length of the longest way from an event back to one without known parents. */
function generations(byId: ReadonlyMap<string, LedgerEvent>): Map<string, number> {
  const generation = new Map<string, number>();
  const children = new Map<string, LedgerEvent[]>();
  const waits = new Map<string, number>();
  let ready: LedgerEvent[] = [];
  for (const event of byId.values()) {
    let known = 0;
    for (const parent of event.parents) {
      if (!byId.has(parent)) continue;
      known++;
      const siblings = children.get(parent);
      if (siblings === undefined) children.set(parent, [event]);
      else siblings.push(event);
    }
    if (known === 0) ready.push(event);
    else waits.set(event.id, known);
  }
  // Wave by wave: an event is reached in the wave after the last of its parents.
  for (let wave = 0; ready.length > 0; wave++) {
    const next: LedgerEvent[] = [];
    for (const event of ready) {
      generation.set(event.id, wave);
      for (const child of children.get(event.id) ?? []) {
        const left = waits.get(child.id)! - 1;
        waits.set(child.id, left);
        if (left === 0) next.push(child);
      }
    }
    ready = next;
  }
  return generation;
}
