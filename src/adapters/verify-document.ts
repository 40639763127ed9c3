import {
  type Audit,
  claimedPaths,
  type Path,
  pathIndex,
  readAudit,
  SECRET_SCAN,
  type Snapshot,
  type VerifiedAudit,
  verifyAudit,
} from "#core";
import { writtenClaims } from "#gather/written";
import type { Comparison } from "#ports";
import { scanned } from "./audit-case.ts";
import { filesOf, grounded } from "./grounding.ts";

/** A text that claims something of a change. */
interface ClaimingText {
  /** Where it stands in the repository, or what to call it. */
  readonly path: Path;
  readonly text: string;
}

/** Checks everything a text claims, as the change's own documents are checked. */
export async function verifyDocument(
  comparison: Comparison,
  snapshot: Snapshot,
  { path, text }: ClaimingText,
): Promise<VerifiedAudit> {
  const { after } = comparison;
  const { protocol, stage, records, files } = snapshot;
  const named = await filesOf(after, snapshot);
  const audit = readAudit(path, text, named.in(path));
  const found = await writtenClaims({ audit, text }, comparison, files, named);
  const moves = found?.moves ?? [];
  const index = moves.length > 0 ? pathIndex(named.paths, [...files, ...moves]) : named;
  const scans = claimsScan(audit) ? [await scanned(snapshot)] : [];
  const ground = await grounded(after, snapshot, claimedPaths(audit, index.in(path)), scans);
  return verifyAudit(
    audit,
    { ...ground, index },
    {
      stage,
      protocol,
      gaps: records.gaps.map((gap) => ({ ...gap, place: { path, line: 1 } })),
      ...(found ? { written: found.written } : {}),
    },
  );
}

/** Whether somebody says that the changed files were scanned for secrets: that is looked after now. */
function claimsScan({ rows }: Audit): boolean {
  return rows.some(({ claims }) =>
    claims.some(({ claim }) => claim.is === "run" && claim.command.trim() === SECRET_SCAN),
  );
}
