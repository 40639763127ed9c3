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
    if (closed.some(({ state }) => state === "broken"))
      return { result: "Fail", evidence: [], says: told, followUp: "Have the broken gate reviewed again" };
    if (closed.length > 0)
      return {
        result: "Open",
        evidence: [],
        says: told,
        followUp: closed
          .flatMap(({ asks }) => asks)
          .slice(0, 3)
          .map(({ text }) => text)
          .join("; "),
      };
    return { result: "Pass", evidence: markers.map((marker) => at(marker)), says: told };
  },
};
