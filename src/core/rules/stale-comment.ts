import { isDocument } from "../impact/classify.ts";
import { falseLines } from "./false-lines.ts";
import type { Rule } from "./rule.ts";

export const staleComment: Rule = {
  id: "docs/stale-comment",
  title: "A comment, a docstring or the description of an API states something this change made false.",
  help:
    "Raised on the comment's line, with the line of code that changed the fact: it names what no code holds any more, " +
    "or states the old value of the definition it stands at. No surface is owed because of it. It clears when the " +
    "comment no longer states the old fact.",
  ladder: { working: "info", gate: "info", ci: "warning" },
  judge: (facts) => falseLines(facts, ({ place }) => !isDocument(place.path)),
};
