import { eventPath } from "../ledger/verify.ts";
import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const approvalUnverified: GateRule = {
  id: "gate/approval-unverified",
  title: "An approval does not count: nobody vouches for it, or it was made for something else.",
  help:
    "Its signature does not hold or is by nobody the base allows; it was written by an agent, came from another " +
    "repository, or its giver may not approve. docs/trust.md lists the cases. One beside a valid approval opens nothing " +
    "and is named all the same; sending the phase back settles it.",
  ladder: { working: "error", gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["approval-unverified"]);
    const settled = new Set(
      facts.records.changes.flatMap(({ approvals }) =>
        approvals
          .filter(({ revoked, sentBack }) => revoked !== undefined || sentBack !== undefined)
          .map(({ event }) => eventPath(event)),
      ),
    );
    for (const { code, path, reason } of facts.records.problems) {
      if (code !== "signature-invalid" || settled.has(path)) continue;
      yield { message: `A signature in the record does not count: ${reason}.`, place: { path, line: 1 } };
    }
  },
};
