import type { Finding } from "../model/finding.ts";
import type { Place } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";
import { missingAmong } from "./lint-phases.ts";
import { slug } from "./slug.ts";

/**
 * Several protocols as one: surfaces from one, phases from another. Where two speak of the same surface,
 * risk or phase, the first holds, and a different meaning is a `protocol/conflict` finding with both
 * places. No protocols give an empty one.
 */
export function composeProtocols(protocols: readonly Protocol[]): Protocol {
  const [only, ...more] = protocols;
  if (only && more.length === 0) return only;
  const findings = protocols.flatMap((protocol) => protocol.findings).filter(({ rule }) => rule !== MISSING);
  const all = <Part>(of: (protocol: Protocol) => readonly Part[]): Part[] => protocols.flatMap(of);
  const conflict = (finding: Finding | undefined): void => {
    if (finding) findings.push(finding);
  };

  const surfaces = firsts(
    all((p) => p.surfaces),
    ({ id }) => id,
    (first, other) =>
      conflict(differs("surface", first.title, first, other, first.requirement, other.requirement)),
  );
  const risks = firsts(
    all((p) => p.risks),
    ({ id }) => id,
    (first, other) =>
      conflict(
        differs("high-risk change type", first.title, first, other, first.requirement, other.requirement),
      ),
  );
  const phases = firsts(
    all((p) => p.phases),
    ({ number }) => String(number),
    (first, other) =>
      conflict(differs("phase", String(first.number), first, other, first.title, other.title)),
  ).sort((a, b) => a.number - b.number);
  const log = protocols.find((p) => p.log)?.log;
  const trace = protocols.find((p) => p.trace)?.trace;
  const gaps = protocols.find((p) => p.gaps)?.gaps;
  const auditTable = protocols.find((p) => p.auditTable)?.auditTable;
  const rubricTable = protocols.find((p) => p.rubricTable)?.rubricTable;
  const folded = (text: string): string => slug(text);
  return {
    title: protocols
      .map(({ title }) => title)
      .filter(Boolean)
      .join(" + "),
    surfaces,
    risks,
    phases,
    steps: all((p) => p.steps),
    checklist: firsts(
      all((p) => p.checklist),
      ({ text }) => folded(text),
    ),
    audit: firsts(
      all((p) => p.audit),
      ({ item }) => folded(item),
    ),
    ...(auditTable ? { auditTable } : {}),
    rubric: firsts(
      all((p) => p.rubric),
      ({ criterion }) => folded(criterion),
    ),
    ...(rubricTable ? { rubricTable } : {}),
    components: firsts(
      all((p) => p.components),
      ({ component }) => folded(component),
    ),
    mandates: firsts(
      all((p) => p.mandates),
      ({ area }) => folded(area),
      (first, other) => conflict(differs("mandate", first.area, first, other, first.mandate, other.mandate)),
    ),
    commands: firsts(
      all((p) => p.commands),
      ({ name }) => name,
    ),
    assumptionFields: firsts(
      all((p) => p.assumptionFields),
      folded,
    ),
    assumptionPolicy: all((p) => p.assumptionPolicy),
    ...(log ? { log } : {}),
    ...(trace ? { trace } : {}),
    ...(gaps ? { gaps } : {}),
    gates: all((p) => p.gates),
    demands: all((p) => p.demands),
    rules: all((p) => p.rules),
    advisory: all((p) => p.advisory),
    findings: [...findings, ...missingAmong(phases)],
  };
}

const MISSING = "protocol/missing-phase";

/** The first of every key, in order; `again` hears of each later one that has the same key. */
function firsts<Part>(
  parts: readonly Part[],
  keyOf: (part: Part) => string,
  again: (first: Part, other: Part) => void = () => {},
): Part[] {
  const first = new Map<string, Part>();
  for (const part of parts) {
    const known = first.get(keyOf(part));
    if (known === undefined) first.set(keyOf(part), part);
    else again(known, part);
  }
  return [...first.values()];
}

/** A conflict, where two texts differ in more than spelling. Duplicates within one file are lint's to say. */
function differs(
  what: string,
  name: string,
  first: { readonly place: Place },
  other: { readonly place: Place },
  holds: string,
  says: string,
): Finding | undefined {
  if (slug(holds) === slug(says) || first.place.path === other.place.path) return undefined;
  return {
    rule: "protocol/conflict",
    severity: "warning",
    message: `The ${what} “${name}” is “${says}” here and “${holds}” in ${first.place.path}:${first.place.line}, which holds; make them agree.`,
    place: other.place,
    because: [first.place],
  };
}
