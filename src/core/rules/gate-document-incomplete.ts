import { asked } from "./asked.ts";
import type { GateRule } from "./rule.ts";

export const documentIncomplete: GateRule = {
  id: "gate/document-incomplete",
  title: "The document of the current phase lacks something its phase demands.",
  help:
    "A section, a table with its columns, an answer, a number of bullets: what the protocol asks of the phase. The gate " +
    "waits for it. It clears as it is written.",
  ladder: { working: "info", gate: "info", ci: "warning" },
  *judge(facts) {
    yield* asked(facts, [
      "sent-back",
      "document-missing",
      "document-too-large",
      "section-missing",
      "section-empty",
      "table-missing",
      "columns-missing",
      "table-empty",
      "cell-empty",
      "question-unanswered",
      "bullets-out-of-bounds",
    ]);
  },
};
