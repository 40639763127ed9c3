import type { BoundSurface } from "./bind.ts";
import { type Judged, untouched } from "./judged.ts";
import { firstChange, type Situation } from "./situation.ts";

/** Owed by every change of behaviour; met by recorded runs of all its commands that passed on this very tree. */
export function judgeVerification(situation: Situation, surface: BoundSurface): Judged {
  const causes = situation.behaviour.filter(({ path }) => surface.causes(path));
  const [first] = causes;
  if (!first) return untouched;
  const because = causes.map(firstChange);
  const passed = situation.records.runs.filter(({ exit, tree }) => exit === 0 && tree === situation.digest);
  const wanted = situation.configuration?.config.verification ?? [];
  const isMet = passed.length > 0 && wanted.every(({ id }) => passed.some((run) => run.id === id));
  if (isMet) return { state: "met", because, obligations: [] };
  const ran = situation.records.runs.length > 0;
  const says = ran
    ? "The recorded runs are not of this tree or did not pass; run the verification again."
    : "No verification has run on this tree.";
  return { state: "owed", because, obligations: [{ place: firstChange(first), says, because }] };
}
