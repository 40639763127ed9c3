import type { Activity, Contact, Deal, Lead, Store } from "../store/types.ts";

export const SOURCE_POINTS: Readonly<Record<string, number>> = {
  referral: 40,
  webinar: 25,
  website: 15,
  import: 5,
};
export const PHONE_POINTS = 10;
export const ACTIVITY_POINTS = 5;
export const MAX_ACTIVITY_POINTS = 30;
export const DEAL_POINTS = 20;

export const HOT_SCORE = 70;
export const WARM_SCORE = 40;

export type Tier = "hot" | "warm" | "cold";

export function tierOf(score: number): Tier {
  if (score >= HOT_SCORE) return "hot";
  return score >= WARM_SCORE ? "warm" : "cold";
}

export function scoreLead(
  lead: Pick<Lead, "source">,
  contact: Pick<Contact, "phone">,
  activities: readonly Activity[],
  deals: readonly Pick<Deal, "stage">[],
): number {
  const source = SOURCE_POINTS[lead.source] ?? 0;
  const phone = contact.phone === null ? 0 : PHONE_POINTS;
  const activity = Math.min(activities.length * ACTIVITY_POINTS, MAX_ACTIVITY_POINTS);
  const deal = deals.some(({ stage }) => stage !== "LOST") ? DEAL_POINTS : 0;
  return source + phone + activity + deal;
}

/** Computes the score afresh and stores it when it changed. */
export async function rescore(store: Store, lead: Lead): Promise<Lead> {
  const contact = await store.contacts.get(lead.contactId);
  if (!contact) throw new Error(`Lead ${lead.id} has no contact`);
  const activities = await store.activities.list({ leadId: lead.id });
  const deals = await store.deals.list({ leadId: lead.id });
  const score = scoreLead(lead, contact, activities, deals);
  return score === lead.score ? lead : store.leads.change(lead.id, { score });
}
