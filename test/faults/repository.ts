import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAST_FOLDER } from "./fast-folder.ts";

/** A real Git repository for one test, cut off from the machine's configuration. */
export interface Repository {
  readonly root: string;
  readonly commonDir: string;
  /** Where hooks are put. */
  readonly hooks: string;
  /** Runs git; throws with what it said when it fails. */
  git(...args: readonly string[]): string;
  /** The same in another working tree. */
  gitIn(folder: string, ...args: readonly string[]): string;
  /** Runs git; whether it succeeded. */
  tries(...args: readonly string[]): boolean;
  remove(): void;
}

const SETTINGS = [
  "gc.auto=0",
  "core.fsync=none",
  "commit.gpgsign=false",
  "init.defaultBranch=main",
  "advice.detachedHead=false",
];

export function makeRepository(): Repository {
  const folder = realpathSync(mkdtempSync(join(FAST_FOLDER, "lockstep-git-")));
  const root = join(folder, "work");
  // Memory may be mounted so that nothing in it can be run.
  const hooks = realpathSync(mkdtempSync(join(tmpdir(), "lockstep-hooks-")));
  const options = [...SETTINGS, `core.hooksPath=${hooks}`].flatMap((setting) => ["-c", setting]);
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.com",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.com",
    GIT_EDITOR: "true",
    GIT_MERGE_AUTOEDIT: "no",
  };
  const run = (cwd: string, args: readonly string[]) =>
    spawnSync("git", [...options, ...args], { cwd, env, encoding: "utf8" });
  const gitIn = (cwd: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = run(cwd, args);
    if (status !== 0) throw new Error(`git ${args.join(" ")} (${status}): ${stdout}${stderr}`);
    return stdout.trim();
  };
  gitIn(folder, "init", "-q", root);
  return {
    root,
    commonDir: join(root, ".git"),
    git: (...args) => gitIn(root, ...args),
    gitIn,
    tries: (...args) => run(root, args).status === 0,
    hooks,
    remove() {
      for (const path of [folder, hooks]) rmSync(path, { recursive: true, force: true });
    },
  };
}
