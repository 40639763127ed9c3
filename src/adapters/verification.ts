import { wantedVerification, type Config, type Snapshot } from "#core";
import type { Plan } from "#acts/plan";
import type { Command } from "./runner/command.ts";
import { type Consents, openConsents } from "./runner/consent.ts";
import { runEventData } from "./runner/event.ts";
import { runCommand, type RunResult } from "./runner/run.ts";
import type { Repository } from "./repository.ts";

/** A configured verification, ready to run. */
export interface Verification {
  readonly id: string;
  readonly command: Command;
  /** Whether somebody has agreed to exactly this command. */
  readonly consented: boolean;
}

/** The verifications a change asks for, and where consent to them is kept. */
export interface Verifications {
  readonly wanted: readonly Verification[];
  readonly consents: Consents;
}

/** Finds what has to run for a change. Runs nothing. */
export async function verificationsOf(
  { root }: Repository,
  { configuration, files }: Snapshot,
): Promise<Verifications> {
  const consents = await openConsents(root);
  const config: Config = configuration?.config ?? {};
  const wanted = await Promise.all(
    wantedVerification(config, files).map(async ({ id, run }): Promise<Verification> => {
      const command = { cwd: "", run: { shell: run } };
      return { id, command, consented: await consents.isConsented(command) };
    }),
  );
  return { wanted, consents };
}

export interface RunVerificationOptions {
  readonly repository: Repository;
  readonly consents: Consents;
  /** The digest of the change as it is before the run. */
  readonly digest: string;
  readonly onOutput: (chunk: Buffer) => void;
  readonly signal?: AbortSignal;
}

/** Runs one verification and says what to record of it. Throws RunTrouble `not-consented`, `not-started`. */
export async function runVerification(
  { id, command }: Verification,
  { repository: { root, commonDir }, consents, digest, onOutput, signal }: RunVerificationOptions,
): Promise<{ result: RunResult; plan: Plan }> {
  const result = await runCommand(command, {
    root,
    commonDir,
    consents,
    onOutput,
    ...(signal ? { signal } : {}),
  });
  const data = runEventData(result, digest, [id]);
  return {
    result,
    plan: { title: `Ran ${id}`, files: [], records: [{ is: "event", draft: { type: "run", data } }] },
  };
}
