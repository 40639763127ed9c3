import type { Finding } from "../model/finding.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import { placeOf } from "./document.ts";
import type { Linted } from "./linted.ts";
import { phaseHeading } from "./phase-heading.ts";

/** Two phases of one document with the same number. */
export function* duplicatePhases(phases: readonly ProtocolPhase[]): Generator<Finding> {
  const seen = new Map<number, ProtocolPhase>();
  const free = phases.reduce((most, { number }) => Math.max(most, number), 0) + 1;
  for (const phase of phases) {
    const first = seen.get(phase.number);
    if (!first) {
      seen.set(phase.number, phase);
      continue;
    }
    yield {
      rule: "protocol/duplicate-phase",
      severity: "warning",
      message: `Phase ${phase.number} is “${phase.title}” here and “${first.title}” in line ${first.place.line}; give one of them another number, ${free} is free.`,
      place: { path: phase.place.path, line: phase.place.line },
      because: [{ path: first.place.path, line: first.place.line }],
    };
  }
}

/** Gaps in the numbers, and phases that begin after 1. */
export function missingPhases(phases: readonly ProtocolPhase[]): Finding[] {
  const numbers = new Set(phases.map(({ number }) => number));
  const inOrder = [...phases].sort((a, b) => a.number - b.number);
  return inOrder.flatMap((phase, at): Finding[] => {
    const before = inOrder[at - 1];
    const expected = before ? before.number + 1 : 1;
    if (phase.number <= expected || numbers.has(phase.number - 1)) return [];
    const missing =
      phase.number - 1 === expected
        ? `Phase ${expected} is`
        : `Phases ${expected} to ${phase.number - 1} are`;
    return [
      {
        rule: "protocol/missing-phase",
        severity: "warning",
        message: `${missing} missing before phase ${phase.number}; add ${phase.number - 1 === expected ? "it" : "them"} or renumber.`,
        place: { path: phase.place.path, line: phase.place.line },
        because: before ? [{ path: before.place.path, line: before.place.line }] : [],
      },
    ];
  });
}

/** Headings like `Phase N: …`, a placeholder where a number belongs. */
export function* unnumberedPhases({ read: { document } }: Linted): Generator<Finding> {
  let before: number | undefined;
  for (const section of document.sections) {
    const heading = phaseHeading(section.title, before);
    if (!heading) continue;
    before = heading.number;
    if (heading.numbered) continue;
    yield {
      rule: "protocol/parse",
      severity: "warning",
      message: `“${section.title}” has no number; it is read as phase ${heading.number}. Write the number.`,
      place: placeOf(document, { line: section.line }),
      because: [],
    };
  }
}
