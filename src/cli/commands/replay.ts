import { type Mode, openRepository, type Repository } from "#adapters/repository";
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
  let mode: Mode = { is: "working" };
  const world = repositoryWorld({
    repository,
    mode: () => mode,
    stage: "ci",
    home: findHome(),
    codeOnly: options["code-only"] === true,
    ranks: "read",
  });
  let failed = 0;
  try {
    const asked = await commitsOf(options.commits, repository, folder);
    const lines = inOrder(asked, (line) => void out.write(line));
    for (const commit of await oldestFirst(asked, repository)) {
      mode = commit.mode;
      const began = performance.now();
      try {
        const verdict = await check(world, memory);
        const ms = Number((performance.now() - began).toFixed(1));
        lines.say(commit.at, `${JSON.stringify(toReplayJson(verdict, commit.name, ms))}\n`);
      } catch (error) {
        failed++;
        err.write(`${commit.name}: ${sayTrouble(error)}\n`);
        lines.say(commit.at, "");
      }
    }
    return failed > 0 ? EXIT.badInput : EXIT.inStep;
  } finally {
    await world.close();
  }
};

/** A commit to judge: as it was named, and at which place of the list. */
interface Asked {
  readonly name: string;
  readonly at: number;
  readonly mode: Mode;
}

/**
 * The commits in the order that is cheapest to walk and that lets history be learned on the way: those of the
 * main line from the oldest on, then those beside it.
 */
async function oldestFirst(commits: readonly string[], repository: Repository): Promise<Asked[]> {
  const [head] = await repository.mainLine(1);
  const line = head === undefined ? [] : (await repository.learnHistory(head)).commits;
  if (head !== undefined) await repository.learnCode(head);
  const places = new Map(line.map((commit, place) => [commit, place]));
  const placeOf = (commit: string): number => places.get(commit) ?? Number.POSITIVE_INFINITY;
  return commits
    .map((name, at): Asked => {
      const parent = line[placeOf(name) - 1];
      return { name, at, mode: { is: "commit", sha: name, ...(parent === undefined ? {} : { parent }) } };
    })
    .sort((a, b) => placeOf(a.name) - placeOf(b.name) || a.at - b.at);
}

/** Says lines in the order of the list, each as soon as those before it were said. */
function inOrder(
  list: readonly unknown[],
  write: (line: string) => void,
): { say(at: number, line: string): void } {
  const waiting = new Map<number, string>();
  let next = 0;
  return {
    say(at, line) {
      waiting.set(at, line);
      for (
        let ready = waiting.get(next);
        next < list.length && ready !== undefined;
        ready = waiting.get(next)
      ) {
        write(ready);
        waiting.delete(next++);
      }
    },
  };
}

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
