import { asked } from "./asked.ts";
import { markerFixes } from "./marker-fixes.ts";
import type { GateRule } from "./rule.ts";

export const markerMissing: GateRule = {
  id: "gate/marker-missing",
  title: "A phase document does not end with the gate's marker.",
  help:
    "The protocol closes each phase with an exact line. The document of the phase that is current has to end with it; " +
    "the quick fix writes it there.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["marker-missing"], (gate) => markerFixes(facts, gate));
  },
};
