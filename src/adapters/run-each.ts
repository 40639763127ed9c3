import { passes } from "#core";
import type { Plan } from "#acts/plan";
import type { Consents } from "./runner/consent.ts";
import type { Repository } from "./repository.ts";
import { type EndedRun, missedRun, runVerification, type Verification } from "./verification.ts";

/** How whoever started the runs takes part in them. */
export interface RunEachOptions {
  readonly repository: Repository;
  readonly consents: Consents;
  /** The digest of the change as it is now. */
  digest(): Promise<string>;
  /** Writes down what came of a run. */
  record(plan: Plan): Promise<void>;
  /** @param at 0-based */
  onStart?(verification: Verification, at: number): void;
  onOutput?(chunk: Buffer): void;
  onEnd?(ended: EndedRun): void;
  readonly signal?: AbortSignal;
  /** For each command, in milliseconds. */
  readonly timeLimit?: number;
}

/**
 * Runs one command after the other and records each as it ends. Whoever starts verification - the editor, the command
 * line, an agent - starts it here. Once it is cancelled, what is left is not started, and recorded as cancelled.
 */
export async function runEach(
  picked: readonly Verification[],
  { repository, consents, digest, record, signal, timeLimit, ...told }: RunEachOptions,
): Promise<EndedRun[]> {
  const all: EndedRun[] = [];
  for (const [at, verification] of picked.entries()) {
    const before = await digest();
    let ended: EndedRun;
    if (signal?.aborted) ended = missedRun(verification, "cancelled", before);
    else {
      told.onStart?.(verification, at);
      ended = await runVerification(verification, {
        repository,
        consents,
        digest: before,
        onOutput: (chunk) => told.onOutput?.(chunk),
        ...(signal ? { signal } : {}),
        ...(timeLimit === undefined ? {} : { timeLimit }),
      });
      if ((await digest()) !== before)
        ended = {
          ...ended,
          notes: [...ended.notes, "What it verified changed while it ran, so the run is stale."],
        };
    }
    await record(ended.plan);
    told.onEnd?.(ended);
    all.push(ended);
  }
  return all;
}

/** Whether a run says that what it verifies is so. */
export function hasPassed({ data }: EndedRun): boolean {
  return passes(data);
}
