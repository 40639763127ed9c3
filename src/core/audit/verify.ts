import { checkClaim } from "../evidence/check-claim.ts";
import { type Ground, groundIn, type Written } from "../evidence/ground.ts";
import type { ClaimState } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { Place } from "../model/place.ts";
import type { Stage } from "../snapshot.ts";
import type { Audit, GapRow } from "./audit.ts";
import { type CheckedRow, evidenceFindings } from "./check-evidence.ts";
import { logFindings } from "./check-logs.ts";
import { type Asked, rowFindings } from "./check-rows.ts";
import { traceFindings } from "./check-traces.ts";

/** An audit, every cell checked. */
export interface VerifiedAudit {
  readonly audit: Audit;
  readonly rows: readonly CheckedRow[];
  readonly findings: readonly Finding[];
}

export interface VerifyOptions {
  readonly stage: Stage;
  /** The protocol that says what an audit must hold; without one nothing is missing. */
  readonly protocol?: Asked;
  /** Gaps recorded in the ledger. */
  readonly gaps?: readonly GapRow[];
  /** What files said when the lines of the document were written, as far as that is known. */
  readonly written?: Written;
}

/** Checks everything an audit claims. Believes nothing; pure; never throws. */
export function verifyAudit(
  audit: Audit,
  world: Ground,
  { stage, protocol, gaps = [], written }: VerifyOptions,
): VerifiedAudit {
  const ground = groundIn(world, audit.path, written);
  const rows = audit.rows.map((row): CheckedRow => ({
    ...row,
    claims: row.claims.map(({ claim, cell }) => ({
      ...checkClaim(claim, ground.at(cell.place.line)),
      cell,
    })),
  }));
  const findings = [
    ...rows.flatMap((row) => evidenceFindings(row, ground, stage)),
    ...rowFindings(audit, protocol, gaps, stage),
    ...traceFindings(audit, ground, protocol, stage),
    ...logFindings(audit, protocol?.log, stage),
  ].sort((a, b) => a.place.line - b.place.line);
  return { audit, rows, findings };
}

/** The promised shape of `lockstep evidence verify --format json`, version 1 (DESIGN.md §9). */
export interface EvidenceReport {
  readonly version: 1;
  readonly rows: readonly {
    readonly item: string;
    readonly result: string;
    readonly claims: readonly { readonly text: string; readonly place?: Place; readonly state: ClaimState }[];
    readonly place: Place;
  }[];
  readonly findings: readonly Pick<Finding, "rule" | "severity" | "message" | "place" | "because">[];
  readonly summary: {
    readonly rows: number;
    readonly holds: number;
    readonly moved: number;
    readonly changed: number;
    readonly gone: number;
    readonly missing: number;
  };
}

type Bucket = "holds" | "moved" | "changed" | "gone" | "missing";

const BUCKETS = {
  holds: "holds",
  moved: "moved",
  changed: "changed",
  "stale-run": "changed",
  "failed-run": "changed",
  gone: "gone",
  "out-of-range": "gone",
  unresolved: "gone",
  placeholder: "missing",
  "no-line": "missing",
  "never-run": "missing",
} as const satisfies Record<ClaimState, Bucket>;

const WORST_FIRST: readonly Bucket[] = ["gone", "changed", "missing", "moved", "holds"];

/**
 * The report of a verified audit. In the summary each row counts once, under its worst claim: `changed`
 * includes runs that are stale or failed, `gone` files and lines that are not there, `missing` rows that
 * owe evidence and have none that can be checked. Rows that claim nothing and owe nothing (an honest Fail,
 * an N/A) count only as rows.
 */
export function evidenceReport({ rows, findings }: VerifiedAudit): EvidenceReport {
  const buckets = rows.map((row) => bucketOf(row));
  const count = (bucket: Bucket): number => buckets.filter((one) => one === bucket).length;
  return {
    version: 1,
    rows: rows.map(({ item, result, verdict, claims, place }) => ({
      item: item.text,
      result: verdict ?? result?.text ?? "",
      claims: claims.map(({ claim, state, place: at }) => ({
        text: claim.text,
        ...(at ? { place: at } : {}),
        state,
      })),
      place,
    })),
    findings: findings.map(({ rule, severity, message, place, because }) => ({
      rule,
      severity,
      message,
      place,
      because: because.map(({ path, line, endLine }) =>
        endLine === undefined ? { path, line } : { path, line, endLine },
      ),
    })),
    summary: {
      rows: rows.length,
      holds: count("holds"),
      moved: count("moved"),
      changed: count("changed"),
      gone: count("gone"),
      missing: count("missing"),
    },
  };
}

function bucketOf({ verdict, claims, kind }: CheckedRow): Bucket | undefined {
  const states = claims.map(({ state }) => state);
  const proven = states.some((state) => state === "holds" || state === "moved");
  const counted = proven ? states.filter((state) => state !== "no-line" && state !== "placeholder") : states;
  const found = new Set(counted.map((state) => BUCKETS[state]));
  const worst = WORST_FIRST.find((bucket) => found.has(bucket));
  if (worst === "missing" && (verdict === "N/A" || verdict === "Fail" || verdict === "Open"))
    return undefined;
  return worst ?? (verdict === "Pass" && kind !== "runs" ? "missing" : undefined);
}
