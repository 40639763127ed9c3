import { hasPassed, runEach } from "#adapters/run-each";
import { sayCommand } from "#adapters/runner/command";
import { type EndedRun, isKnownGap, missedRun, verificationsOf } from "#adapters/verification";
import type { ToolOutput } from "#manifest/tools";
import { plain } from "#views/plain";
import { type Desk, NOTE, performAt, ToolTrouble } from "./desk.ts";

/** Characters of a run's output that are told. */
const TAIL = 2000;

/**
 * Runs what a person has agreed to, and nothing else: an agent's word is no consent. That is what the configuration
 * asks for; where it asks for nothing, whatever is proposed and agreed to.
 */
export async function verify(_: unknown, desk: Desk): Promise<ToolOutput<"lockstep_verify">> {
  const { world } = desk;
  const snapshot = await desk.snapshot();
  const { all, consents } = await verificationsOf(world.repository, snapshot, (await world.compare()).after);
  const configured = all.filter(({ id, wanted }) => id !== undefined && wanted);
  const proposed = all.filter(({ id }) => id === undefined);
  const picked = configured.length > 0 ? configured : proposed.filter(({ consented }) => consented);
  const open = (configured.length > 0 ? configured : proposed).filter(({ consented }) => !consented);
  if (picked.length === 0 && open.length === 0)
    throw new ToolTrouble("The configuration names no verification commands for this change.");
  if (picked.length === 0 || (configured.length > 0 && open.length > 0)) {
    for (const one of configured.length > 0 ? open : []) {
      const missed = missedRun(one, "no-consent", snapshot.digest);
      if (!isKnownGap(missed, snapshot)) await performAt(desk, { plan: missed.plan });
    }
    throw new ToolTrouble(
      `Nobody has agreed yet that these commands may run here: ${open
        .map(({ command }) => plain(sayCommand(command), 200))
        .join("; ")}. Next: ask the person to run “lockstep verify” or Lockstep: Run Verification… once.`,
    );
  }
  const ended = await runEach(picked, {
    repository: world.repository,
    consents,
    async digest() {
      world.moved();
      return (await desk.snapshot()).digest;
    },
    record: (plan) => performAt(desk, { plan }),
    ...(desk.signal ? { signal: desk.signal } : {}),
  });
  return { note: NOTE, passed: ended.every(hasPassed), runs: ended.map(told) };
}

function told({ verification, data, result }: EndedRun): ToolOutput<"lockstep_verify">["runs"][number] {
  return {
    id: plain(verification.name, 500),
    command: plain(data.command, 500),
    ended: result?.ended ?? data.gap ?? "exit",
    ...(result?.exit === undefined ? {} : { exit: result.exit }),
    durationMs: Math.round(data.durationMs),
    outputDigest: data.outputDigest,
    tail: (result?.tail ?? "")
      .slice(-TAIL)
      .split("\n")
      .map((text) => plain(text, 500))
      .join("\n"),
  };
}
