import { uniqueBy } from "../group.ts";
import type { GateRule } from "./rule.ts";

export const recordDamaged: GateRule = {
  id: "gate/record-damaged",
  title: "A change's record is not as its writers left it.",
  help:
    "Events are files that nobody writes again. One that was edited, renamed, copied, deleted or signed anew is named " +
    "with the reason, and keeps every gate closed. `lockstep gate restore` puts back what this clone wrote.",
  ladder: { working: "error", gate: "error", ci: "error" },
  *judge({ records }) {
    const errors = records.problems.filter(({ weight }) => weight === "error");
    for (const { path, code, reason } of uniqueBy(errors, (problem) => `${problem.path} ${problem.code}`)) {
      yield { message: `The record is damaged (${code}): ${reason}.`, place: { path, line: 1 } };
    }
  },
};
