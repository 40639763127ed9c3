import type { Impact } from "../model/change.ts";
import type { StillTrue } from "../model/verdict.ts";
import { sha256 } from "../ledger/sha256.ts";
import type { Records } from "../snapshot.ts";

/** What a confirmation is bound to: the line as it reads, and the fact as it was and as it is. */
export function digestsOf({ says, fact }: Pick<Impact, "says" | "fact">): {
  readonly lineDigest: string;
  readonly factDigest: string;
} {
  const { kind, name, before, after } = fact;
  return {
    lineDigest: sha256(says),
    factDigest: sha256(JSON.stringify([kind, name ?? null, before ?? null, after ?? null])),
  };
}

/**
 * Parts the impacts that a person said stay true from the others. A confirmation holds for its document
 * wherever the line stands in it by now; it lapses when the line reads otherwise, or the fact changes again.
 */
export function partConfirmed(
  impacts: readonly Impact[],
  { changes }: Pick<Records, "changes">,
): { readonly open: readonly Impact[]; readonly confirmed: readonly StillTrue[] } {
  const said = changes.flatMap(({ stillTrue }) => stillTrue);
  if (said.length === 0) return { open: impacts, confirmed: [] };
  const open: Impact[] = [];
  const confirmed: StillTrue[] = [];
  for (const impact of impacts) {
    const { lineDigest, factDigest } = digestsOf(impact);
    const holds = said.findLast(
      (one) =>
        one.place.path === impact.place.path &&
        one.lineDigest === lineDigest &&
        one.factDigest === factDigest,
    );
    if (holds) confirmed.push({ impact, reason: holds.reason, who: holds.by.name, when: holds.at });
    else open.push(impact);
  }
  return { open, confirmed };
}
