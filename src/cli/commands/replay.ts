import { openRepository, type Repository } from "#adapters/repository";
import { repositoryWorld } from "#adapters/world";
import { check } from "#check";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { toReplayJson } from "#views/json";
import { sayTrouble } from "#views/troubles";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { findHome } from "../home.ts";
import { type Handler, UsageError } from "./handler.ts";

export const replay: Handler = async ({ options, operands }, { cwd, env, out, err }) => {
  if (operands.length > 0 || options.commits === undefined) {
    throw new UsageError("Say which commits: lockstep replay --commits <n|file>.");
  }
  const folder = resolve(cwd, options.cwd ?? ".");
  const repository = await openRepository(folder, { env });
  const memory = createMemory();
  let commit = "";
  const world = repositoryWorld({
    repository,
    mode: () => ({ is: "commit", sha: commit }),
    stage: "ci",
    home: findHome(),
    codeOnly: options["code-only"] === true,
    ranks: "read",
  });
  let failed = 0;
  try {
    for (commit of await commitsOf(options.commits, repository, folder)) {
      const began = performance.now();
      try {
        const verdict = await check(world, memory);
        const ms = Number((performance.now() - began).toFixed(1));
        out.write(`${JSON.stringify(toReplayJson(verdict, commit, ms))}\n`);
      } catch (error) {
        failed++;
        err.write(`${commit}: ${sayTrouble(error)}\n`);
      }
    }
    return failed > 0 ? EXIT.badInput : EXIT.inStep;
  } finally {
    await world.close();
  }
};

async function commitsOf(
  commits: string,
  repository: Repository,
  folder: string,
): Promise<readonly string[]> {
  if (/^\d{1,6}$/.test(commits)) return repository.mainLine(Number(commits));
  const text = await readFile(resolve(folder, commits), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${commits} cannot be read: ${error.code ?? error.message}.`);
  });
  return text.split(/\s+/).filter(Boolean);
}
