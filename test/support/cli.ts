import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestRepository } from "./repository.ts";

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

/** Runs the built command line as a process of its own. */
export function lockstepIn(
  cwd: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Ended {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    env,
    encoding: "utf8",
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}

/** Runs it in a repository's root. */
export function lockstep(
  { root, env }: Pick<TestRepository, "root" | "env">,
  ...args: readonly string[]
): Ended {
  return lockstepIn(root, env, ...args);
}
