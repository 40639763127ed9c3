import type { ApprovalAct } from "#acts/approve";
import type { Actor, LedgerEvent } from "#core";
import { ledgerStore } from "./ledger/store.ts";
import type { Repository } from "./repository.ts";

/**
 * Records an approval, signed over the event's id. Only the front ends that ask a person may come here.
 * @param sign resolves to a bare SSHSIG in base64; when it rejects, nothing is written
 */
export function recordApproval(
  { root, commonDir }: Repository,
  { change, statement }: ApprovalAct,
  actor: Actor,
  sign: (id: string) => Promise<string>,
): Promise<LedgerEvent> {
  const draft = { type: "approval", data: statement } as const;
  return ledgerStore({ root, commonDir }).record(change, draft, { actor, now: new Date(), sign });
}
