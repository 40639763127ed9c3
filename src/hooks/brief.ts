import type { Path, Verdict } from "#core";
import { nextStep } from "#views/next-step";
import { plain } from "#views/plain";
import { nextInPhase } from "./next-in-phase.ts";
import { currentPhase, sayAsks, sayPhase } from "#views/current-phase";

/**
 * What an agent should know before it works: which protocol holds, where the work stands, what is next.
 * Texts of the repository are shown as data, on lines of their own kind; at most a dozen lines.
 */
export function brief(
  verdict: Verdict,
  documentOf: (phase: number) => Path | undefined,
  length: "long" | "short",
): string | undefined {
  const { protocol, protocols, surfaces } = verdict;
  const current = currentPhase(verdict);
  const owed = surfaces.filter(({ state }) => state === "owed").map(({ title }) => plain(title, 60));
  const step = nextStep(verdict);
  const asks = current && sayAsks(current);
  const where = current
    ? [
        `Now: ${sayPhase(current)} of ${protocol.phases.length}${current.phase.planOnly ? ", which only plans: no file but its document is written, commands only read" : ""}.`,
        ...(asks ? [`Its gate asks: ${asks}.`] : []),
        ...(current.phase.planOnly
          ? [`Next: ${nextInPhase(current, documentOf(current.phase.number))}`]
          : current.phase.marker
            ? [`End the phase's message with ${plain(current.phase.marker)}`]
            : []),
      ]
    : [];
  const debts = owed.length > 0 ? [`Owed: ${owed.join(", ")}.`] : [];
  const next =
    step && !current?.phase.planOnly
      ? [`Next: ${plain(step.says, 240)} (${plain(step.place.path)}:${step.place.line})`]
      : [];
  const state = [...where, ...debts, ...next];
  if (length === "short") return state.length > 0 ? ["Lockstep:", ...state].join("\n") : undefined;
  return [
    `Lockstep holds changes of this repository to “${plain(protocol.title, 120)}” (${protocols.map((name) => plain(name, 100)).join(", ")}).`,
    ...state,
    "Gates are opened by people. Do not edit .lockstep/ (but the current phase's document), the protocol, or any hook settings.",
    "`lockstep next` names the next step, `lockstep check` judges the change.",
  ].join("\n");
}
