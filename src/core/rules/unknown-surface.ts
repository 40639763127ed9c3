import type { Rule } from "./rule.ts";

export const unknownSurface: Rule = {
  id: "config/unknown-surface",
  title: "The configuration binds a surface that no protocol names.",
  help: "Surfaces are bound by the slug of their title in the protocol: “Command surface” is command-surface.",
  ladder: { working: "warning", gate: "warning", ci: "warning" },
  *judge({ configuration, protocol }) {
    if (!configuration) return;
    const { surfaces, packages } = configuration.config;
    const known = protocol.surfaces.map(({ id }) => id);
    const bound = [
      ...Object.keys(surfaces ?? {}).map((id) => ["surfaces", id]),
      ...Object.entries(packages ?? {}).flatMap(([folder, part]) =>
        Object.keys(part.surfaces ?? {}).map((id) => ["packages", folder, "surfaces", id]),
      ),
    ];
    for (const keys of bound) {
      const id = keys.at(-1) ?? "";
      if (known.includes(id)) continue;
      yield {
        place: configuration.place(keys),
        message: `No protocol has a surface “${id}”; there are: ${known.join(", ")}.`,
      };
    }
  },
};
