import { tmpdir } from "node:os";
import { type Environment, findGit, gitEnvironment } from "./environment.ts";
import { runGit } from "./process.ts";

/** What git says it is: `2.47.1`. Throws Trouble `no-git`, `timed-out`, `git-failed`. */
export async function gitVersion(ambient: Environment): Promise<string> {
  const said = await runGit({
    program: findGit(ambient),
    cwd: tmpdir(),
    environment: gitEnvironment(ambient),
    args: ["version"],
    timeout: 5_000,
    cap: 4_096,
  });
  return said
    .toString("utf8")
    .replace(/^git version\s+/, "")
    .trim();
}
