import type { Rule } from "./rule.ts";

export const globMatchesNothing: Rule = {
  id: "config/glob-matches-nothing",
  title: "A configured list of globs matches no file.",
  help: "Usually a folder was renamed. A surface whose paths match nothing can never be met or owed.",
  ladder: { working: "warning", gate: "warning", ci: "warning" },
  *judge({ configuration, unmatched }) {
    if (!configuration) return;
    for (const keys of unmatched) {
      yield {
        place: configuration.place(keys),
        message: `“${keys.join(".")}” matches no file of this repository.`,
      };
    }
  },
};
