import type { GateVerdict, Path, ProtocolPhase, Verdict } from "#core";
import { plain } from "./plain.ts";

/** The phase the work stands in. */
export interface CurrentPhase {
  readonly gate: GateVerdict;
  readonly phase: ProtocolPhase;
}

/** The phase of the first gate that is not open; `undefined` where all are, or there are none. */
export function currentPhase({
  gates,
  protocol,
}: Pick<Verdict, "gates" | "protocol">): CurrentPhase | undefined {
  const gate = gates.find(({ state }) => state !== "open");
  const phase = protocol.phases.find(({ number }) => number === gate?.phase);
  return gate && phase ? { gate, phase } : undefined;
}

/** `phase 2, “Implementation Plan”` */
export function sayPhase({ phase }: CurrentPhase): string {
  return `phase ${phase.number}, “${plain(phase.title, 80)}”`;
}

/** What a gate asks, shortened: the first two and how many more. Asks that the edit in question itself raises are left out. */
export function sayAsks({ gate }: CurrentPhase, edited: readonly Path[] = []): string | undefined {
  const asks = gate.asks.filter(
    ({ code, place }) => !(code === "code-too-early" && edited.includes(place.path)),
  );
  if (asks.length === 0) return undefined;
  const more = asks.length > 2 ? ` (and ${asks.length - 2} more)` : "";
  return `${asks
    .slice(0, 2)
    .map(({ text }) => plain(text, 160))
    .join("; ")}${more}`;
}
