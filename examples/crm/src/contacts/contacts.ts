import { audit } from "../audit.ts";
import { Refusal } from "../errors.ts";
import type { Contact, Store } from "../store/types.ts";

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const PHONE = /^\+[0-9]{8,15}$/;

export interface NewContact {
  email: string;
  fullName: string;
  phone: string | null;
}

export async function createContact(store: Store, actor: string, input: NewContact): Promise<Contact> {
  const email = input.email.trim().toLowerCase();
  if (!EMAIL.test(email)) throw new Refusal(422, "email is not valid");
  if (input.phone !== null && !PHONE.test(input.phone)) throw new Refusal(422, "phone is not valid");
  if ((await store.contacts.list({ email })).length > 0) {
    throw new Refusal(409, "A contact with this email already exists");
  }
  const { fullName, phone } = input;
  const contact = await store.contacts.add({ email, fullName, phone, optedOut: false });
  await audit(store, actor, "contact.create", "Contact", contact.id);
  return contact;
}

/** There is no way back through the API: a contact that opted out is neither called nor written to. */
export async function optOut(store: Store, actor: string, id: string): Promise<Contact> {
  const contact = await store.contacts.change(id, { optedOut: true });
  await audit(store, actor, "contact.opt-out", "Contact", id);
  return contact;
}
