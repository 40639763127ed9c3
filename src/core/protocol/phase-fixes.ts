import type { Fix } from "../model/finding.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import type { Document } from "./document.ts";

/** At most so many missing phases are written out by one fix. */
const MOST_INSERTED = 9;

const NUMBERED = /\b(?:phase|stage)\s+(\d{1,3})(?!\d)/i;
const MENTIONED = /\b(?:phases?|stages?)\s+(\d{1,3})(?!\d)/gi;

/** The heading of a phase with its number where the number is written in digits. */
interface Heading {
  readonly phase: ProtocolPhase;
  readonly line: number;
  readonly raw: string;
  /** Column of the number, 0-based. */
  readonly start: number;
  readonly digits: string;
}

/**
 * Numbers the phases on in the order they stand, so that none is there twice. Only where that is plainly
 * right: the numbers rise but for the repetition, and nothing else speaks of a phase that gets another one.
 */
export function renumberPhases(document: Document, phases: readonly ProtocolPhase[]): Fix | undefined {
  const moved: { readonly heading: Heading; readonly to: number }[] = [];
  let last: number | undefined;
  let before: number | undefined;
  for (const phase of phases) {
    if (before !== undefined && phase.number < before) return undefined;
    before = phase.number;
    const to: number = last === undefined ? phase.number : Math.max(phase.number, last + 1);
    last = to;
    if (to === phase.number) continue;
    const heading = headingOf(document, phase);
    if (!heading) return undefined;
    moved.push({ heading, to });
  }
  if (moved.length === 0) return undefined;
  const numbers = new Set(moved.map(({ heading }) => heading.phase.number));
  const headings = new Set(phases.map(({ place }) => place.line));
  const isSpokenOf = document.lines.some(
    (line, at) =>
      !headings.has(at + 1) && [...line.matchAll(MENTIONED)].some((match) => numbers.has(Number(match[1]))),
  );
  if (isSpokenOf) return undefined;
  return {
    title: "Number the phases in the order they stand",
    edits: moved.map(({ heading: { line, start, digits }, to }) => ({
      path: document.path,
      start: { line, column: start },
      end: { line, column: start + digits.length },
      text: String(to),
    })),
  };
}

/** Headings for the phases `from` to `to`, written like the one of the phase they are missing before. */
export function insertPhases(
  document: Document,
  phase: ProtocolPhase,
  from: number,
  to: number,
): Fix | undefined {
  const heading = headingOf(document, phase);
  if (!heading || to - from >= MOST_INSERTED) return undefined;
  const { line, raw, start, digits } = heading;
  const [head, tail] = [raw.slice(0, start), raw.slice(start + digits.length)];
  const isNamed = phase.title !== `Phase ${phase.number}`;
  if (!/^(?: {0,3}#{1,6}\s|\*\*|__)/.test(raw) || (isNamed && !tail.includes(phase.title))) return undefined;
  const named = isNamed ? tail.replace(phase.title, () => "Name this phase") : tail;
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return {
    title: from === to ? `Insert phase ${from}` : `Insert phases ${from} to ${to}`,
    asks: true,
    edits: [
      {
        path: document.path,
        start: { line, column: 0 },
        end: { line, column: 0 },
        text: numbers.map((number) => `${head}${number}${named}\n\n`).join(""),
      },
    ],
  };
}

function headingOf(document: Document, phase: ProtocolPhase): Heading | undefined {
  const { line } = phase.place;
  const raw = document.rawLines[line - 1] ?? "";
  const match = NUMBERED.exec(raw);
  const digits = match?.[1] ?? "";
  if (!match || Number(digits) !== phase.number) return undefined;
  return { phase, line, raw, start: match.index + match[0].length - digits.length, digits };
}
