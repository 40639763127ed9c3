import { isFresh, sayGapOf } from "../evidence/known-runs.ts";
import { passes } from "../evidence/passes.ts";
import type { RunVerdict } from "../model/verdict.ts";
import type { RunRecord, Snapshot } from "../snapshot.ts";
import { countingRuns } from "./verification.ts";

/** What the recorded verification comes to for what is there now. */
export function judgeRuns(snapshot: Snapshot): RunVerdict[] {
  return countingRuns(snapshot.records.runs, snapshot).map((run) => {
    const { command, covers, when, durationMs, tests } = run;
    return {
      command,
      covers,
      ...stateOf(run, isFresh(run, snapshot)),
      when,
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(tests ? { tests } : {}),
    };
  });
}

function stateOf(run: RunRecord, fresh: boolean): Pick<RunVerdict, "state" | "says"> {
  const { gap, exit } = run;
  if (gap) return { state: "no-result", says: sayGapOf(gap) };
  if (!fresh) return { state: "stale", says: `exit ${exit}, and what it covered has changed since` };
  return { state: passes(run) ? "passed" : "failed", says: `exit ${exit}` };
}
