import { falseLines } from "./false-lines.ts";
import type { Rule } from "./rule.ts";

export const brokenReference: Rule = {
  id: "docs/broken-reference",
  title: "A document names a file that this change deleted or moved.",
  help:
    "Raised on the document line that links to or names the old path. It clears when the line names the new path, " +
    "or no path.",
  ladder: { working: "warning", gate: "warning", ci: "error" },
  judge: (facts) => falseLines(facts, ({ fact }) => fact.kind === "path"),
};
