import { audit } from "../audit.ts";
import { Refusal } from "../errors.ts";
import type { Lead, Store } from "../store/types.ts";
import { rescore, SOURCE_POINTS } from "./scoring.ts";

export interface NewLead {
  contactId: string;
  source: string;
}

export async function createLead(store: Store, actor: string, input: NewLead): Promise<Lead> {
  const { contactId, source } = input;
  if (!(await store.contacts.get(contactId))) throw new Refusal(422, "contactId names no contact");
  if (!Object.hasOwn(SOURCE_POINTS, source)) throw new Refusal(422, `Unknown source: ${source}`);
  const lead = await store.leads.add({
    contactId,
    source,
    status: "NEW",
    score: 0,
    ownerId: null,
    assignedAt: null,
  });
  await audit(store, actor, "lead.create", "Lead", lead.id);
  return rescore(store, lead);
}
