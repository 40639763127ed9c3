import type { Place } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";
import type { GateVerdict } from "../model/verdict.ts";

/** What is shown over the heading of a phase. */
export interface PhaseLens {
  readonly phase: number;
  readonly place: Place;
  /** The gate's state in words, or what the phase demands where no change is running. */
  readonly title: string;
  /** Whether the phase can be reviewed and approved now. */
  readonly waiting: boolean;
}

/** One lens per phase heading of the document. `gates` are those of the running change, if there is one. */
export function phaseLenses(
  protocol: Protocol,
  path: string,
  gates: readonly (Pick<GateVerdict, "phase" | "state"> & { readonly asks: readonly unknown[] })[] = [],
): PhaseLens[] {
  return protocol.phases
    .filter(({ place }) => place.path === path)
    .map(({ number, place, sections, tables, marker }): PhaseLens => {
      const gate = gates.find(({ phase }) => phase === number);
      const parts = [
        counted(sections.length, "section"),
        counted(tables.length, "table"),
        marker === undefined ? "no gate" : "ends at a gate",
      ].filter(Boolean);
      const waiting = gate?.state === "waiting";
      const asks = gate?.asks.length ?? 0;
      const title = !gate ? parts.join(" · ") : waiting && asks > 0 ? `${asks} open` : gate.state;
      return { phase: number, place: { path: place.path, line: place.line }, title, waiting };
    });
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
