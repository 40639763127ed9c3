import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { audit } from "../audit.ts";
import { Refusal } from "../errors.ts";
import { rescore } from "../leads/scoring.ts";
import type { Activity, Lead, Store } from "../store/types.ts";
import { ProviderUnavailable, withRetry } from "./retry.ts";

export const CALL_TIMEOUT_MS = 5_000;
/** Calls are placed from 09:00 until 20:00 UTC. */
export const CALL_FROM_HOUR = 9;
export const CALL_UNTIL_HOUR = 20;

export type Outcome = "connected" | "no-answer";

/** A telephony service. It throws ProviderUnavailable when it cannot place a call right now. */
export interface CallProvider {
  place(phone: string, signal: AbortSignal): Promise<Outcome>;
}

export interface Dialling {
  readonly provider: CallProvider;
  readonly retryLimit: number;
  readonly now: Date;
  readonly sleep?: (ms: number) => Promise<void>;
}

export async function callLead(store: Store, actor: string, lead: Lead, how: Dialling): Promise<Activity> {
  const contact = await store.contacts.get(lead.contactId);
  const phone = contact?.phone;
  if (contact?.optedOut) throw new Refusal(409, "Contact has opted out");
  if (!phone) throw new Refusal(422, "Contact has no phone number");
  const hour = how.now.getUTCHours();
  if (hour < CALL_FROM_HOUR || hour >= CALL_UNTIL_HOUR) throw new Refusal(409, "Outside calling hours");

  const { result, attempts } = await withRetry(
    () => placeInTime(how.provider, phone),
    how.retryLimit,
    how.sleep ?? ((ms) => pause(ms)),
  );
  const note = result ?? "provider unavailable";
  const activity = await store.activities.add({ leadId: lead.id, kind: "CALL", note, attempts });
  if (result === "connected" && lead.status === "NEW") {
    await store.leads.change(lead.id, { status: "CONTACTED" });
  }
  await rescore(store, lead);
  await audit(store, actor, "lead.call", "Lead", lead.id);
  return activity;
}

async function placeInTime(provider: CallProvider, phone: string): Promise<Outcome> {
  const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const late = once(signal, "abort").then(() => undefined);
  try {
    const outcome = await Promise.race([provider.place(phone, signal), late]);
    if (outcome) return outcome;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  throw new ProviderUnavailable("The call timed out");
}
