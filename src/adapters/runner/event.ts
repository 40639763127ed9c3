import { type EventData, type RunGap, sha256, type TestCounts } from "#core";
import type { RunResult } from "./run.ts";
import type { RunTroubleCode } from "./trouble.ts";

/** The longest command an event holds. */
const COMMAND = 4_000;

/** What a run's event says besides what came of it. */
export interface RunFacts {
  /** Names the tree it ran on, before it started. */
  readonly treeDigest: string;
  /** The configured names of the verifications it stands for. */
  readonly covers: readonly string[];
  /** The files it looked at, where it looked at no others. */
  readonly files?: EventData<"run">["files"];
  readonly tests?: TestCounts;
}

/** What a shell exits with where a program is not there, or is none. */
const NO_PROGRAM: ReadonlySet<number | undefined> = new Set([126, 127]);

/** A run as the ledger's `run` event records it. One that came to no result has a gap, and says which. */
export function runEventData(result: RunResult, facts: RunFacts): EventData<"run"> {
  const gap = gapOf(result);
  return {
    command: cut(result.command),
    exit: result.ended === "exit" ? (result.exit ?? -1) : -1,
    durationMs: result.durationMs,
    outputDigest: result.outputDigest,
    ...named(facts),
    ...(gap ? { gap } : {}),
  };
}

/** A command that was not even started, as the same event. */
export function missedEventData(command: string, gap: RunGap, facts: RunFacts): EventData<"run"> {
  const outputDigest = `sha256:${sha256("")}`;
  return { command: cut(command), exit: -1, durationMs: 0, outputDigest, ...named(facts), gap };
}

function gapOf({ ended, exit }: RunResult): RunGap | undefined {
  if (ended === "exit") return NO_PROGRAM.has(exit) ? "no-program" : undefined;
  return ended;
}

/** What a run is refused for, as a gap; a refusal that is no gap is an error. */
export const GAP_OF: Readonly<Partial<Record<RunTroubleCode, RunGap>>> = {
  "not-consented": "no-consent",
  "outside-repository": "no-folder",
  "not-started": "no-program",
};

function named({
  treeDigest,
  covers,
  files,
  tests,
}: RunFacts): Pick<EventData<"run">, "treeDigest" | "covers" | "files" | "tests"> {
  return {
    treeDigest,
    covers: covers.slice(0, 100),
    ...(files ? { files } : {}),
    ...(tests ? { tests } : {}),
  };
}

function cut(command: string): string {
  return command.length > COMMAND ? `${command.slice(0, COMMAND - 1)}…` : command;
}
