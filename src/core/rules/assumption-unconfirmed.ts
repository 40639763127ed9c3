import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const assumptionUnconfirmed: GateRule = {
  id: "assumption/unconfirmed",
  title: "An assumption is neither confirmed nor rejected.",
  help: "The gate waits until a person confirms or rejects it: in *Phases & Gates*, or `lockstep assume confirm`.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["assumption-pending"]);
  },
};
