import type { KnownEvidence } from "../model/evidence.ts";
import type { EventData } from "../model/ledger.ts";
import { readAnchor } from "./anchor.ts";

/**
 * What a record's evidence events come to, oldest first. The last place said for the same item and the
 * same text counts: evidence that was moved is one piece, not two. Digests of another make are left out.
 */
export function knownEvidence(events: readonly EventData<"evidence">[]): KnownEvidence[] {
  const known = new Map<string, KnownEvidence>();
  for (const { item, place, digest, around } of events) {
    const anchor = readAnchor(around === undefined ? { digest } : { digest, around });
    if (!anchor) continue;
    const key = JSON.stringify([item, anchor.digest]);
    known.delete(key);
    known.set(key, { item, place, anchor });
  }
  return [...known.values()];
}
