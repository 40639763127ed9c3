import type { Rule } from "./rule.ts";

export const unknownVerification: Rule = {
  id: "config/unknown-verification",
  title: "An audit item is bound to a verification that the configuration does not have.",
  help: "The “run” of an audit item is the “id” of one of the commands under “verification”.",
  ladder: { working: "warning", gate: "warning", ci: "warning" },
  *judge({ configuration }) {
    if (!configuration) return;
    const { audit, verification } = configuration.config;
    const known = (verification ?? []).map(({ id }) => id);
    for (const [id, { run }] of Object.entries(audit ?? {})) {
      if (run === undefined || known.includes(run)) continue;
      const there = known.length > 0 ? `there are: ${known.join(", ")}` : "there is none at all";
      yield {
        place: configuration.place(["audit", id, "run"]),
        message: `No verification is called “${run}”; ${there}.`,
      };
    }
  },
};
