import { type ApprovalMode, approvalExpired, approvalRefusal, needsApproval } from "../approvals/policy.ts";
import { audit } from "../audit.ts";
import { Refusal } from "../errors.ts";
import type { Channel, OutboundMessage, Store } from "../store/types.ts";

export const SMS_MAX_LENGTH = 160;
export const EMAIL_MAX_LENGTH = 10_000;

/** Delivers what the outbox lets through. */
export interface Gateway {
  deliver(channel: Channel, to: string, body: string): Promise<void>;
}

export interface NewMessage {
  contactId: string;
  channel: Channel;
  body: string;
}

/** Every message begins as a draft; nothing is sent from here. */
export async function draft(store: Store, actor: string, input: NewMessage): Promise<OutboundMessage> {
  const contact = await store.contacts.get(input.contactId);
  if (!contact) throw new Refusal(422, "contactId names no contact");
  if (contact.optedOut) throw new Refusal(409, "Contact has opted out");
  const max = input.channel === "SMS" ? SMS_MAX_LENGTH : EMAIL_MAX_LENGTH;
  if (input.body.length > max) throw new Refusal(422, `body is longer than ${max} characters`);
  const message = await store.messages.add({
    ...input,
    status: "DRAFT",
    createdBy: actor,
    approvedBy: null,
    approvedAt: null,
    sentAt: null,
  });
  await audit(store, actor, "message.draft", "OutboundMessage", message.id);
  return message;
}

export async function decide(
  store: Store,
  actor: string,
  message: OutboundMessage,
  yes: boolean,
  now: Date,
): Promise<OutboundMessage> {
  if (message.status !== "DRAFT") throw new Refusal(409, "Only a draft can be decided");
  const refusal = yes ? approvalRefusal(message, actor) : undefined;
  if (refusal) throw new Refusal(403, refusal);
  const patch = yes
    ? { status: "APPROVED" as const, approvedBy: actor, approvedAt: now }
    : { status: "REJECTED" as const };
  const decided = await store.messages.change(message.id, patch);
  await audit(store, actor, yes ? "message.approve" : "message.reject", "OutboundMessage", message.id);
  return decided;
}

export interface Sending {
  readonly gateway: Gateway;
  readonly mode: ApprovalMode;
  readonly now: Date;
}

export async function send(
  store: Store,
  actor: string,
  message: OutboundMessage,
  how: Sending,
): Promise<OutboundMessage> {
  const { id, channel, status, body } = message;
  if (status === "SENT" || status === "REJECTED") {
    throw new Refusal(409, `Message is already ${status.toLowerCase()}`);
  }
  if (needsApproval(how.mode, channel)) {
    if (status !== "APPROVED") throw new Refusal(409, "Approval required before sending");
    if (approvalExpired(message, how.now)) {
      await store.messages.change(id, { status: "DRAFT", approvedBy: null, approvedAt: null });
      throw new Refusal(409, "Approval expired, ask again");
    }
  }
  const contact = await store.contacts.get(message.contactId);
  if (!contact || contact.optedOut) throw new Refusal(409, "Contact has opted out");
  const to = channel === "SMS" ? contact.phone : contact.email;
  if (to === null) throw new Refusal(422, "Contact has no phone number");
  await how.gateway.deliver(channel, to, body);
  const sent = await store.messages.change(id, { status: "SENT", sentAt: how.now });
  await audit(store, actor, "message.send", "OutboundMessage", id);
  return sent;
}
