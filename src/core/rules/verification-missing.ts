import { verifyingRuns, wantedVerification } from "../surfaces/verification.ts";
import type { Case, Rule, Said } from "./rule.ts";

export const verificationMissing: Rule = {
  id: "surface/verification-missing",
  title: "No configured verification has run on this change.",
  help:
    "Raised at a gate when the configuration names verification commands and none of them has been run by Lockstep. " +
    "`lockstep verify` runs them. Repositories that name no commands are not asked for runs.",
  ladder: { gate: "warning", ci: "error" },
  *judge(facts) {
    if (verifyingRuns(facts.records.runs).length === 0) yield* unverified(facts);
  },
};

/** The verification surfaces that are owed although commands are configured, each at its first cause. */
export function* unverified({ surfaces, verdicts, configuration, files }: Case): Iterable<Said> {
  const commands = wantedVerification(configuration?.config ?? {}, files);
  if (commands.length === 0) return;
  for (const { id, state, obligations } of verdicts) {
    const surface = surfaces.find((bound) => bound.id === id);
    const [first] = obligations;
    if (surface?.role !== "verification" || state !== "owed" || !first) continue;
    yield {
      place: first.place,
      message: `${first.says} Run: lockstep verify (${commands.map((command) => command.id).join(", ")}).`,
      because: [surface.place],
      surface: id,
    };
  }
}
