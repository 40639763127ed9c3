import type { Verdict } from "#core";
import { needsPerson, sayGate } from "./gates.ts";
import { GATE_LOOKS, SURFACE_LOOKS } from "./look.ts";
import { brokenConfiguration, currentGate, nextStep } from "./next-step.ts";
import { plain } from "./plain.ts";

/** The one status-bar item. */
export interface Status {
  readonly text: string;
  /** The same in a word or two, where it stands beside the repository's name. */
  readonly short: string;
  readonly tooltip: string;
  readonly spoken: string;
  readonly background?: "warning" | "error";
}

/** What the status bar says of a verdict; the codicon comes first, the number counts owed surfaces. */
export function statusOf(verdict: Verdict): Status {
  const owed = verdict.surfaces.filter(({ state }) => state === "owed");
  const table = verdict.surfaces.map(
    ({ title, state }) =>
      `| $(${SURFACE_LOOKS[state].icon}) ${escapeCell(title)} | ${SURFACE_LOOKS[state].word} |`,
  );
  const gates = verdict.gates.map(
    (gate) =>
      `| $(${GATE_LOOKS[gate.state].icon}) ${gate.phase} ${escapeCell(gate.title)} | ${GATE_LOOKS[gate.state].word} |`,
  );
  const step = nextStep(verdict);
  const tooltip = [
    `**Lockstep** · ${escapeCell(verdict.change.base)} → ${escapeCell(verdict.change.head)}`,
    "",
    "| Surface | State |",
    "|---|---|",
    ...table,
    ...(gates.length > 0 ? ["", "| Gate | State |", "|---|---|", ...gates] : []),
    ...(step ? ["", `Next: ${escapeCell(step.says)}`] : []),
  ].join("\n");
  if (brokenConfiguration(verdict)) {
    return {
      text: "$(error) Lockstep: configuration",
      short: "configuration has an error",
      tooltip,
      spoken: "Lockstep: the configuration has an error",
      background: "error",
    };
  }
  const gate = currentGate(verdict);
  if (gate) {
    const says = sayGate(gate);
    const shared = { short: says, tooltip, spoken: `Lockstep: ${says}` };
    if (gate.state === "broken")
      return { ...shared, text: "$(error) Lockstep: gate broken", background: "error" };
    return needsPerson(gate)
      ? { ...shared, text: `$(lock) ${plain(gate.title, 24)}: approval needed`, background: "warning" }
      : { ...shared, text: `$(circle-large-outline) Lockstep: phase ${gate.phase}` };
  }
  if (owed.length === 0)
    return { text: "$(check) Lockstep", short: "in step", tooltip, spoken: "Lockstep: in step" };
  const names = owed.map(({ title }) => plain(title));
  return {
    text: `$(circle-large-outline) Lockstep: ${owed.length} owed`,
    short: `${owed.length} owed`,
    tooltip,
    spoken: `Lockstep: ${owed.length} owed: ${names.join(", ")}`,
  };
}

/** Text from a repository inside a Markdown table cell. */
function escapeCell(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]()<>#+\-!|$]/g, "\\$&");
}
