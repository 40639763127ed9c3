import type { Place, Verdict } from "#core";
import { needsPerson } from "./gates.ts";
import { brokenConfiguration, currentGate } from "./next-step.ts";
import { plain } from "./plain.ts";

/** Something a person has to know although they are looking elsewhere. */
export interface Reminder {
  /** Equal as long as it is the same news: it is told once. */
  readonly id: string;
  readonly about: "approval" | "stale" | "blocked" | "configuration";
  readonly says: string;
  /** The document it is about: who looks at it needs no reminder. */
  readonly place?: Place;
  readonly phase?: number;
}

/** What is worth a notification, at most one for each gate, each refusal and each state of the configuration. */
export function remindersOf(verdict: Verdict): Reminder[] {
  const broken = brokenConfiguration(verdict);
  if (broken) {
    const { message, place } = broken;
    const says = `The configuration cannot be used: ${plain(message, 200)}`;
    return [{ id: JSON.stringify(["configuration", place, message]), about: "configuration", says, place }];
  }
  return [...gateReminders(verdict), ...refusals(verdict)];
}

function gateReminders(verdict: Verdict): Reminder[] {
  const gate = currentGate(verdict);
  if (!gate?.document) return [];
  const { change, phase, document, documentDigest } = gate;
  const title = plain(verdict.record?.title ?? "", 80);
  const which = `${title === "" ? "A change" : `“${title}”`}, phase ${phase}, ${plain(gate.title, 80)},`;
  const shared = { place: { path: document, line: 1 }, phase };
  if (needsPerson(gate)) {
    const id = JSON.stringify(["approval", change, phase]);
    return [{ ...shared, id, about: "approval", says: `${which} waits for your approval.` }];
  }
  const stale = gate.asks.find(({ code }) => code === "approval-stale");
  if (gate.state !== "broken" || !stale) return [];
  const id = JSON.stringify(["stale", change, phase, documentDigest]);
  return [{ ...shared, id, about: "stale", says: `${which} is closed again: ${plain(stale.text, 200)}` }];
}

/** What a coding agent was refused, the latest only: it may try often. */
function refusals({ record }: Verdict): Reminder[] {
  const last = record?.violations.findLast(({ by }) => by.kind === "agent");
  if (!record || !last) return [];
  const says = `${plain(last.by.name, 40)} was held at a gate: ${plain(last.message, 200)}`;
  return [{ id: JSON.stringify(["blocked", record.id, last.id]), about: "blocked", says }];
}
