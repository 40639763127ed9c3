import { at, type Probe } from "./probe.ts";

/** Whether every phase up to the current one ended with its gate: the verdict on the gates. */
export const gates: Probe = {
  id: "gates",
  answers: /\bgates?\b|\bapproval gate\b|\bphases?\b/i,
  probe({ verdict, markers = [] }) {
    const walked = verdict.gates.filter(({ state }) => state !== "ahead");
    if (walked.length === 0)
      return {
        result: "Open",
        evidence: [],
        says: "No phase has been walked through under Lockstep.",
        followUp: "Start the change with lockstep start",
      };
    const closed = walked.filter(({ state }) => state !== "open");
    const told = walked.map(({ phase, title, state }) => `${phase} ${title}: ${state}`).join(", ");
    const asks = closed.flatMap((gate) => gate.asks);
    if (closed.length > 0)
      return {
        result: closed.some(({ state }) => state === "broken") ? "Fail" : "Open",
        evidence: asks.slice(0, 1).map(({ place }) => at(place)),
        says: told,
        followUp: firstOf(asks.map(({ text }) => text)),
      };
    return { result: "Pass", evidence: markers.map((marker) => at(marker)), says: told };
  },
};

/** What the first gates wait for, and how much more there is. */
function firstOf(asks: readonly string[]): string {
  const more = asks.length > NAMED ? [`${asks.length - NAMED} more`] : [];
  return [...asks.slice(0, NAMED), ...more].join("; ");
}

/** So many asks a row names. */
const NAMED = 2;
