import { hasPassed, runEach } from "#adapters/run-each";
import { sayCommand } from "#adapters/runner/command";
import { type EndedRun, type Verifications, verificationsOf } from "#adapters/verification";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { count, plain } from "#views/plain";
import { sayEnded, sayOffered } from "#views/runs";
import type { Options } from "../arguments.ts";
import { agree, pick } from "../choose-runs.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

/** Runs what verifies the change on this very tree, and records how it ended, or that it could not be run. */
export const verify: Handler = async (call, terminal) => {
  const { options, operands } = call;
  const format = formatOf(options);
  const timeLimit = timeLimitOf(options);
  // What runs is the working tree, whatever it is compared with.
  const mode = { is: "working", ...(options.base === undefined ? {} : { base: options.base }) } as const;
  const world = await openWorld(call, terminal, { mode });
  const interrupted = onInterrupt();
  try {
    const { repository } = world;
    const memory = createMemory();
    const snapshot = await gather(world, memory);
    const known = await verificationsOf(repository, snapshot, (await world.compare()).after);
    if (options.list) {
      terminal.out.write(format === "json" ? listJson(known) : listText(known));
      return EXIT.inStep;
    }
    const picked = pick(known, { operands, options });
    await agree(picked, { consents: known.consents, world, snapshot, options, terminal });
    const ended = await runEach(picked, {
      repository,
      consents: known.consents,
      async digest() {
        world.moved();
        return (await gather(world, memory)).digest;
      },
      record: (plan) => world.perform(plan),
      onStart({ command }, at) {
        terminal.err.write(`▶ ${at + 1} of ${picked.length}: ${plain(sayCommand(command), 1000)}\n`);
      },
      onOutput: (chunk) => terminal.err.write(chunk),
      onEnd({ notes }) {
        for (const note of notes) terminal.err.write(`${plain(note, 400)}\n`);
      },
      signal: interrupted.signal,
      ...(timeLimit === undefined ? {} : { timeLimit }),
    });
    terminal.out.write(format === "json" ? endedJson(ended) : endedText(ended));
    if (interrupted.signal.aborted) return EXIT.interrupted;
    return ended.every(hasPassed) ? EXIT.inStep : EXIT.findings;
  } finally {
    interrupted.end();
    await world.close();
  }
};

/** Minutes as milliseconds. */
function timeLimitOf({ "time-limit": minutes }: Options): number | undefined {
  if (minutes === undefined) return undefined;
  const limit = Number(minutes);
  if (!(limit > 0 && limit <= 24 * 60))
    throw new UsageError("--time-limit is a number of minutes, at most 1440.");
  return limit * 60_000;
}

function listText({ all }: Verifications): string {
  if (all.length === 0) return "Nothing is configured or proposed for this change.\n";
  return all
    .map((one) => {
      const words = one.id === undefined ? "" : `  ${plain(sayCommand(one.command), 400)}`;
      return `${plain(one.name, 400)}${words}\n    ${sayOffered(one)} · ${plain(one.why, 400)}\n`;
    })
    .join("");
}

function listJson({ all }: Verifications): string {
  const offered = all.map(({ name, id, command, why, wanted, consented }) => ({
    id: name,
    from: id === undefined ? "proposed" : "configured",
    command: sayCommand(command),
    why,
    wanted,
    consented,
  }));
  return `${JSON.stringify({ version: 1, offered }, null, 2)}\n`;
}

function endedText(ended: readonly EndedRun[]): string {
  return [
    ...ended.map(({ verification, data }) => sayEnded(verification.name, data)),
    ...(ended.length > 1
      ? [`${ended.filter(hasPassed).length} of ${count(ended.length, "command")} passed.`]
      : []),
    "",
  ].join("\n");
}

function endedJson(ended: readonly EndedRun[]): string {
  const runs = ended.map(({ verification, data, result }) => ({
    id: verification.name,
    command: data.command,
    ended: result?.ended ?? data.gap,
    ...(result?.exit === undefined ? {} : { exit: result.exit }),
    durationMs: data.durationMs,
    outputDigest: data.outputDigest,
    treeDigest: data.treeDigest,
    ...(data.tests ? { tests: data.tests } : {}),
    ...(data.gap ? { gap: data.gap } : {}),
    ...(result ? { log: result.log } : {}),
  }));
  return `${JSON.stringify({ version: 1, runs }, null, 2)}\n`;
}
