import { SHELL, blockText, withBlock, withoutBlock } from "#acts/connect/blocks";
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findGit, type Environment } from "./git/environment.ts";
import { runGit } from "./git/process.ts";
import type { Repository } from "./repository.ts";

export const GIT_HOOKS = ["pre-commit", "commit-msg", "pre-push"] as const;

export type GitHook = (typeof GIT_HOOKS)[number];

/** What one hook of a repository does. */
export interface GitHookState {
  readonly name: GitHook;
  /** `foreign`: a file without our part; `not-shell`: one our part cannot be put into. */
  readonly is: "missing" | "ours" | "stale" | "foreign" | "not-shell";
  /** Whether git ran our part when it was asked to; absent where there is none to run. */
  readonly fires?: boolean;
}

export interface GitHooks {
  /** Where git looks for hooks here. */
  readonly folder: string;
  /** The tool that owns them, and keeps us out: husky, lefthook, pre-commit, simple-git-hooks, `core.hooksPath`. */
  readonly manager?: string;
  readonly hooks: readonly GitHookState[];
}

/** What each hook has Lockstep do. */
const RUNS: Readonly<Record<GitHook, string>> = {
  "pre-commit": "check --staged",
  "commit-msg": 'evidence verify "$1" --staged --fail-on error',
  "pre-push":
    "check --base \"$(git rev-parse --verify --quiet '@{upstream}' || git rev-parse --verify --quiet origin/HEAD || git rev-parse HEAD)\"",
};

/** Names a folder that our part makes when it is asked whether it fires; nothing else of the hook runs then. */
const PROBE = "LOCKSTEP_PROBE";

/** Looks at the hooks, and has git run those that are ours to see whether it does. Throws Trouble. */
export async function inspectGitHooks(
  repository: Repository,
  env: Environment,
  lockstep: string,
): Promise<GitHooks> {
  const { folder, configured } = await hooksFolder(repository.root, env);
  const manager = configured ? "core.hooksPath" : await managerOf(repository.root);
  const hooks: GitHookState[] = [];
  for (const name of GIT_HOOKS) {
    const text = await hookText(join(folder, name));
    const is = stateOf(name, text, lockstep);
    const ours = is === "ours" || is === "stale";
    hooks.push(ours ? { name, is, fires: await fires(repository, env, name, text ?? "") } : { name, is });
  }
  return { folder, hooks, ...(manager === undefined ? {} : { manager }) };
}

/** Puts our part into each hook, before whatever else is there. Those it cannot be put into are left alone. */
export async function installGitHooks(
  repository: Repository,
  env: Environment,
  lockstep: string,
): Promise<void> {
  const { folder } = await hooksFolder(repository.root, env);
  await mkdir(folder, { recursive: true });
  for (const name of GIT_HOOKS) {
    const file = join(folder, name);
    const text = await hookText(file);
    if (stateOf(name, text, lockstep) === "not-shell") continue;
    const begun = text ?? "#!/bin/sh\n";
    await writeFile(file, withBlock(begun, SHELL, blockFor(name, lockstep), 1));
    await chmod(file, 0o755);
  }
}

/** Takes our part out again; a hook that held nothing else goes. */
export async function uninstallGitHooks(repository: Repository, env: Environment): Promise<void> {
  const { folder } = await hooksFolder(repository.root, env);
  for (const name of GIT_HOOKS) {
    const file = join(folder, name);
    const text = await hookText(file);
    if (text === undefined || blockText(text, SHELL) === undefined) continue;
    const rest = withoutBlock(text, SHELL);
    if (/^\s*(?:#![^\n]*)?\s*$/.test(rest)) await rm(file);
    else await writeFile(file, rest);
  }
}

function stateOf(name: GitHook, text: string | undefined, lockstep: string): GitHookState["is"] {
  if (text === undefined) return "missing";
  if (!/^#! ?\S*(?:\/env )?\S*(?:ba|da|z|k)?sh\b/.test(text)) return "not-shell";
  const block = blockText(text, SHELL);
  if (block === undefined) return "foreign";
  return block === blockFor(name, lockstep).trim() ? "ours" : "stale";
}

/**
 * Silent where all is well. A gate that only waits for a person (exit 3) is said and stops nothing: what waits has to
 * be committed and pushed to be reviewed; CI holds it back. Standard input is left to what comes after in the hook.
 */
function blockFor(name: GitHook, lockstep: string): string {
  return [
    `if [ -n "$${PROBE}" ]; then mkdir "$${PROBE}"; exit; fi`,
    `lockstep_says=$(${lockstep} ${RUNS[name]} 2>&1 </dev/null) || {`,
    "  lockstep_exit=$?",
    '  printf "%s\\n" "$lockstep_says" >&2',
    "  [ $lockstep_exit -eq 3 ] || exit $lockstep_exit",
    "}",
  ].join("\n");
}

/**
 * Has git run the hook, which makes a folder when it is asked like this and does nothing else. Asked only
 * where our part is the first thing in the hook, so that nothing else of it runs for a question.
 */
async function fires({ root }: Repository, env: Environment, name: GitHook, text: string): Promise<boolean> {
  if (text.split("\n")[1] !== SHELL.begin) return false;
  const folder = await mkdtemp(join(tmpdir(), "lockstep-probe-"));
  const probe = join(folder, "fired");
  try {
    const environment = { ...ordinary(env), [PROBE]: probe };
    const args = ["hook", "run", "--ignore-missing", name];
    await runGit({ program: findGit(env), cwd: root, environment, args, timeout: 5_000, cap: 65_536 });
    return (await lstat(probe)).isDirectory();
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where git looks for hooks, and whether somebody told it to. */
async function hooksFolder(
  root: string,
  env: Environment,
): Promise<{ readonly folder: string; readonly configured: boolean }> {
  const ask = async (args: readonly string[]): Promise<string> => {
    const command = {
      program: findGit(env),
      cwd: root,
      environment: ordinary(env),
      timeout: 5_000,
      cap: 65_536,
    };
    return (await runGit({ ...command, args, exits: [0, 1] })).toString("utf8").trim();
  };
  const [folder, configured] = await Promise.all([
    ask(["rev-parse", "--git-path", "hooks"]),
    ask(["config", "--get", "core.hooksPath"]),
  ]);
  return { folder: resolve(root, folder), configured: configured !== "" };
}

/** What git would inherit from a person's shell, as far as hooks are concerned; ours elsewhere switches them off. */
function ordinary(env: Environment): Record<string, string> {
  const names = [
    "PATH",
    "Path",
    "PATHEXT",
    "HOME",
    "USERPROFILE",
    "XDG_CONFIG_HOME",
    "SystemRoot",
    "ComSpec",
    "TMPDIR",
    "TEMP",
    "GIT_CONFIG_NOSYSTEM",
  ];
  const kept = names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(kept), LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
}

/** The tool that manages the hooks of a repository, by its files. */
async function managerOf(root: string): Promise<string | undefined> {
  const there = async (...names: readonly string[]): Promise<boolean> => {
    const found = await Promise.all(names.map((name) => lstat(join(root, name)).catch(() => undefined)));
    return found.some((stats) => stats !== undefined);
  };
  if (await there(".husky")) return "husky";
  if (await there("lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml", "lefthook.toml"))
    return "lefthook";
  if (await there(".pre-commit-config.yaml", ".pre-commit-config.yml")) return "pre-commit";
  const manifest = (await textOf(join(root, "package.json"))) ?? "";
  return /"simple-git-hooks"/.test(manifest) ? "simple-git-hooks" : undefined;
}

/** A hook that is a link belongs to whoever made it: it is read as one that nothing can be put into. */
async function hookText(file: string): Promise<string | undefined> {
  const stats = await lstat(file).catch(() => undefined);
  return stats === undefined ? undefined : stats.isFile() ? textOf(file) : "";
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}
