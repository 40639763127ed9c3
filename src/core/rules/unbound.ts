import { unboundNames } from "../protocol/unbound.ts";
import type { Rule } from "./rule.ts";

export const unbound: Rule = {
  id: "protocol/unbound",
  title: "The protocol names something that is bound to nothing.",
  help:
    "Raised on the line of the team's own protocol, for a surface of no known kind without causes, a component without " +
    "documents, and an audit item that neither the configuration nor a probe answers. Nothing is wrong with the change: " +
    "such a name is shown and never checked. It clears when .lockstep/config.jsonc binds the name.",
  ladder: { working: "hint", gate: "info", ci: "info" },
  *judge({ protocol, configuration, ownProtocol }) {
    if (!ownProtocol || !configuration) return;
    for (const { place, message } of unboundNames(protocol, configuration.config)) yield { place, message };
  },
};
