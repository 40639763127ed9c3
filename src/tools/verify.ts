import { verificationsOf, runVerification } from "#adapters/verification";
import { sayCommand } from "#adapters/runner/command";
import type { ToolOutput } from "#manifest/tools";
import { plain } from "#views/plain";
import { type Desk, NOTE, performAt, ToolTrouble } from "./desk.ts";

/** Characters of a run's output that are told. */
const TAIL = 2000;

/** Runs what a person has agreed to, and nothing else: an agent's word is no consent. */
export async function verify(_: unknown, desk: Desk): Promise<ToolOutput<"lockstep_verify">> {
  const { repository } = desk.world;
  const snapshot = await desk.snapshot();
  const { wanted, consents } = await verificationsOf(repository, snapshot);
  if (wanted.length === 0)
    throw new ToolTrouble("The configuration names no verification commands for this change.");
  const open = wanted.filter(({ consented }) => !consented);
  if (open.length > 0)
    throw new ToolTrouble(
      `Nobody has agreed yet that these commands may run here: ${open
        .map(({ command }) => plain(sayCommand(command), 200))
        .join("; ")}. Next: ask the person to run “lockstep verify” or Lockstep: Run Verification… once.`,
    );
  const runs: ToolOutput<"lockstep_verify">["runs"] = [];
  for (const verification of wanted) {
    const { result, plan } = await runVerification(verification, {
      repository,
      consents,
      digest: snapshot.digest,
      onOutput: () => {},
      ...(desk.signal ? { signal: desk.signal } : {}),
    });
    await performAt(desk, { plan });
    const { command, ended, exit, durationMs, outputDigest, tail } = result;
    runs.push({
      id: verification.id,
      command: plain(command, 500),
      ended,
      ...(exit === undefined ? {} : { exit }),
      durationMs: Math.round(durationMs),
      outputDigest,
      tail: tail
        .slice(-TAIL)
        .split("\n")
        .map((text) => plain(text, 500))
        .join("\n"),
    });
  }
  return { note: NOTE, passed: runs.every(({ exit }) => exit === 0), runs };
}
