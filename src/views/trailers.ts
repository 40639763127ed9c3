import type { Verdict } from "#core";
import { plain } from "./plain.ts";

/** What a commit message says of the change it belongs to, one git trailer a line; nothing where no change is under way. */
export function commitTrailers({ record, surfaces }: Pick<Verdict, "record" | "surfaces">): string[] {
  if (record === undefined || record.closed !== undefined) return [];
  const decisions = surfaces.flatMap(({ id, notNeeded }) =>
    notNeeded ? [`Lockstep-Not-Needed: ${id}; ${plain(notNeeded.reason, 200)}`] : [],
  );
  return [...(record.started ? [`Lockstep-Change: ${record.id}`] : []), ...decisions];
}
