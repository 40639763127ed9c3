import { openRepository, type Repository } from "#adapters/repository";
import { replay as replayed } from "#adapters/replay/replay";
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
  let failed = 0;
  try {
    const commits = await commitsOf(options.commits, repository, folder);
    const lines = inOrder(commits, (line) => void out.write(line));
    const codeOnly = options["code-only"] === true;
    for await (const judged of replayed({ repository, home: findHome(), commits, codeOnly })) {
      const { commit, at, subject, said } = judged;
      if ("verdict" in said) {
        lines.say(at, `${JSON.stringify(toReplayJson(said.verdict, commit, subject, said.ms))}\n`);
        continue;
      }
      failed++;
      err.write(`${commit}: ${sayTrouble(said.trouble)}\n`);
      lines.say(at, "");
    }
    return failed > 0 ? EXIT.badInput : EXIT.inStep;
  } finally {
    repository.close();
  }
};

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
