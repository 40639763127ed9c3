import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { type Verification, runVerification, verificationsOf } from "#adapters/verification";
import { sayCommand } from "#adapters/runner/command";
import { createInterface } from "node:readline/promises";
import { plain } from "#views/plain";
import type { Terminal } from "../terminal.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

export const verify: Handler = async (call, terminal) => {
  const format = formatOf(call.options);
  const world = await openWorld(call, terminal);
  const aborter = new AbortController();
  const interrupt = (): void => aborter.abort();
  process.once("SIGINT", interrupt);
  try {
    const snapshot = await gather(world, createMemory());
    const { wanted, consents } = await verificationsOf(world.repository, snapshot);
    if (wanted.length === 0)
      throw new UsageError("The configuration names no verification commands for this change.");
    const open = wanted.filter(({ consented }) => !consented);
    if (open.length > 0 && !(call.options.consent ?? (await agreed(open, terminal)))) {
      const list = open.map(({ command }) => `  ${plain(sayCommand(command), 400)}`).join("\n");
      throw new UsageError(
        `Nobody has agreed yet that these commands may run here:\n${list}\nRead them, then: lockstep verify --consent`,
      );
    }
    for (const { command } of open) await consents.consent(command);
    const runs = [];
    for (const verification of wanted) {
      const { result, plan } = await runVerification(verification, {
        repository: world.repository,
        consents,
        digest: snapshot.digest,
        onOutput: (chunk) => terminal.err.write(chunk),
        signal: aborter.signal,
      });
      await world.perform(plan);
      const { command, ended, exit, durationMs, outputDigest, log } = result;
      runs.push({ id: verification.id, command, ended, exit, durationMs, outputDigest, log });
      if (aborter.signal.aborted) return EXIT.interrupted;
    }
    const text = runs.map(({ id, exit, ended, durationMs }) => {
      const end = ended === "exit" ? `exit ${exit}` : ended;
      return `${exit === 0 ? "✔" : "✖"} ${id}: ${end}, ${(durationMs / 1000).toFixed(1)} s\n`;
    });
    terminal.out.write(
      format === "json" ? `${JSON.stringify({ version: 1, runs }, null, 2)}\n` : text.join(""),
    );
    return runs.every(({ exit }) => exit === 0) ? EXIT.inStep : EXIT.findings;
  } finally {
    process.off("SIGINT", interrupt);
    await world.close();
  }
};

/** Shows the commands and asks; without a terminal nobody can answer, which is a no. */
async function agreed(open: readonly Verification[], { err }: Terminal): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  err.write(
    `These commands of the repository would run:\n${open.map(({ command }) => `  ${plain(sayCommand(command), 400)}\n`).join("")}`,
  );
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asked.question("Run them? [y/N] ")).trim());
  } finally {
    asked.close();
  }
}
