import { CERTAIN, sayFact, sayPlace, type Verdict } from "#core";
import { NO_PAINT, type Paint } from "./paint.ts";
import { plain } from "./plain.ts";

/** The report of `lockstep impact`: one document line each, what is not certain marked “possible”. */
export function toImpactText({ impacts }: Verdict, paint: Paint = NO_PAINT): string {
  if (impacts.length === 0) return "No document line is in doubt.\n";
  const lines = impacts.flatMap(({ place, says, fact, cause, confidence }) => [
    `${plain(sayPlace(place))}  ${confidence >= CERTAIN ? paint.owed("out of date") : paint.faint("possible")}  ${plain(says)}`,
    paint.faint(`    ↳ ${plain(sayFact(fact))} at ${plain(sayPlace(cause))}`),
  ]);
  return `${lines.join("\n")}\n`;
}
