import { currentPhase } from "#views/current-phase";
import type { Verdict } from "#core";
import { LISTED, type ToolInput, type ToolOutput } from "#manifest/tools";
import { toMarkdown } from "#views/markdown";
import { nextStep } from "#views/next-step";
import { plain } from "#views/plain";
import { type Desk, NOTE, ToolTrouble, verdictAt } from "./desk.ts";
import { bare } from "./places.ts";

export async function status(_: unknown, desk: Desk): Promise<ToolOutput<"lockstep_status">> {
  const verdict = await verdictAt(desk);
  const phase = currentPhase(verdict)?.phase;
  return {
    note: NOTE,
    protocol: plain(verdict.protocol.title),
    change: verdict.change,
    ...(phase === undefined
      ? {}
      : {
          phase: {
            number: phase.number,
            title: plain(phase.title),
            planOnly: phase.planOnly,
            ...(phase.marker === undefined ? {} : { marker: phase.marker }),
          },
        }),
    surfaces: verdict.surfaces.map(surface),
    gates: gatesOf(verdict),
    summary: { ...verdict.summary },
  };
}

export async function next(_: unknown, desk: Desk): Promise<ToolOutput<"lockstep_next_step">> {
  const step = nextStep(await verdictAt(desk));
  if (!step) return { note: NOTE };
  const { title, says, place, surface: id } = step;
  const told = { title: plain(title), says: plain(says, 500), place: bare(place) };
  return { note: NOTE, next: id === undefined ? told : { ...told, surface: id } };
}

export async function owed(
  { surface: wanted }: ToolInput<"lockstep_owed">,
  desk: Desk,
): Promise<ToolOutput<"lockstep_owed">> {
  const { surfaces } = await verdictAt(desk);
  if (wanted !== undefined && !surfaces.some(({ id }) => id === wanted))
    throw new ToolTrouble(
      `There is no surface “${plain(wanted)}”; there are: ${surfaces.map(({ id }) => id).join(", ")}.`,
    );
  const chosen = surfaces.filter(
    ({ id, state }) => state === "owed" && (wanted === undefined || id === wanted),
  );
  return {
    note: NOTE,
    surfaces: chosen.map(({ id, title, requirement, obligations }) => ({
      id,
      title: plain(title),
      requirement: plain(requirement, 1000),
      owes: obligations.slice(0, LISTED).map(({ place, says, because }) => ({
        place: bare(place),
        says: plain(says, 500),
        because: because.slice(0, 10).map(bare),
      })),
      more: Math.max(0, obligations.length - LISTED),
    })),
  };
}

export async function report(_: unknown, desk: Desk): Promise<ToolOutput<"lockstep_report">> {
  return { note: NOTE, markdown: toMarkdown(await verdictAt(desk)) };
}

export function surface({ id, title, state }: Verdict["surfaces"][number]): {
  id: string;
  title: string;
  state: "met" | "owed" | "not-needed" | "untouched";
} {
  return { id, title: plain(title), state };
}

export function gatesOf({ gates }: Verdict): ToolOutput<"lockstep_status">["gates"] {
  return gates.map(({ phase, title, state, asks }) => ({
    phase,
    title: plain(title),
    state,
    asks: asks.map(({ text }) => plain(text, 300)),
  }));
}
