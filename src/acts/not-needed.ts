import type { Verdict } from "#core";
import type { Planned } from "./plan.ts";

/** The least a reason must say, in characters. */
export const LEAST_REASON = 10;

/** Records that a surface is not owed for the content as it is now. Refused without a reason, or where nothing is owed. */
export function planNotNeeded({ surfaces }: Verdict, id: string, reason: string): Planned {
  const surface = surfaces.find((one) => one.id === id);
  if (!surface)
    return {
      refused: `There is no surface “${id}”; there are: ${surfaces.map((one) => one.id).join(", ")}.`,
    };
  if (surface.state !== "owed")
    return { refused: `“${surface.title}” is not owed; there is nothing to decide.` };
  const given = reason.trim();
  if (given.length < LEAST_REASON)
    return { refused: `A reason of at least ${LEAST_REASON} characters is needed.` };
  const record = { is: "not-needed", surface: id, reason: given, covers: surface.covers } as const;
  return { plan: { title: `“${surface.title}” is not needed`, files: [], records: [record] } };
}
