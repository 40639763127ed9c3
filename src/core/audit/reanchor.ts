import type { Claim } from "../model/evidence.ts";
import type { TextEdit } from "../model/finding.ts";
import type { Place } from "../model/place.ts";
import type { PlacedClaim } from "./audit.ts";
import { at } from "./probes/probe.ts";

/**
 * Writes a place where another one is claimed. Only what is written plainly is rewritten; links and spoken lines
 * are left to the person.
 */
export function reanchored({ claim, cell }: PlacedClaim, place: Place): TextEdit | undefined {
  if (!isPlain(claim, cell.raw.slice(claim.start, claim.end))) return undefined;
  const { path, line } = cell.place;
  return {
    path,
    start: { line, column: cell.start + claim.start },
    end: { line, column: cell.start + claim.end },
    text: at(place),
  };
}

function isPlain({ is }: Claim, written: string): boolean {
  return is === "lines" && /^[^\s[\]()`]+$/.test(written);
}
