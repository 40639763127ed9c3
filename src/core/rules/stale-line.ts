import { isDocument } from "../impact/classify.ts";
import { falseLines } from "./false-lines.ts";
import type { Rule } from "./rule.ts";

export const staleLine: Rule = {
  id: "docs/stale-line",
  title: "A document line states something this change made false.",
  help:
    "Raised on the document line, with the line of code that changed the fact. Only certain impacts raise it; " +
    "doubtful ones are rows marked “possible” in the tree. It clears when the line no longer states the old fact.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  judge: (facts) => falseLines(facts, ({ fact, place }) => fact.kind !== "path" && isDocument(place.path)),
};
