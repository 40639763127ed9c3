import { uniqueBy } from "../group.ts";
import type { ProtocolPhase } from "../model/protocol.ts";
import type { Place } from "../model/place.ts";
import type { Approval } from "./approvals.ts";
import { BREAKS, type Ask } from "./ask.ts";
import type { Assumption } from "./fold-assumptions.ts";
import { TIER_NAMES } from "./tier.ts";

export interface GateInputs {
  /** In order. */
  readonly phases: readonly ProtocolPhase[];
  /** What lint says of each phase's document, by phase number. */
  readonly documents: ReadonlyMap<number, { readonly place: Place; readonly asks: readonly Ask[] }>;
  /** All approvals of the change, judged. */
  readonly approvals: readonly Approval[];
  readonly assumptions: readonly Assumption[];
  /** Surfaces that are owed. Asked of the phases that change code and of all after them. */
  readonly surfaces: readonly Ask[];
  /** Verification, evidence, checklist. Asked of the phases after the first that changes code; of that one when it is the last. */
  readonly proof: readonly Ask[];
  /** The first changed line of each code file of the change. */
  readonly codeEdits: readonly Place[];
  /** What is wrong with the record itself (levels 0 to 2), as asks: it keeps every gate closed. */
  readonly record: readonly Ask[];
  /** Phases whose gate opens without a person; normally none. */
  readonly withoutApproval: ReadonlySet<number>;
}

/** The state of one phase's gate. */
export type Gate = { readonly phase: number; readonly title: string } & (
  | { readonly is: "ahead" }
  | { readonly is: "waiting"; readonly asks: readonly Ask[] }
  | { readonly is: "open"; readonly by?: Extract<Approval, { is: "valid" }> }
  /** `why` are the asks that broke it, first among all its `asks`. */
  | { readonly is: "broken"; readonly why: readonly Ask[]; readonly asks: readonly Ask[] }
);

/**
 * The gates of a change, one per phase. A gate opens when nothing is asked of its phase any more and
 * every gate before it is open; the first that is not is the current one, and those after it that
 * nobody approved are ahead.
 */
export function judgeGates(inputs: GateInputs): readonly Gate[] {
  const firstCode = inputs.phases.findIndex(({ planOnly }) => !planOnly);
  const firstProof = Math.min(firstCode + 1, inputs.phases.length - 1);
  let closed: Gate | undefined;
  return inputs.phases.map((phase, at) => {
    const shared = { phase: phase.number, title: phase.title };
    const approvals = inputs.approvals.filter(({ event }) => event.data.phase === phase.number);
    if (closed !== undefined && approvals.every(neverCounted)) return { ...shared, is: "ahead" };
    const place = inputs.documents.get(phase.number)?.place ?? phase.place;
    const { asks, by } = approvalAsks(approvals, phase, place, inputs.withoutApproval);
    const all = uniqueBy(
      [
        ...inputs.record,
        ...(closed === undefined ? [] : [earlier(closed, place)]),
        ...documentAsks(phase, inputs),
        ...(phase.planOnly && approvals.every(neverCounted) ? tooEarly(phase, inputs.codeEdits) : []),
        // What was approved with everything in order is not asked again for what came later.
        ...(by === undefined ? pendingAssumptions(inputs.assumptions, place) : []),
        ...(firstCode >= 0 && at >= firstCode ? inputs.surfaces : []),
        ...(firstCode >= 0 && at >= firstProof ? inputs.proof : []),
        ...asks,
      ],
      ({ code, text, place }) => JSON.stringify([code, text, place]),
    );
    const gate = gateOf(shared, all, by);
    if (gate.is !== "open") closed ??= gate;
    return gate;
  });
}

/** The gate work stands before; `undefined` when all are open. */
export function currentGate(gates: readonly Gate[]): Gate | undefined {
  return gates.find(({ is }) => is !== "open");
}

function gateOf(
  shared: { readonly phase: number; readonly title: string },
  asks: readonly Ask[],
  by: Extract<Approval, { is: "valid" }> | undefined,
): Gate {
  if (asks.length === 0) return { ...shared, is: "open", ...(by === undefined ? {} : { by }) };
  const why = asks.filter(({ code }) => BREAKS.has(code));
  if (why.length === 0) return { ...shared, is: "waiting", asks };
  return { ...shared, is: "broken", why, asks: [...why, ...asks.filter(({ code }) => !BREAKS.has(code))] };
}

function documentAsks(phase: ProtocolPhase, { documents }: GateInputs): readonly Ask[] {
  const text = `The document of phase ${phase.number} is missing`;
  return documents.get(phase.number)?.asks ?? [{ code: "document-missing", text, place: phase.place }];
}

function earlier(gate: Gate, place: Place): Ask {
  return { code: "earlier-gate", text: `Phase ${gate.phase}, ${gate.title}, is closed again`, place };
}

function tooEarly(phase: ProtocolPhase, edits: readonly Place[]): Ask[] {
  return edits.map((place) => ({
    code: "code-too-early",
    text: `${place.path} was edited in phase ${phase.number}, where only ${phase.title} belongs`,
    place,
  }));
}

function pendingAssumptions(assumptions: readonly Assumption[], place: Place): Ask[] {
  return assumptions
    .filter(({ state }) => state === "pending")
    .map(({ text, place: own }) => ({
      code: "assumption-pending",
      text: `Not confirmed yet: ${text}`,
      place: own ?? place,
    }));
}

/**
 * What the approvals of a phase leave to ask. One valid approval is enough; without one, the last that
 * somebody gave says what became of it.
 */
function approvalAsks(
  approvals: readonly Approval[],
  phase: ProtocolPhase,
  place: Place,
  without: ReadonlySet<number>,
): { readonly asks: readonly Ask[]; readonly by?: Extract<Approval, { is: "valid" }> } {
  const valid = approvals.filter((one) => one.is === "valid");
  const best = valid.sort((a, b) => b.tier - a.tier)[0];
  if (best !== undefined) return { asks: [], by: best };
  if (without.has(phase.number)) return { asks: [] };
  const last = approvals.findLast((one) => !neverCounted(one)) ?? approvals.at(-1);
  if (last !== undefined) return { asks: [{ ...sayApproval(last), place }] };
  const text = `Phase ${phase.number}, ${phase.title}, waits for approval`;
  return { asks: [{ code: "approval-missing", text, place }] };
}

function sayApproval(approval: Approval): Pick<Ask, "code" | "text"> {
  const whose = `The approval by ${approval.by}`;
  switch (approval.is) {
    case "stale":
      return {
        code: "approval-stale",
        text: `${whose} is stale: ${approval.since.map(({ says }) => says).join("; ")}`,
      };
    case "too-low":
      return {
        code: "approval-too-low",
        text: `${whose} is only ${TIER_NAMES[approval.tier]}; this gate asks for one ${TIER_NAMES[approval.least]}`,
      };
    case "taken-back":
      return { code: "approval-taken-back", text: `${whose} was ${approval.why}` };
    case "unverified":
      return { code: "approval-unverified", text: `${whose} does not count: ${approval.why}` };
    case "valid":
      return { code: "approval-missing", text: `${whose} is valid` };
  }
}

/** Approvals that say nothing of the past either: nobody who may has ever approved. */
function neverCounted({ is }: Approval): boolean {
  return is === "unverified";
}
