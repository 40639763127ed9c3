import type { EventData, KnownRun } from "#core";
import type { RunResult } from "./run.ts";

/** The longest command an event holds. */
const COMMAND = 4_000;

/**
 * A run as the ledger's `run` event records it. A run that did not end by itself has exit -1.
 * @param treeDigest names the tree it ran on, before it started
 * @param covers the configured names of the verifications it stands for
 */
export function runEventData(
  result: RunResult,
  treeDigest: string,
  covers: readonly string[],
): EventData<"run"> {
  return {
    command: result.command.length > COMMAND ? `${result.command.slice(0, COMMAND - 1)}…` : result.command,
    exit: result.ended === "exit" ? (result.exit ?? -1) : -1,
    durationMs: result.durationMs,
    outputDigest: result.outputDigest,
    treeDigest,
    covers: covers.slice(0, 100),
  };
}

/** A recorded run as claims are checked against it. */
export function knownRun({ command, exit, treeDigest, covers, outputDigest }: EventData<"run">): KnownRun {
  return { command, exit, treeDigest, covers, outputDigest };
}
