import type { Channel, OutboundMessage } from "../store/types.ts";

/** `required`: every message needs a yes. `sms-only`: e-mail may leave without one. */
export type ApprovalMode = "required" | "sms-only";

export const APPROVAL_TTL_HOURS = 24;
export const AGENT_PREFIX = "agent:";

const HOUR_MS = 60 * 60 * 1000;

export function needsApproval(mode: ApprovalMode, channel: Channel): boolean {
  return mode === "required" || channel === "SMS";
}

/** Why this actor may not approve this message, or undefined. */
export function approvalRefusal(
  message: Pick<OutboundMessage, "createdBy">,
  actor: string,
): string | undefined {
  if (actor.startsWith(AGENT_PREFIX)) return "Agents cannot approve messages";
  if (actor === message.createdBy) return "Authors cannot approve their own message";
  return undefined;
}

export function approvalExpired(message: Pick<OutboundMessage, "approvedAt">, now: Date): boolean {
  if (message.approvedAt === null) return true;
  return now.getTime() - message.approvedAt.getTime() > APPROVAL_TTL_HOURS * HOUR_MS;
}
