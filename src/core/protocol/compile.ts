import type { Protocol, ProtocolGate, ProtocolPhase } from "../model/protocol.ts";
import { lint } from "./lint.ts";
import { markersOf } from "./markers.ts";
import { blankOwnSection } from "./own-section.ts";
import { readAdvisory } from "./read-advisory.ts";
import { readAssumptions } from "./read-assumptions.ts";
import { readChecklist } from "./read-checklist.ts";
import { readCommands } from "./read-commands.ts";
import { readDemands } from "./read-demands.ts";
import { readDocument } from "./read-document.ts";
import { readGaps } from "./read-gaps.ts";
import { readGates } from "./read-gates.ts";
import { readLog } from "./read-log.ts";
import { readPhases } from "./read-phases.ts";
import { readRules } from "./read-rules.ts";
import { readSteps } from "./read-steps.ts";
import { readTables, tablesOf } from "./read-tables.ts";
import { readTrace } from "./trace.ts";
import type { Atom } from "./atoms.ts";
import { titleOf } from "./title.ts";

/**
 * What a Markdown document demands of a change, every part with its place in the file. Parts are found by
 * shape and header words. Never throws, however broken the text; what is over a limit is refused with a
 * finding; what cannot be enforced is advisory. Linear in the text.
 */
export function compileProtocol(path: string, text: string): Protocol {
  const read = readDocument(path, blankOwnSection(text));
  const { document } = read;
  const claims = new Set<Atom>();
  const tables = tablesOf(document);
  const markers = markersOf(document);
  const {
    steps: tableSteps,
    gaps: gapTables,
    assumptionFields,
    ...parts
  } = readTables(document, tables, claims);
  const phases = readPhases(document, tables, markers, claims);
  const assumptions = readAssumptions(document, claims);
  const log = readLog(document, claims);
  const trace = readTrace(document, claims);
  const gaps = readGaps(document, gapTables, claims);
  const steps = [...tableSteps, ...readSteps(document, claims)].sort((a, b) => a.place.line - b.place.line);
  const checklist = readChecklist(document, claims);
  const gates = inPhases(
    [...phases.gates, ...readGates(document, phases.phases.length > 0, claims)],
    phases.phases,
  );
  const demands = readDemands(document, claims);
  const rules = readRules(document, claims);
  const protocol: Omit<Protocol, "findings"> = {
    title: titleOf(document),
    ...parts,
    phases: phases.phases,
    steps,
    checklist,
    commands: readCommands(document),
    assumptionPolicy: assumptions.assumptionPolicy,
    assumptionFields:
      assumptions.assumptionFields.length > 0 ? assumptions.assumptionFields : assumptionFields,
    ...log,
    ...trace,
    ...gaps,
    gates,
    demands,
    rules,
    advisory: readAdvisory(document, claims),
  };
  return { ...protocol, findings: lint({ read, protocol, tables, markers }) };
}

/** The gates in the order of their lines, each with the phase it stands in. */
function inPhases(gates: readonly ProtocolGate[], phases: readonly ProtocolPhase[]): ProtocolGate[] {
  const inOrder = [...gates].sort((a, b) => a.place.line - b.place.line);
  let at = 0;
  return inOrder.map((gate) => {
    while ((phases[at]?.place.endLine ?? phases[at]?.place.line ?? Infinity) < gate.place.line) at += 1;
    const phase = phases[at];
    const inside = phase !== undefined && phase.place.line <= gate.place.line;
    return inside && gate.phase === undefined ? { ...gate, phase: phase.number } : gate;
  });
}
