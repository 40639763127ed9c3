import type { GateVerdict, Verdict } from "#core";
import type { Planned } from "./plan.ts";

/** The gate of a phase of the change at hand; or why there is none. */
export function gateOf(
  { gates, record }: Pick<Verdict, "gates" | "record">,
  phase: number,
): { readonly gate: GateVerdict; readonly change: string } | { readonly refused: string } {
  if (record === undefined || record.closed !== undefined)
    return { refused: "No change is open on this branch: lockstep start “<title>”." };
  const own = gates.filter(({ change }) => change === record.id);
  const gate = own.find((one) => one.phase === phase);
  if (gate !== undefined) return { gate, change: record.id };
  const there = own.map((one) => one.phase).join(", ") || "none";
  return { refused: `The change at hand has no phase ${phase}; there are: ${there}.` };
}

/** Asks people for an approval: written into the record, for whoever looks. It grants nothing. */
export function planRequest(
  verdict: Pick<Verdict, "gates" | "record">,
  phase: number,
  note: string,
): Planned {
  const found = gateOf(verdict, phase);
  if ("refused" in found) return found;
  if (found.gate.state === "open") return { refused: `Phase ${phase} is approved.` };
  const text = `Approval of phase ${phase}, ${found.gate.title}, is asked for.${note.trim() === "" ? "" : ` ${note.trim()}`}`;
  return comment(found.change, `Ask for approval of phase ${phase}`, { phase, text });
}

/** Says something about a gate. */
export function planComment(
  verdict: Pick<Verdict, "gates" | "record">,
  phase: number,
  text: string,
): Planned {
  const found = gateOf(verdict, phase);
  if ("refused" in found) return found;
  if (text.trim() === "") return { refused: "A comment says something." };
  return comment(found.change, `Comment on phase ${phase}`, { phase, text: text.trim() });
}

/**
 * Sends a phase back to whoever wrote it: what approved it before does not count any more, and the gate waits until
 * its document is another.
 */
export function planSendBack(
  verdict: Pick<Verdict, "gates" | "record">,
  phase: number,
  why: string,
): Planned {
  const found = gateOf(verdict, phase);
  if ("refused" in found) return found;
  if (found.gate.state === "ahead") return { refused: `Phase ${phase} has not been reached yet.` };
  const text = why.trim();
  if (text === "") return { refused: "Say what has to be different." };
  const { documentDigest: document } = found.gate;
  const data = { phase, comment: text, ...(document === undefined ? {} : { document }) };
  const draft = { type: "send-back", data } as const;
  const records = [{ is: "event", change: found.change, draft }] as const;
  return { plan: { title: `Send phase ${phase} back`, files: [], records } };
}

function comment(change: string, title: string, data: { phase: number; text: string }): Planned {
  return { plan: { title, files: [], records: [{ is: "event", change, draft: { type: "comment", data } }] } };
}
