import type { LedgerEvent } from "../model/ledger.ts";
import type { SignatureVerdict } from "./verify.ts";

/**
 * What an approval is worth, by who could have made it (docs/trust.md):
 * 0 anybody who can write a file; 1 whoever holds a key of the user's account; 2 somebody who touched
 * a hardware key (or typed a passphrase, marked weaker); 3 an account of the forge, checked by CI.
 */
export type Tier = 0 | 1 | 2 | 3;

/** How each tier is named wherever one is shown: never a bare "approved". */
export const TIER_NAMES = [
  "recorded",
  "confirmed in the editor",
  "signed with presence",
  "enforced by CI",
] as const satisfies Record<Tier, string>;

/** What decides about tiers, from the base's configuration: never from the branch that is judged. */
export interface TierRules {
  /** Fingerprints of keys in files that ask for a passphrase or a confirmation at every use. */
  readonly presenceKeys: ReadonlySet<string>;
  /** Whether a touch is not enough: the hardware has to have checked PIN or fingerprint. */
  readonly userVerification: boolean;
}

export interface Worth {
  readonly tier: Tier;
  /** A passphrase stands for a touch: a program that sees the passphrase can sign. */
  readonly weaker?: true;
  /** Why the tier is lower than the signature alone would give. */
  readonly lowered?: string;
}

/**
 * The tier of an approval event. Nothing the event says of itself raises it; what it says may lower it.
 * @param signature valid, or absent for an unsigned event
 * @param enforced the forge attests, to the CI run that judges, a review by an account of its own
 */
export function tierOf(
  { actor, data }: Extract<LedgerEvent, { type: "approval" }>,
  signature: Extract<SignatureVerdict, { is: "valid" }> | undefined,
  rules: TierRules,
  enforced: boolean,
): Worth {
  if (enforced) return { tier: 3 };
  if (signature === undefined) return { tier: 0 };
  if (data.marks.length > 0) {
    return { tier: 0, lowered: `given in the environment of a coding agent (${data.marks.join(", ")})` };
  }
  const { presence, fingerprint } = signature;
  if (presence?.touched && (presence.verified || !rules.userVerification)) return { tier: 2 };
  if (presence === undefined && rules.presenceKeys.has(fingerprint)) return { tier: 2, weaker: true };
  const lowered =
    presence === undefined
      ? undefined
      : presence.touched
        ? "nobody proved to own the key"
        : "nobody touched the key";
  if (actor.via !== "vscode") {
    return { tier: 0, lowered: lowered ?? "a key without presence counts only where the editor asked" };
  }
  return { tier: 1, ...(lowered === undefined ? {} : { lowered }) };
}
