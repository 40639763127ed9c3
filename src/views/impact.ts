import { CERTAIN, type RankedSection, sayFact, sayPlace, type Verdict } from "#core";
import { NO_PAINT, type Paint } from "./paint.ts";
import { plain } from "./plain.ts";
import { withoutMarks } from "./without-marks.ts";

/** Sections that are named beyond the lines in doubt. */
const SHOWN = 3;

/**
 * The report of `lockstep impact`: one document line each, what is not certain marked “possible”; then the
 * sections that the change is likely about.
 */
export function toImpactText({ impacts, ranking }: Verdict, paint: Paint = NO_PAINT): string {
  const lines = impacts.flatMap(({ place, says, fact, cause, confidence }) => [
    `${plain(sayPlace(place))}  ${confidence >= CERTAIN ? paint.owed("out of date") : paint.faint("possible")}  ${plain(says)}`,
    paint.faint(`    ↳ ${plain(sayFact(fact))} at ${plain(sayPlace(cause))}`),
  ]);
  const told = new Set(impacts.map(({ place }) => place.path));
  const sections = ranking?.neutral === false ? ranking.sections : [];
  const likely = sections.filter(({ path }) => !told.has(path)).slice(0, SHOWN);
  return [
    ...(lines.length > 0 ? lines : ["No document line is in doubt."]),
    ...likely.map((section) => paint.faint(sectionLine(section))),
    "",
  ].join("\n");
}

function sectionLine({ path, best, title, reason }: RankedSection): string {
  const name = title === "" ? "" : `${plain(withoutMarks(title), 60)}: `;
  return `${plain(sayPlace({ path, line: best }))}  likely  ${name}${plain(reason, 120)}`;
}
