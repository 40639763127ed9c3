import type { Finding } from "../model/finding.ts";
import type { ProtocolPhase } from "../model/protocol.ts";

/** Two phases of one document with the same number. */
export function* duplicatePhases(phases: readonly ProtocolPhase[]): Generator<Finding> {
  const seen = new Map<number, ProtocolPhase>();
  for (const phase of phases) {
    const first = seen.get(phase.number);
    if (!first) {
      seen.set(phase.number, phase);
      continue;
    }
    const free = Math.max(...phases.map(({ number }) => number)) + 1;
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
    const missing = phase.number - 1 === expected ? `Phase ${expected} is` : `Phases ${expected} to ${phase.number - 1} are`;
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
