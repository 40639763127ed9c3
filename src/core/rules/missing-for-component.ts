import { componentsWithout } from "./component-documents.ts";
import type { Rule } from "./rule.ts";

export const missingForComponent: Rule = {
  id: "docs/missing-for-component",
  title: "A component that the protocol names has no document.",
  help:
    "Raised where the configuration binds a component of the protocol to documents and none of its globs matches a " +
    "document of the tree as it would be: nobody wrote one yet, or this change deletes or moves the last one. It clears " +
    "when a document is there, or when the globs name the right place; the quick fix begins one from a template. It is " +
    "not raised for components the configuration does not bind.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  judge: (facts) =>
    componentsWithout(
      facts,
      "documents",
      ({ component }, globs) =>
        `“${component}” has no document: nothing matches ${globs}. Write one, or correct the globs.`,
    ),
};
