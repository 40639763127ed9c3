import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const phaseOrder: GateRule = {
  id: "gate/phase-order",
  title: "A phase stands on an earlier one whose gate is closed again.",
  help: "An approval does not hold while a phase before it waits or is broken. Review the earlier phase again.",
  ladder: { working: "warning", gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["earlier-gate"]);
  },
};
