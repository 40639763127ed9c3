import type { Rule } from "./rule.ts";

export const unknownSurface: Rule = {
  id: "config/unknown-surface",
  title: "The configuration binds a surface that no protocol names.",
  help: "Surfaces are bound by the slug of their title in the protocol: “Command surface” is command-surface.",
  ladder: { working: "warning", gate: "warning", ci: "warning" },
  *judge({ configuration, protocol }) {
    if (!configuration) return;
    const known = protocol.surfaces.map(({ id }) => id);
    for (const id of Object.keys(configuration.config.surfaces ?? {})) {
      if (known.includes(id)) continue;
      yield {
        place: configuration.place(["surfaces", id]),
        message: `No protocol has a surface “${id}”; there are: ${known.join(", ")}.`,
      };
    }
  },
};
