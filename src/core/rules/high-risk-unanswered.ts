import type { Rule } from "./rule.ts";

export const highRiskUnanswered: Rule = {
  id: "surface/high-risk-unanswered",
  title: "A high-risk change has not met its extra requirement.",
  help:
    "Raised once for each of the protocol's high-risk change types that the change touches, by path or by what it " +
    "writes, at the first line that does. It clears when the change brings what the requirement asks for - the " +
    "migration, the document, a passed verification - or when evidence for it is recorded and holds, an audit row " +
    "proves it, or a known gap with owner and ETA is written down.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  *judge({ risks }) {
    for (const { title, requirement, place, because, state, says } of risks) {
      const [first] = because;
      if (state === "answered" || !first) continue;
      yield {
        place: first,
        message: `“${title}” asks for more: ${requirement} So far ${says.slice(0, 3).join("; ")}.`,
        because: [{ ...place, says: requirement }, ...because.slice(1, 6)],
      };
    }
  },
};
