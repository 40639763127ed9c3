import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const changeMissing: GateRule = {
  id: "gate/change-missing",
  title: "The edits are too large or too risky to go without a record, and no change was started.",
  help:
    "Where the protocol has phases, a change of full size walks through them: `lockstep start` begins its record. Small, " +
    "low-risk changes, documents and tests need none.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["change-missing"]);
  },
};
