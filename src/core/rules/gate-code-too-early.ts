import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const codeTooEarly: GateRule = {
  id: "gate/code-too-early",
  title: "Code was edited in a phase that only asks and plans.",
  help:
    "Raised the moment it happens, whichever program wrote it, until the edit is taken back or every phase that comes " +
    "before code is approved.",
  ladder: { working: "warning", gate: "error", ci: "error" },
  *judge(facts) {
    yield* asked(facts, ["code-too-early"]);
  },
};
