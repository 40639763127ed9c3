import type { Path } from "#core";
import { plain } from "#views/plain";
import type { CurrentPhase } from "#views/current-phase";

/** What an agent does next in a phase that only plans, in one line. */
export function nextInPhase({ phase }: CurrentPhase, document: Path | undefined): string {
  const write = document
    ? `complete ${plain(document)}`
    : "write the phase's document (lockstep start makes it)";
  const end = phase.marker ? `, end your message with ${plain(phase.marker)}` : "";
  return `${write}${end}, and wait until a person approves.`;
}
