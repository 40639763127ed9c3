import { verifyingRuns } from "../surfaces/verification.ts";
import type { Rule } from "./rule.ts";
import { unverified } from "./verification-missing.ts";

export const verificationStale: Rule = {
  id: "surface/verification-stale",
  title: "The recorded verification is of another tree, did not pass, or came to no result.",
  help:
    "Raised at a gate when runs are recorded but none of them passed on the content that is judged now. Any edit of a " +
    "changed file makes a run stale.",
  ladder: { gate: "warning", ci: "error" },
  *judge(facts) {
    if (verifyingRuns(facts.records.runs).length > 0) {
      yield* unverified(facts);
    }
  },
};
