import { unlistedAssumptions } from "../ledger/unlisted.ts";
import type { GateRule } from "./rule.ts";

export const assumptionUnlisted: GateRule = {
  id: "assumption/unlisted",
  title: "An added line seems to take something for granted that no assumption lists.",
  help:
    "Offered where the protocol has an assumption policy and a change was started: TODO, “assume”, a default out of " +
    "nowhere. Only a hint: add it to the register, or leave it.",
  ladder: { working: "hint", gate: "hint", ci: "hint" },
  *judge(facts) {
    for (const { place, says } of unlistedAssumptions(facts)) {
      yield { message: `Does this take something for granted? ${says}`, place };
    }
  },
};
