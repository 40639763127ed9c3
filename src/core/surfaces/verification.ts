import { SECRET_SCAN } from "../audit/probes/secrets.ts";
import type { Config } from "../config/schema.ts";
import { matching } from "../glob.ts";
import type { FileChange } from "../model/change.ts";
import type { RunRecord } from "../snapshot.ts";
import type { BoundSurface } from "./bind.ts";
import { type Judged, untouched } from "./judged.ts";
import { firstChange, type Situation } from "./situation.ts";

type Verification = NonNullable<Config["verification"]>[number];

/** The configured verification commands that a change asks for: all without `when`, and those it matches. */
export function wantedVerification(
  config: Config,
  files: readonly Pick<FileChange, "path">[],
): Verification[] {
  return (config.verification ?? []).filter(({ when }) => {
    if (!when) return true;
    const meant = matching(when);
    return files.some(({ path }) => meant(path));
  });
}

/** The runs that verified something; looking for secrets verifies no behaviour. */
export function verifyingRuns(runs: readonly RunRecord[]): RunRecord[] {
  return runs.filter(({ command }) => command !== SECRET_SCAN);
}

/** Owed by every change of behaviour; met by recorded runs of all its commands that passed on this very tree. */
export function judgeVerification(situation: Situation, surface: BoundSurface): Judged {
  const causes = situation.behaviour.filter(({ path }) => surface.causes(path));
  const [first] = causes;
  if (!first) return untouched;
  const because = causes.map(firstChange);
  const runs = verifyingRuns(situation.records.runs);
  const passed = runs.filter(({ exit, tree }) => exit === 0 && tree === situation.digest);
  const wanted = wantedVerification(situation.configuration?.config ?? {}, situation.files);
  const isMet =
    passed.length > 0 && wanted.every(({ id }) => passed.some(({ covers }) => covers.includes(id)));
  if (isMet) return { state: "met", because, obligations: [] };
  const says =
    runs.length > 0
      ? "The recorded runs are not of this tree or did not pass; run the verification again."
      : "No verification has run on this tree.";
  return { state: "owed", because, obligations: [{ place: firstChange(first), says, because }] };
}
