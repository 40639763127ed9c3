import type { Ledger, LedgerEvent, SignatureVerdict } from "#core";
import { signerOf, type AllowedSigners } from "./allowed-signers.ts";
import { APPROVAL_NAMESPACE, checkSshsig } from "./sshsig.ts";

/**
 * Whether an event's signature is one of an allowed signer, at this moment by the judge's clock: never
 * by the event's own. `undefined` for an event without a signature.
 */
export function judgeSignature(
  event: LedgerEvent,
  allowed: AllowedSigners,
  now: Date,
): SignatureVerdict | undefined {
  if (event.sig === undefined) return undefined;
  const checked = checkSshsig(event.sig, APPROVAL_NAMESPACE, event.id);
  if (checked.is === "invalid") return checked;
  const known = signerOf(allowed, checked.by, APPROVAL_NAMESPACE, now);
  if (known.is === "unknown") return { is: "invalid", reason: known.reason };
  return {
    is: "valid",
    signer: known.signer.principals[0]!,
    principals: known.signer.principals,
    fingerprint: checked.by.fingerprint,
    ...(checked.presence === undefined ? {} : { presence: checked.presence }),
  };
}

/** The verdicts on all signatures of a ledger, by event id. */
export function judgeSignatures(
  ledger: Ledger,
  allowed: AllowedSigners,
  now: Date,
): ReadonlyMap<string, SignatureVerdict> {
  const verdicts = new Map<string, SignatureVerdict>();
  for (const events of ledger.changes.values()) {
    for (const event of events) {
      const verdict = judgeSignature(event, allowed, now);
      if (verdict !== undefined) verdicts.set(event.id, verdict);
    }
  }
  return verdicts;
}
