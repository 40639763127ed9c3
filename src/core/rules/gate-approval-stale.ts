import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const approvalStale: GateRule = {
  id: "gate/approval-stale",
  title: "What was approved is not what stands there now.",
  help:
    "An approval binds the protocol, the phase document, in phases of code the change itself, and what its giver was " +
    "shown. Any difference closes the gate again; the message says what is different. Review the phase again.",
  ladder: { working: "error", gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["approval-stale"]);
  },
};
