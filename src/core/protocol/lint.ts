import type { Finding } from "../model/finding.ts";
import { LIMITS } from "./limits.ts";
import { lintEncoding } from "./lint-encoding.ts";
import { lintEvidence } from "./lint-evidence.ts";
import { lintMarkers } from "./lint-markers.ts";
import { duplicatePhases, missingPhases, unnumberedPhases } from "./lint-phases.ts";
import { lintShape } from "./lint-shape.ts";
import { lintSurfaces } from "./lint-surfaces.ts";
import { lintTables } from "./lint-tables.ts";
import { lintUnenforceable } from "./lint-unenforceable.ts";
import type { Linted } from "./linted.ts";
import { groupBy } from "../group.ts";

/** What is wrong with a protocol document itself, in the order of its lines; at most a hundred of one rule. */
export function lint(linted: Linted): Finding[] {
  const findings = [
    ...lintShape(linted),
    ...lintEncoding(linted),
    ...lintMarkers(linted),
    ...duplicatePhases(linted),
    ...missingPhases(linted),
    ...unnumberedPhases(linted),
    ...lintTables(linted),
    ...lintEvidence(linted),
    ...lintSurfaces(linted),
    ...lintUnenforceable(linted),
  ];
  return [...groupBy(findings, ({ rule }) => rule).values()]
    .flatMap(capped)
    .sort((a, b) => a.place.line - b.place.line);
}

function capped(findings: readonly Finding[]): readonly Finding[] {
  const shown = findings.slice(0, LIMITS.findingsPerRule);
  const next = findings[LIMITS.findingsPerRule];
  if (!next) return shown;
  const more = findings.length - shown.length;
  return [...shown, { ...next, message: `… and ${more} more of ${next.rule} from this line on.`, fixes: [] }];
}
