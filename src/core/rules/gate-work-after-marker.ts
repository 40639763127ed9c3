import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const workAfterMarker: GateRule = {
  id: "gate/work-after-marker",
  title: "Something was written after the gate's marker.",
  help: "The marker is the last thing of a phase document. Move what follows above it, or into the next phase.",
  ladder: { working: "warning", gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["marker-not-last"]);
  },
};
