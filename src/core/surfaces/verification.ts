import { SECRET_SCAN } from "../audit/probes/secrets.ts";
import type { Config } from "../config/schema.ts";
import { isFresh, type RanOn, sayGapOf } from "../evidence/known-runs.ts";
import { passes, sayHere } from "../evidence/passes.ts";
import { matching } from "../glob.ts";
import { groupBy } from "../group.ts";
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

/**
 * For each command the one run that counts: the last that had a result for what is there now, else the last
 * that could not be run for it, else the last of all.
 */
export function countingRuns(runs: readonly RunRecord[], now: RanOn): RunRecord[] {
  const byCommand = groupBy(verifyingRuns(runs), ({ command, covers }) => JSON.stringify([command, covers]));
  return [...byCommand.values()].flatMap((all) => {
    const fresh = all.filter((run) => isFresh(run, now));
    const counts = fresh.findLast(({ gap }) => !gap) ?? fresh.at(-1) ?? all.findLast(({ gap }) => !gap);
    return counts ? [counts] : [];
  });
}

/**
 * Owed by every change of behaviour. Met by runs that passed on what is there now: of all commands that the
 * configuration asks for; where it names none, of commands that looked at every changed file, and none that failed.
 */
export function judgeVerification(situation: Situation, surface: BoundSurface): Judged {
  const causes = situation.behaviour.filter(({ path }) => surface.causes(path));
  const [first] = causes;
  if (!first) return untouched;
  const because = causes.map(firstChange);
  const counting = countingRuns(situation.records.runs, situation);
  const results = counting.filter((run) => !run.gap && isFresh(run, situation));
  const passed = results.filter(passes);
  const wanted = wantedVerification(situation.configuration?.config ?? {}, situation.files);
  const isMet =
    wanted.length > 0
      ? wanted.every(({ id }) => passed.some(({ covers }) => covers.includes(id)))
      : passed.length === results.length &&
        causes.every(({ path }) => passed.some((run) => covers(run, path)));
  if (isMet) return { state: "met", because, obligations: [] };
  const place = firstChange(first);
  return {
    state: "owed",
    because,
    obligations: [{ place, says: sayOwed(counting, wanted, situation), because }],
  };
}

function covers({ files }: RunRecord, path: string): boolean {
  return files === undefined || files.some((file) => file.path === path);
}

/** What is owed: the worst that the record says of the commands that count here. */
function sayOwed(counting: readonly RunRecord[], wanted: readonly Verification[], now: RanOn): string {
  const ids = wanted.map(({ id }) => id);
  const meant =
    ids.length > 0 ? counting.filter((run) => run.covers.some((id) => ids.includes(id))) : counting;
  const fresh = meant.filter((run) => isFresh(run, now));
  const failed = fresh.find((run) => !run.gap && !passes(run));
  if (failed)
    return `${nameOf(failed)} ${sayHere({ exit: failed.exit, failed: failed.tests?.failed ?? 0 })}.`;
  const gap = fresh.find((run) => run.gap);
  if (gap?.gap) return `${nameOf(gap)} has no result: ${sayGapOf(gap.gap)}.`;
  if (meant.some((run) => !fresh.includes(run)))
    return "What was verified has changed since; run the verification again.";
  return fresh.length > 0
    ? "Not everything that changed is verified; run the rest of the verification."
    : "No verification has run on this tree.";
}

/** What a run is called: by what the configuration calls it, else by its command. */
function nameOf({ covers: ids, command }: RunRecord): string {
  return ids.length > 0 ? ids.join(", ") : command;
}
