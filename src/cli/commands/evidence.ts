import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { addEvidence } from "./evidence-add.ts";
import { moveEvidence } from "./evidence-move.ts";
import { verifyEvidence } from "./evidence-verify.ts";
import { type Handler, UsageError } from "./handler.ts";

const VERBS: Readonly<
  Record<string, (operands: readonly string[], call: Call, terminal: Terminal) => Promise<number>>
> = {
  verify: verifyEvidence,
  add: addEvidence,
  move: moveEvidence,
};

export const evidence: Handler = (call, terminal) => {
  const [verb = "", ...operands] = call.operands;
  const act = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!act) throw new UsageError("Say what: lockstep evidence add, verify or move.");
  return act(operands, call, terminal);
};
