import type { Path } from "#core";
import type { Git } from "./git.ts";

/** `<commit> <line then> <line now> [<lines>]`; what stands on the line follows behind a tab. */
const HEAD = /^([0-9a-f]{40}|[0-9a-f]{64}) \d+ (\d+)(?: \d+)?$/;

/** For each line of a file of a commit, the commit that wrote it; white space written anew writes no line. */
export async function writersOf(git: Git, sha: string, path: Path): Promise<readonly string[]> {
  const answer = await git.bytes(["blame", "--porcelain", "-w", "--no-textconv", sha, "--", path]);
  const writers: string[] = [];
  for (const line of answer.toString("latin1").split("\n")) {
    const [, commit, at] = line.startsWith("\t") ? [] : (HEAD.exec(line) ?? []);
    if (commit !== undefined) writers[Number(at) - 1] = commit;
  }
  return writers;
}
