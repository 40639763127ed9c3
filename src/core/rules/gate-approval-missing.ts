import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const approvalMissing: GateRule = {
  id: "gate/approval-missing",
  title: "A phase waits for a person's approval.",
  help:
    "Nobody who may has approved the phase, or the approval is worth less than its gate asks, or it was taken back. A " +
    "person approves in the editor or with `lockstep gate approve`; nothing else can. Alone it exits with 3: wait, rather than fix.",
  ladder: { gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["approval-missing", "approval-too-low", "approval-taken-back"]);
  },
};
