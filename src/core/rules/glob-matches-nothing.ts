import type { Rule } from "./rule.ts";

export const globMatchesNothing: Rule = {
  id: "config/glob-matches-nothing",
  title: "A configured list of globs matches no file.",
  help:
    "Usually a folder was renamed. A surface whose paths match nothing can never be met or owed, a verification whose " +
    "“when” matches nothing never runs. Missing documents of components are said by docs/missing-for-component and " +
    "docs/rollback-missing; “ignore” may match nothing.",
  ladder: { working: "warning", gate: "warning", ci: "warning" },
  *judge({ configuration, unmatched }) {
    if (!configuration) return;
    for (const keys of unmatched) {
      if (keys[0] === "components") continue;
      yield {
        place: configuration.place(keys),
        message: `“${keys.join(".")}” matches no file of this repository.`,
      };
    }
  },
};
