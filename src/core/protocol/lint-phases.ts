import type { Finding } from "../model/finding.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import { placeOf } from "./document.ts";
import type { Linted } from "./linted.ts";
import { insertPhases, renumberPhases } from "./phase-fixes.ts";
import { phaseHeading } from "./phase-heading.ts";

/** Two phases of one document with the same number; the first finding also offers to renumber. */
export function* duplicatePhases({ read: { document }, protocol: { phases } }: Linted): Generator<Finding> {
  const seen = new Map<number, ProtocolPhase>();
  const free = phases.reduce((most, { number }) => Math.max(most, number), 0) + 1;
  let renumber = renumberPhases(document, phases);
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
      ...(renumber ? { fixes: [renumber] } : {}),
    };
    renumber = undefined;
  }
}

/** Gaps in the numbers of one document's phases, with an offer to write the missing headings. */
export function missingPhases({ read: { document }, protocol: { phases } }: Linted): Finding[] {
  return gapsIn(phases).map((gap): Finding => {
    const insert = insertPhases(document, gap.phase, gap.from, gap.to);
    return { ...findingOf(gap), ...(insert ? { fixes: [insert] } : {}) };
  });
}

/** The same of phases that were composed from several documents. */
export function missingAmong(phases: readonly ProtocolPhase[]): Finding[] {
  return gapsIn(phases).map(findingOf);
}

/** Numbers that no phase has, and the phase they are missing before. */
interface Gap {
  readonly phase: ProtocolPhase;
  readonly before: ProtocolPhase | undefined;
  readonly from: number;
  readonly to: number;
}

/** Gaps in the numbers, and phases that begin after 1. */
function gapsIn(phases: readonly ProtocolPhase[]): Gap[] {
  const numbers = new Set(phases.map(({ number }) => number));
  const inOrder = [...phases].sort((a, b) => a.number - b.number);
  return inOrder.flatMap((phase, at): Gap[] => {
    const before = inOrder[at - 1];
    const from = before ? before.number + 1 : 1;
    if (phase.number <= from || numbers.has(phase.number - 1)) return [];
    return [{ phase, before, from, to: phase.number - 1 }];
  });
}

function findingOf({ phase, before, from, to }: Gap): Finding {
  const one = from === to;
  return {
    rule: "protocol/missing-phase",
    severity: "warning",
    message: `${one ? `Phase ${from} is` : `Phases ${from} to ${to} are`} missing before phase ${phase.number}; add ${one ? "it" : "them"} or renumber.`,
    place: { path: phase.place.path, line: phase.place.line },
    because: before ? [{ path: before.place.path, line: before.place.line }] : [],
  };
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
