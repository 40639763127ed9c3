import type { KnownRun, MissedRun } from "../model/evidence.ts";
import type { RunGap } from "../model/ledger.ts";
import type { RunRecord, Snapshot } from "../snapshot.ts";

/** The change as it is now, as far as runs are held against it. */
export type RanOn = Pick<Snapshot, "digest" | "files">;

/** Whether what a run covered is as it was: the files it looked at, else the whole change. */
export function isFresh({ tree, files }: Pick<RunRecord, "tree" | "files">, now: RanOn): boolean {
  if (tree === now.digest) return true;
  return (
    files !== undefined &&
    files.every(({ path, id }) => now.files.some((file) => file.path === path && file.afterId === id))
  );
}

/** Recorded runs as claims are checked against them; what came to no result stands apart. */
export function knownRuns(
  records: readonly RunRecord[],
  now: RanOn,
): { readonly runs: KnownRun[]; readonly missed: MissedRun[]; readonly treeDigest: string } {
  const runs: KnownRun[] = [];
  const missed: MissedRun[] = [];
  for (const record of records) {
    const { command, exit, covers, outputDigest, tests, gap } = record;
    const treeDigest = isFresh(record, now) ? now.digest : record.tree;
    if (gap) missed.push({ command, covers, treeDigest, gap });
    else
      runs.push({
        command,
        exit,
        treeDigest,
        covers,
        outputDigest,
        ...(tests ? { passed: tests.passed, failed: tests.failed } : {}),
      });
  }
  return { runs, missed, treeDigest: now.digest };
}

/** Whether a run that had a result passed. */
export function isPass({ exit, failed = 0 }: KnownRun): boolean {
  return exit === 0 && failed === 0;
}

const SAYS: Readonly<Record<RunGap, string>> = {
  "no-consent": "nobody agreed to run it",
  "no-program": "a program it needs is not there",
  "no-folder": "its folder is not there",
  "time-limit": "it was stopped at the time limit",
  cancelled: "it was cancelled",
  signal: "a signal ended it",
};

/** Why a command came to no result, as a clause. */
export function sayGapOf(gap: RunGap): string {
  return SAYS[gap];
}
