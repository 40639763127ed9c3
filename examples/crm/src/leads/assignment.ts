import { audit } from "../audit.ts";
import { Refusal } from "../errors.ts";
import type { Lead, Store } from "../store/types.ts";

export const MAX_OPEN_LEADS = 40;
export const REASSIGN_AFTER_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Leads per owner that still need work. */
export async function openLeads(store: Store): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { ownerId, status } of await store.leads.list()) {
    if (ownerId !== null && status !== "LOST") counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  }
  return counts;
}

/** The owner with the fewest open leads; on a tie, the one named first. */
export function pickOwner(owners: readonly string[], open: ReadonlyMap<string, number>): string | undefined {
  const load = (owner: string) => open.get(owner) ?? 0;
  return owners
    .filter((owner) => load(owner) < MAX_OPEN_LEADS)
    .reduce<string | undefined>((best, each) => {
      return best === undefined || load(each) < load(best) ? each : best;
    }, undefined);
}

/** Assigned a while ago and still not contacted. */
export function isStale(lead: Lead, now: Date): boolean {
  if (lead.status !== "NEW" || lead.assignedAt === null) return false;
  return now.getTime() - lead.assignedAt.getTime() > REASSIGN_AFTER_DAYS * DAY_MS;
}

export interface Assignment {
  readonly owners: readonly string[];
  /** Without it the least busy owner is picked. */
  readonly ownerId?: string | undefined;
  readonly now: Date;
}

export async function assignLead(store: Store, actor: string, lead: Lead, how: Assignment): Promise<Lead> {
  if (lead.status === "LOST") throw new Refusal(409, "Lead is closed");
  if (how.ownerId !== undefined && !how.owners.includes(how.ownerId)) {
    throw new Refusal(422, `Unknown owner: ${how.ownerId}`);
  }
  const ownerId = pickOwner(how.ownerId === undefined ? how.owners : [how.ownerId], await openLeads(store));
  if (ownerId === undefined) throw new Refusal(409, "No owner has capacity");
  const assigned = await store.leads.change(lead.id, { ownerId, assignedAt: how.now });
  await audit(store, actor, "lead.assign", "Lead", lead.id);
  return assigned;
}
