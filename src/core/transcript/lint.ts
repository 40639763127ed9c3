import { splitLines } from "../diff/lines.ts";
import { findMarker } from "../ledger/marker.ts";
import type { Finding } from "../model/finding.ts";
import type { Path } from "../model/place.ts";
import type { Protocol, ProtocolPhase } from "../model/protocol.ts";
import type { Entry } from "./read.ts";
import { tracesIn } from "./traces.ts";

export interface TranscriptCase {
  /** The transcript's file, for the places of findings. */
  readonly path: Path;
  readonly entries: readonly Entry[];
  readonly protocol: Pick<Protocol, "phases" | "trace">;
  /** The files a tool call writes, as it names them. */
  readonly writes: (name: string, input: unknown) => readonly string[];
}

/** From one prompt to the next. */
interface Turn {
  readonly entries: readonly Entry[];
}

/** A phase that an agent announced, and where. */
interface Announced {
  readonly phase: ProtocolPhase;
  readonly turn: number;
  /** Its place among the turn's entries. */
  readonly at: number;
  readonly line: number;
}

type Rule = "marker-missing" | "after-marker" | "phase-order" | "code-before-questions" | "trace-missing";

/**
 * What a conversation did against the protocol: phases announced and closed by their marker with nothing
 * after it, in order; no file written before the phases that only ask and plan were closed and answered;
 * every changed file with its trace block. Every finding names a line of the transcript. Never throws.
 */
export function lintTranscript(input: TranscriptCase): readonly Finding[] {
  const turns = turnsOf(input.entries);
  const announced = turns.flatMap((turn, at) => announcedIn(turn, at, input.protocol.phases));
  const found = [
    ...announced.flatMap((one, at) => closing(input, turns[one.turn]!, one, announced[at + 1])),
    ...order(input, announced),
    ...tooEarly(input, turns, announced),
    ...untraced(input),
  ];
  return found.sort((a, b) => a.place.line - b.place.line);
}

function turnsOf(entries: readonly Entry[]): readonly Turn[] {
  const turns: Entry[][] = [[]];
  for (const entry of entries) {
    if (entry.is === "prompt" && turns.at(-1)!.length > 0) turns.push([]);
    turns.at(-1)!.push(entry);
  }
  return turns.map((list) => ({ entries: list }));
}

/** A heading, or a line in bold or capitals, that begins with `PHASE 2`. */
const ANNOUNCES = /^\s{0,3}(?:#{1,6}\s*|\*\*|__|>\s?)?(?:PHASE|Phase)\s{1,4}(\d{1,2})\b/;

function announcedIn({ entries }: Turn, turn: number, phases: readonly ProtocolPhase[]): Announced[] {
  return entries.flatMap((entry, at) => {
    if (entry.is !== "said") return [];
    const numbers = new Set(
      splitLines(entry.text).flatMap((line) => {
        const found = ANNOUNCES.exec(line);
        return found ? [Number(found[1])] : [];
      }),
    );
    return [...numbers].flatMap((number) => {
      const phase = phases.find((one) => one.number === number);
      return phase ? [{ phase, turn, at, line: entry.line }] : [];
    });
  });
}

/** A phase ends with its marker, in the turn that announced it, and nothing is said or done after. */
function closing(
  input: TranscriptCase,
  turn: Turn,
  { phase, at, line }: Announced,
  next: Announced | undefined,
): Finding[] {
  if (phase.marker === undefined) return [];
  const name = `Phase ${phase.number}`;
  const rest = turn.entries.slice(at);
  const marker = phase.marker;
  const closed = rest.findIndex(
    (entry) =>
      entry.is === "said" && /^(?:last|not-last)$/.test(findMarker(splitLines(entry.text), marker).is),
  );
  if (closed < 0) {
    // A later announcement of the same phase, in another turn, is a retry: that one is judged.
    if (next?.phase.number === phase.number) return [];
    return [finding(input, "marker-missing", line, `${name} does not end with ${marker}.`)];
  }
  const entry = rest[closed]!;
  const inside = entry.is === "said" && findMarker(splitLines(entry.text), marker).is === "not-last";
  const after = rest.slice(closed + 1).find((later) => later.is !== "prompt");
  if (!inside && after === undefined) return [];
  const where = inside ? entry.line : after!.line;
  return [finding(input, "after-marker", where, `${name} was closed, and something follows its marker.`)];
}

function order(input: TranscriptCase, announced: readonly Announced[]): Finding[] {
  const findings: Finding[] = [];
  const { phases } = input.protocol;
  let furthest = -1;
  for (const { phase, line } of announced) {
    const at = phases.findIndex(({ number }) => number === phase.number);
    if (at > furthest + 1) {
      const skipped = phases[furthest + 1]!;
      const says = `Phase ${phase.number} begins and phase ${skipped.number}, ${skipped.title}, was not gone through.`;
      findings.push(finding(input, "phase-order", line, says));
    }
    furthest = Math.max(furthest, at);
  }
  return findings;
}

/** Files are written only after a phase that is not for planning was announced, or all planning phases were answered. */
function tooEarly(input: TranscriptCase, turns: readonly Turn[], announced: readonly Announced[]): Finding[] {
  const { phases } = input.protocol;
  const lastPlan = phases.findLastIndex(({ planOnly }) => planOnly);
  if (lastPlan < 0) return [];
  const planned = announced.find(({ phase }) => phase.number === phases[lastPlan]!.number);
  const findings: Finding[] = [];
  for (const [at, { entries }] of turns.entries()) {
    if (planned !== undefined && at > planned.turn) break;
    for (const entry of entries) {
      if (entry.is !== "tool" || entry.refused) continue;
      const file = input.writes(entry.name, entry.input).find((path) => !isRecord(path));
      if (file === undefined) continue;
      const says = `${file} was written${unless(entry)} before phase ${phases[lastPlan]!.number}, ${phases[lastPlan]!.title}, was answered.`;
      findings.push(finding(input, "code-before-questions", entry.line, says));
    }
  }
  return findings;
}

/** Where a transcript does not tell what was refused, neither do we. */
function unless({ untold }: { readonly untold?: true }): string {
  return untold ? ", unless that was refused," : "";
}

/** Phase documents are what a planning phase writes. */
function isRecord(path: string): boolean {
  return /(?:^|\/)\.lockstep\/changes\//.test(path);
}

function untraced(input: TranscriptCase): Finding[] {
  const { trace } = input.protocol;
  if (!trace) return [];
  const traces = tracesIn(input.entries, trace.fields);
  const written = new Map<string, Entry & { readonly is: "tool" }>();
  for (const entry of input.entries) {
    if (entry.is !== "tool" || entry.refused) continue;
    for (const path of input.writes(entry.name, entry.input))
      if (!isRecord(path) && !written.has(path)) written.set(path, entry);
  }
  return [...written].flatMap(([path, entry]) => {
    const own = traces.find(({ file }) => samePath(file, path));
    const missing = own ? own.missing : trace.fields;
    if (missing.length === 0) return [];
    const says = own
      ? `The trace of ${path} lacks ${missing.join(" and ")}.`
      : `${path} was changed${unless(entry)} and has no trace (${trace.fields.join(", ")}).`;
    return [finding(input, "trace-missing", own?.line ?? entry.line, says)];
  });
}

/** Tools name files absolutely, traces from the repository's root. */
function samePath(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

function finding({ path }: TranscriptCase, rule: Rule, line: number, message: string): Finding {
  return { rule: `transcript/${rule}`, severity: "warning", message, place: { path, line }, because: [] };
}
