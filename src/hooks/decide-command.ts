import type { Path, Verdict } from "#core";
import { plain } from "#views/plain";
import { nextInPhase } from "./next-in-phase.ts";
import { currentPhase, sayPhase } from "#views/current-phase";

/**
 * Why a shell command that does not only read must not run, at most six lines; `undefined` where it may.
 * Refused in phases that only plan, nowhere else: what a command did is seen in the tree afterwards.
 */
export function refuseCommand(
  verdict: Verdict,
  command: string,
  documentOf: (phase: number) => Path | undefined,
): string | undefined {
  const current = currentPhase(verdict);
  if (!current?.phase.planOnly) return undefined;
  const what = command.trim() === "" ? "this" : `“${plain(command.trim(), 80)}”`;
  return [
    `Lockstep: ${sayPhase(current)}, is current and only plans; ${what} is not on the list of commands that only read.`,
    "Reading passes (ls, cat, rg, git log, git diff, …), each command of a line by itself; write documents with your edit tool.",
    `Next: ${nextInPhase(current, documentOf(current.phase.number))}`,
  ].join("\n");
}
