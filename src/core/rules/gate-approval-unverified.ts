import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const approvalUnverified: GateRule = {
  id: "gate/approval-unverified",
  title: "An approval does not count: nobody vouches for it, or it was made for something else.",
  help:
    "Its signature does not hold or is by nobody the base allows; it was written by an agent, came from another " +
    "repository, or its giver may not approve. docs/trust.md lists the cases.",
  ladder: { working: "error", gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["approval-unverified"]);
  },
};
