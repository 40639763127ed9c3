import { type GateVerdict, TIER_NAMES, type Verdict } from "#core";
import { GATE_LOOKS } from "./look.ts";
import { NO_PAINT, type Paint } from "./paint.ts";
import { plain } from "./plain.ts";

/** What an approval is worth, in words that never say only “approved”. */
export function sayApproval({ by, tier, weaker, lowered }: NonNullable<GateVerdict["approval"]>): string {
  const note = [weaker ? "weaker: by a passphrase" : "", lowered ?? ""].filter(Boolean).join("; ");
  return `approved by ${plain(by, 80)}, ${TIER_NAMES[tier]}${note === "" ? "" : ` (${plain(note, 200)})`}`;
}

/** Whether nothing is left to do before a gate but that a person approves. */
export function needsPerson({ state, asks }: Pick<GateVerdict, "state" | "asks">): boolean {
  return state === "waiting" && asks.every(({ code }) => code.startsWith("approval-"));
}

/** Whether a person's approval, given now, would be all a gate asks: it waits for the first, or for another. */
export function isApprovable({ state, asks }: Pick<GateVerdict, "state" | "asks">): boolean {
  return (
    (state === "waiting" || state === "broken") && asks.every(({ code }) => code.startsWith("approval-"))
  );
}

/** A gate that stands closed, in a few words: `phase 2, Implementation Plan, waits for approval`. */
export function sayGate(gate: Pick<GateVerdict, "phase" | "title" | "state" | "asks">): string {
  const named = `phase ${gate.phase}, ${plain(gate.title, 80)},`;
  if (gate.state === "broken") return `${named} is broken`;
  if (needsPerson(gate)) return `${named} waits for approval`;
  return `${named} asks for ${gate.asks.length === 1 ? "one thing" : `${gate.asks.length} things`}`;
}

/** The report of `lockstep gate status`: each gate, what it waits for or who opened it. Ends with a newline. */
export function toGateText(
  { gates, record, track, protocol }: Pick<Verdict, "gates" | "record" | "track" | "protocol">,
  paint: Paint = NO_PAINT,
): string {
  const head = record?.started
    ? `${plain(record.title, 200)}  ${paint.faint(record.id)}`
    : "No change was started.";
  if (gates.length === 0) {
    const why =
      protocol.phases.length === 0
        ? "The protocol has no phases."
        : `No gate to pass: ${track.reasons.join("; ")}.`;
    return `${head}\n${why}\n`;
  }
  return [
    head,
    `${track.track} track: ${plain(track.reasons.join("; "), 300)}`,
    "",
    ...gates.flatMap((gate) => gateLines(gate, paint)),
    "",
  ].join("\n");
}

/** A gate with what it waits for, or who opened it. */
export function gateLines({ phase, title, state, asks, approval }: GateVerdict, paint: Paint): string[] {
  const { mark, word } = GATE_LOOKS[state];
  const paints = { open: paint.good, waiting: paint.owed, broken: paint.bad, ahead: paint.faint };
  const said = approval ? sayApproval(approval) : "";
  return [
    `  ${paints[state](`${mark} ${phase} ${plain(title, 60).padEnd(28)} ${word.padEnd(8)}`)} ${paint.faint(said)}`.trimEnd(),
    ...asks
      .slice(0, 12)
      .map(({ text, place }) => `      ${plain(place.path)}:${place.line}  ${paint.faint(plain(text, 300))}`),
    ...(asks.length > 12 ? [`      ${paint.faint(`… and ${asks.length - 12} more`)}`] : []),
  ];
}

/** `lockstep gate status --format json`, version 1. */
export function toGateJson({ gates, record, track }: Pick<Verdict, "gates" | "record" | "track">): object {
  return {
    version: 1,
    change: record?.id ?? null,
    title: record?.title ?? null,
    track,
    gates: gates.map(({ phase, title, state, asks, document, approval }) => ({
      phase,
      title,
      state,
      asks: asks.map(({ code, text, place: { path, line } }) => ({ code, text, place: { path, line } })),
      document: document ?? null,
      approval: approval ? { ...approval, tierName: TIER_NAMES[approval.tier] } : null,
    })),
  };
}
