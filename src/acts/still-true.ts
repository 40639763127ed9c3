import { CERTAIN, digestsOf, type Impact, type Path, sayPlace, type Verdict } from "#core";
import { LEAST_REASON } from "./not-needed.ts";
import type { Planned } from "./plan.ts";

/** A document line somebody points at. */
interface Line {
  readonly path: Path;
  readonly line: number;
}

/**
 * Records that a document line stays true although a fact it states changed. Refused without a reason, or
 * where the line is not in doubt. Holds for every fact that puts the line in doubt now.
 */
export function planStillTrue(
  { impacts, record }: Pick<Verdict, "impacts" | "record">,
  { path, line }: Line,
  reason: string,
): Planned {
  if (record?.closed !== undefined) return { refused: "The change is closed." };
  const doubts = impacts.filter(({ place }) => place.path === path && place.line === line);
  if (doubts.length === 0)
    return { refused: `${sayPlace({ path, line })} is not in doubt; there is nothing to confirm.` };
  const given = reason.trim();
  if (given.length < LEAST_REASON)
    return { refused: `A reason of at least ${LEAST_REASON} characters is needed.` };
  return {
    plan: {
      title: `${sayPlace({ path, line })} is still true`,
      files: [],
      records: doubts.map((impact) => ({
        is: "event",
        draft: {
          type: "still-true",
          data: { place: { path, line }, ...digestsOf(impact), reason: given },
        },
      })),
    },
  };
}

/** The lines in doubt, certain ones first: what somebody may choose from. */
export function linesInDoubt({ impacts }: Pick<Verdict, "impacts">): Impact[] {
  const first = new Map<string, Impact>();
  for (const impact of impacts) {
    const key = sayPlace(impact.place);
    if (!first.has(key)) first.set(key, impact);
  }
  return [...first.values()].sort(
    (a, b) => Number(b.confidence >= CERTAIN) - Number(a.confidence >= CERTAIN),
  );
}
