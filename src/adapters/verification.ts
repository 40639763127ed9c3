import {
  type EventData,
  filesToPropose,
  type OfferedRun,
  offerRuns,
  proposeRuns,
  type RunGap,
  type Snapshot,
} from "#core";
import type { Plan } from "#acts/plan";
import type { Tree } from "#ports";
import { grounded } from "./grounding.ts";
import { sayCommand } from "./runner/command.ts";
import { type Consents, openConsents } from "./runner/consent.ts";
import { GAP_OF, missedEventData, type RunFacts, runEventData } from "./runner/event.ts";
import { readReports } from "./runner/reports.ts";
import { runCommand, type RunResult } from "./runner/run.ts";
import { RunTrouble } from "./runner/trouble.ts";
import type { Repository } from "./repository.ts";

/** A command that can verify a change, ready to run. */
export interface Verification extends OfferedRun {
  /** The configured name; the command itself where it is only proposed. */
  readonly name: string;
  /** Whether somebody has agreed to exactly this command. */
  readonly consented: boolean;
}

/** What can verify a change, and where consent is kept. */
export interface Verifications {
  readonly all: readonly Verification[];
  readonly consents: Consents;
}

/** Finds what can verify a change: what is configured, and the smallest that its files propose. Runs nothing. */
export async function verificationsOf(
  { root }: Repository,
  snapshot: Snapshot,
  after: Tree,
): Promise<Verifications> {
  const consents = await openConsents(root);
  const ground = await grounded(after, snapshot, filesToPropose((await after.ids()).keys()));
  const routes = snapshot.facts.flatMap(({ fact, defines }) =>
    fact.kind === "route" && defines ? [fact.before ?? "", fact.after ?? ""].filter(Boolean) : [],
  );
  const proposed = proposeRuns(ground, routes);
  const offered = offerRuns(snapshot.configuration?.config ?? {}, snapshot.files, proposed);
  const all = offered.map(async (one): Promise<Verification> => {
    const consented = await consents.isConsented(one.command);
    return { ...one, name: one.id ?? sayCommand(one.command), consented };
  });
  return { all: await Promise.all(all), consents };
}

export interface RunVerificationOptions {
  readonly repository: Repository;
  readonly consents: Consents;
  /** The digest of the change as it is before the run. */
  readonly digest: string;
  readonly onOutput: (chunk: Buffer) => void;
  readonly signal?: AbortSignal;
  /** In milliseconds. */
  readonly timeLimit?: number;
}

/** What came of a verification: always something to record, be it that it could not be run. */
export interface EndedRun {
  readonly verification: Verification;
  readonly data: EventData<"run">;
  /** Absent where it was not started. */
  readonly result?: RunResult;
  /** What is to be said beside the result, a sentence each. */
  readonly notes: readonly string[];
  readonly plan: Plan;
}

/** Runs one verification and says what to record of it. */
export async function runVerification(
  verification: Verification,
  { repository: { root, commonDir }, consents, digest, onOutput, signal, timeLimit }: RunVerificationOptions,
): Promise<EndedRun> {
  const began = Date.now();
  let result: RunResult;
  try {
    result = await runCommand(verification.command, {
      root,
      commonDir,
      consents,
      onOutput,
      ...(signal ? { signal } : {}),
      ...(timeLimit === undefined ? {} : { timeLimit }),
    });
  } catch (cause) {
    const gap = cause instanceof RunTrouble ? GAP_OF[cause.code] : undefined;
    if (!gap) throw cause;
    return { ...missedRun(verification, gap, digest), notes: [(cause as RunTrouble).message] };
  }
  const { tests, notes } = await readReports(root, verification.junit, began);
  const data = runEventData(result, { ...factsOf(verification, digest), ...(tests ? { tests } : {}) });
  return { verification, data, result, notes, plan: planOf(verification, data) };
}

/** A verification that was wanted and is not run, to be recorded as such. */
export function missedRun(verification: Verification, gap: RunGap, digest: string): EndedRun {
  const data = missedEventData(sayCommand(verification.command), gap, factsOf(verification, digest));
  return { verification, data, notes: [], plan: planOf(verification, data) };
}

/** Whether the record says already that a verification came to no result on this very tree, for the same reason. */
export function isKnownGap({ data }: EndedRun, { records }: Snapshot): boolean {
  return records.runs.some(
    ({ command, gap, tree }) =>
      command === data.command && gap !== undefined && gap === data.gap && tree === data.treeDigest,
  );
}

function factsOf({ id, files }: Verification, treeDigest: string): RunFacts {
  return { treeDigest, covers: id === undefined ? [] : [id], ...(files ? { files: [...files] } : {}) };
}

function planOf({ name }: Verification, data: EventData<"run">): Plan {
  const title = data.gap ? `${name} has no result` : `Ran ${name}`;
  return { title, files: [], records: [{ is: "event", draft: { type: "run", data } }] };
}
