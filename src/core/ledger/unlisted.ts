import type { Snapshot } from "../snapshot.ts";
import { assumptionCandidates, type AssumptionCandidate } from "./assumption-candidates.ts";

/** The candidates for assumptions that the open change's register does not name by their line. */
export function unlistedAssumptions({
  policy,
  records,
  files,
}: Pick<Snapshot, "policy" | "records" | "files">): readonly AssumptionCandidate[] {
  const open = records.changes.find(({ closed }) => closed === undefined);
  if (open === undefined || policy.protocol.assumptionPolicy.length === 0) return [];
  const listed = new Set(open.assumptions.map(({ place }) => place && `${place.path}:${place.line}`));
  return assumptionCandidates(files).filter(({ place }) => !listed.has(`${place.path}:${place.line}`));
}
