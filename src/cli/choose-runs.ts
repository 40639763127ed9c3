import { sayCommand } from "#adapters/runner/command";
import type { Consents } from "#adapters/runner/consent";
import { isKnownGap, missedRun, type Verification, type Verifications } from "#adapters/verification";
import type { RepositoryWorld } from "#adapters/world";
import type { Snapshot } from "#core";
import { plain } from "#views/plain";
import { createInterface } from "node:readline/promises";
import type { Call, Options } from "./arguments.ts";
import { UsageError } from "./commands/handler.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The commands that are named; else what the configuration asks for, and with --proposed the smallest beside it.
 * With --junit, each is taken to write that report.
 */
export function pick(
  { all }: Verifications,
  { operands, options }: Pick<Call, "operands" | "options">,
): readonly Verification[] {
  const picked = operands.length > 0 ? operands.map((name) => named(name, all)) : unnamed(all, options);
  const { junit } = options;
  return junit === undefined ? picked : picked.map((one) => ({ ...one, junit: [...one.junit, junit] }));
}

function named(wanted: string, all: readonly Verification[]): Verification {
  const found = all.find(({ name }) => name === wanted);
  if (found) return found;
  throw new UsageError(`There is no verification “${wanted}” for this change; there are:\n${names(all)}`);
}

function unnamed(all: readonly Verification[], { proposed: also }: Options): readonly Verification[] {
  const configured = all.filter(({ id, wanted }) => id !== undefined && wanted);
  const proposed = all.filter(({ id }) => id === undefined);
  const picked = also ? [...configured, ...smallest(proposed)] : configured;
  if (picked.length > 0) return picked;
  const none = "The configuration names no verification commands for this change";
  throw new UsageError(
    proposed.length > 0
      ? `${none}. Proposed are:\n${names(proposed)}\nNext: lockstep verify --proposed`
      : `${none}, and nothing that changed proposes one.`,
  );
}

/** Where the configuration asks for commands, nothing proposed is wanted by itself; who asks for it gets all of it. */
function smallest(proposed: readonly Verification[]): readonly Verification[] {
  const wanted = proposed.filter((one) => one.wanted);
  return wanted.length > 0 ? wanted : proposed;
}

function names(all: readonly Verification[]): string {
  return all.map(({ name }) => `  ${plain(name, 400)}`).join("\n");
}

/** Where consent is asked for, and what is known where nobody gives it. */
export interface Asking {
  readonly consents: Consents;
  readonly world: RepositoryWorld;
  readonly snapshot: Snapshot;
  readonly options: Options;
  readonly terminal: Terminal;
}

/** Remembers a person's yes to each command. Without one the record says that nobody agreed, and nothing runs. */
export async function agree(
  picked: readonly Verification[],
  { consents, world, snapshot, options, terminal }: Asking,
): Promise<void> {
  const open = picked.filter(({ consented }) => !consented);
  if (open.length === 0) return;
  const byAgent = (await world.actor()).kind === "agent";
  if (!byAgent && (options.consent ?? (await agreed(open, terminal)))) {
    for (const { command } of open) await consents.consent(command);
    return;
  }
  for (const one of open) {
    const missed = missedRun(one, "no-consent", snapshot.digest);
    if (!isKnownGap(missed, snapshot)) await world.perform(missed.plan);
  }
  throw new UsageError(
    `Nobody has agreed yet that these commands may run here:\n${commands(open)}${
      byAgent
        ? "An agent agrees to nothing: ask the person to run the same with --consent."
        : "Read them, then run the same with --consent."
    }`,
  );
}

/** Shows the commands and asks; without a terminal nobody can answer, which is a no. */
async function agreed(open: readonly Verification[], { err }: Terminal): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  err.write(`These commands of the repository would run:\n${commands(open)}`);
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asked.question("Run them? [y/N] ")).trim());
  } finally {
    asked.close();
  }
}

/** In full: what is not seen is not agreed to. */
function commands(all: readonly Verification[]): string {
  return all.map(({ command }) => `  ${plain(sayCommand(command), Infinity)}\n`).join("");
}
