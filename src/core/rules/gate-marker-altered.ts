import { asked } from "./asked.ts";
import { markerFixes } from "./marker-fixes.ts";
import type { GateRule } from "./rule.ts";

export const markerAltered: GateRule = {
  id: "gate/marker-altered",
  title: "The gate's marker was altered.",
  help:
    "A line that was meant to be the marker is not the protocol's: a word is another one, or missing. Kinds of dashes, " +
    "spaces and broken characters do not count. The gate is broken until the exact marker stands there.",
  ladder: { working: "error", gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["marker-altered"], (gate, line) => markerFixes(facts, gate, line));
  },
};
