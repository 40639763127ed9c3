import type { Ground } from "../evidence/ground.ts";
import { findMarker } from "../ledger/marker.ts";
import type { KnownRun } from "../model/evidence.ts";
import type { Place } from "../model/place.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import type { Verdict } from "../model/verdict.ts";
import { sha256 } from "../ledger/sha256.ts";
import { splitLines } from "../protocol/lines.ts";
import { sayPlace } from "../wording.ts";
import type { Snapshot } from "../snapshot.ts";
import type { ClaimingDocument } from "./claims.ts";
import type { Confirmed, DraftOptions } from "./draft.ts";
import type { ProbeCase, SecretFinding } from "./probes/probe.ts";
import { planBullets } from "./probes/requirements.ts";
import { SECRET_SCAN } from "./probes/secrets.ts";

/** Everything the probes look at, out of a snapshot and its verdict. */
export function probeCase(
  snapshot: Snapshot,
  verdict: Verdict,
  ground: Ground,
  secrets: readonly SecretFinding[] | undefined,
): ProbeCase {
  const own = (snapshot.claims?.documents ?? []).filter(({ phase }) => phase !== undefined);
  const plan = planOf(own, snapshot.protocol.phases);
  const blocks = own.flatMap(({ audit }) => audit.traces);
  const markers = own.flatMap((document) => markerOf(document, snapshot.protocol.phases));
  return {
    ground,
    changes: snapshot.files,
    verdict,
    ...(plan ? { plan } : {}),
    ...(markers.length > 0 ? { markers } : {}),
    ...(blocks.length > 0
      ? { traces: { blocks, findings: verdict.findings.filter(({ rule }) => rule.startsWith("trace/")) } }
      : {}),
    ...(secrets ? { secrets } : {}),
  };
}

/** A scan as a run of a tree: it is evidence like any other. */
export function scanRun(
  secrets: readonly SecretFinding[],
  treeDigest: string,
): KnownRun & { outputDigest: string } {
  const output = secrets.map(({ rule, place }) => `${rule} ${sayPlace(place)}`).join("\n");
  const exit = secrets.length === 0 ? 0 : 1;
  return { command: SECRET_SCAN, exit, treeDigest, covers: [], outputDigest: sha256(output) };
}

/** What people said already: rows they answered, gaps they own, what the configuration binds items to. */
export function draftOptions({ configuration, records }: Snapshot, { audit }: Verdict): DraftOptions {
  const answered = [...(audit?.items ?? []), ...(audit?.rubric ?? [])];
  const confirmed = answered.flatMap(({ item, state, result, evidence }): Confirmed[] =>
    result !== undefined && (state === "proven" || state === "failing" || state === "not-applicable")
      ? [{ item, result, evidence: evidence.map(({ text }) => text) }]
      : [],
  );
  const bindings = configuration?.config.audit;
  return { gaps: audit?.gaps ?? records.gaps, confirmed, ...(bindings ? { bindings } : {}) };
}

/** What the phases promised in which only plans belong. */
function planOf(own: readonly ClaimingDocument[], phases: readonly ProtocolPhase[]): ProbeCase["plan"] {
  const planned = new Set(phases.filter(({ planOnly }) => planOnly).map(({ number }) => number));
  const plans = own.filter(({ phase, text }) => planned.has(phase ?? 0) && planBullets(text).length > 0);
  const [first] = plans;
  return first && { path: first.audit.path, text: plans.map(({ text }) => text).join("\n\n") };
}

function markerOf({ audit, text, phase }: ClaimingDocument, phases: readonly ProtocolPhase[]): Place[] {
  const marker = phases.find(({ number }) => number === phase)?.marker;
  const found = marker === undefined ? undefined : findMarker(splitLines(text), marker);
  return found?.is === "last" ? [{ path: audit.path, line: found.line }] : [];
}
