import type { Said } from "../ledger/fold.ts";
import type { KnownEvidence } from "../model/evidence.ts";
import { readAnchor } from "./anchor.ts";

/**
 * What a record's evidence events come to, oldest first. The last place said for the same item and the
 * same text counts: evidence that was moved is one piece, not two. Digests of another make are left out.
 */
export function knownEvidence(events: readonly Said<"evidence">[]): KnownEvidence[] {
  const known = new Map<string, KnownEvidence>();
  for (const { id, by, item, place, digest, around, found } of events) {
    const anchor = readAnchor({ digest, ...(around === undefined ? {} : { around }) });
    if (!anchor) continue;
    const key = JSON.stringify([item, anchor.digest]);
    const byPerson = (by.kind === "human" && !found) || known.get(key)?.byPerson === true;
    known.delete(key);
    known.set(key, { item, place, anchor, id, byPerson });
  }
  return [...known.values()];
}
