import { isCode } from "../impact/classify.ts";
import { firstChange } from "../surfaces/situation.ts";
import type { Rule } from "./rule.ts";

export const unmappedPath: Rule = {
  id: "surface/unmapped-path",
  title: "A changed source file belongs to no surface.",
  help:
    "Raised where the configuration binds surfaces to paths and a changed source file is in none of them, so that its " +
    "edits would owe nothing. Bind it, or list it under “ignore”.",
  ladder: { working: "hint", gate: "info", ci: "info" },
  *judge({ behaviour, surfaces, configuration }) {
    if (!configuration?.config.surfaces) return;
    const mapped = surfaces.filter(({ role }) => role !== "repository");
    for (const change of behaviour) {
      if (!isCode(change.path) || mapped.some(({ holds }) => holds(change.path))) continue;
      yield {
        place: firstChange(change),
        message: `${change.path} belongs to no surface; its edits owe nothing.`,
      };
    }
  },
};
