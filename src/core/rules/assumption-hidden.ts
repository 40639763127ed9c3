import { eventsFolder } from "../ledger/layout.ts";
import type { GateRule } from "./rule.ts";

export const assumptionHidden: GateRule = {
  id: "assumption/hidden",
  title: "An assumption was found that nobody had listed.",
  help:
    "Where the protocol has an assumption policy, one that was taken for granted and not listed fails the self-audit. It " +
    "clears when a person confirms or rejects it; what was rejected stays a failure until the line is changed.",
  ladder: { working: "warning", gate: "warning", ci: "error" },
  *judge({ records }) {
    for (const { change, closed, assumptions } of records.changes) {
      if (closed !== undefined) continue;
      for (const { hidden, state, text, place } of assumptions) {
        if (hidden !== true || state === "confirmed") continue;
        yield {
          message: `Taken for granted and not listed: ${text}`,
          place: place ?? { path: eventsFolder(change), line: 1 },
        };
      }
    }
  },
};
