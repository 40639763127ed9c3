import { slug } from "../protocol/slug.ts";
import type { Rule } from "./rule.ts";
import { unknownNames } from "./unknown-names.ts";

export const unknownComponent: Rule = {
  id: "config/unknown-component",
  title: "The configuration binds a component that no protocol names.",
  help: "Components are bound by the slug of their name in the protocol: “Primary Database” is primary-database.",
  ladder: { working: "warning", gate: "warning", ci: "warning" },
  judge: ({ configuration, protocol }) =>
    unknownNames(configuration, "components", {
      what: "component",
      known: protocol.components.map(({ component }) => slug(component)),
    }),
};
