import { firstChange } from "../surfaces/situation.ts";
import { lapsed } from "../surfaces/not-needed.ts";
import type { Rule } from "./rule.ts";

export const notNeededStale: Rule = {
  id: "surface/not-needed-stale",
  title: "A “not needed” decision lapsed: a file it covered changed again.",
  help:
    "A decision covers the exact content somebody looked at. It clears when the surface moves, when the edit is undone, " +
    "or when the decision is made again for the content as it is now.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  *judge(facts) {
    for (const { id, title, state } of facts.verdicts) {
      if (state !== "owed") continue;
      for (const { record, changed } of lapsed(facts, id)) {
        const change = facts.files.find(({ path }) => path === changed.path);
        yield {
          place: change ? firstChange(change) : { path: changed.path, line: 1 },
          message: `“${title}” was not needed (${record.reason}), but ${changed.path} changed since ${record.who} said so.`,
          surface: id,
        };
      }
    }
  },
};
