import { componentsWithout } from "./component-documents.ts";
import type { Rule } from "./rule.ts";

export const rollbackMissing: Rule = {
  id: "docs/rollback-missing",
  title: "No document says how a change to a component is rolled back.",
  help:
    "Raised where the configuration says in which documents a component's rollback is written and none of them is in the " +
    "tree as it would be. It clears when such a document is there, or when the globs name the right place; the quick fix " +
    "begins one from a template. Whether its procedure works is for people to judge.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  judge: (facts) =>
    componentsWithout(
      facts,
      "rollback",
      ({ component }, globs) =>
        `No document says how a change to “${component}” is rolled back: nothing matches ${globs}. Write one, or correct the globs.`,
    ),
};
