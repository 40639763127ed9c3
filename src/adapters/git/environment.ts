import { resolve } from "node:path";
import { Trouble } from "#ports";
import { onPath } from "../on-path.ts";

/** Environment variables by name, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a git process may inherit: where programs, the home folder and temporary files are. Nothing else. */
const INHERITED = [
  "PATH",
  "Path",
  "PATHEXT",
  "HOME",
  "HOMEDRIVE",
  "HOMEPATH",
  "USERPROFILE",
  "USER",
  "LOGNAME",
  "USERNAME",
  "XDG_CONFIG_HOME",
  "APPDATA",
  "LOCALAPPDATA",
  "ProgramData",
  "SystemRoot",
  "SYSTEMROOT",
  "SystemDrive",
  "WINDIR",
  "ComSpec",
  "TMPDIR",
  "TEMP",
  "TMP",
] as const;

/** Which repository and index a hook is about: dropped, `git commit -a` would look like an empty change. */
const KEPT_IN_HOOKS = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] as const;

/** Settings under which no git command of ours runs a command of the repository's. */
const SETTINGS: readonly (readonly [key: string, value: string])[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
  ["core.pager", "cat"],
  ["core.quotePath", "false"],
  ["diff.external", ""],
  ["grep.patternType", "default"],
  ["log.showSignature", "false"],
  ["protocol.allow", "never"],
  ["safe.bareRepository", "explicit"],
  ["submodule.recurse", "false"],
];

/** Flags before every git command. */
export const FLAGS = ["--no-optional-locks", "--no-pager"] as const;

/** Makes a pathspec a path; `check-ignore` alone refuses it. */
export const LITERAL = "--literal-pathspecs";

/** Settings that take the programs away from these filter drivers: contents are then read as they lie on disk. */
export function disarmedFilters(drivers: readonly string[]): [key: string, value: string][] {
  return drivers.flatMap((driver): [string, string][] => [
    [`filter.${driver}.clean`, ""],
    [`filter.${driver}.smudge`, ""],
    [`filter.${driver}.process`, ""],
    [`filter.${driver}.required`, "false"],
  ]);
}

/**
 * The whole environment of a git process: an allow-list of `ambient`, our settings, and - for a hook - the
 * variables that say which repository and index it is about, made absolute against the folder this process
 * runs in. `ceiling` is the folder above which git looks for no repository.
 */
export function gitEnvironment(
  ambient: Environment,
  options: {
    readonly hook?: boolean;
    readonly settings?: readonly (readonly [key: string, value: string])[];
    readonly ceiling?: string;
  } = {},
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = ambient[name];
    if (value !== undefined) environment[name] = value;
  }
  if (options.hook === true)
    for (const name of KEPT_IN_HOOKS) {
      const value = ambient[name];
      if (value !== undefined) environment[name] = resolve(value);
    }
  // git starts a hook at the top of the working tree; told only where the repository is, a git started
  // elsewhere would take its own folder for the top.
  if (environment["GIT_DIR"] !== undefined) environment["GIT_WORK_TREE"] ??= resolve(".");
  if (options.ceiling !== undefined) environment["GIT_CEILING_DIRECTORIES"] = options.ceiling;
  const settings = [...SETTINGS, ...(options.settings ?? [])];
  settings.forEach(([key, value], at) => {
    environment[`GIT_CONFIG_KEY_${at}`] = key;
    environment[`GIT_CONFIG_VALUE_${at}`] = value;
  });
  return Object.assign(environment, {
    LC_ALL: "C",
    GIT_CONFIG_COUNT: String(settings.length),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_ASKPASS: "true",
  });
}

/**
 * The absolute path of the git program, looked for in the absolute folders of PATH only: a `git` that lies
 * in the repository is never run. Throws Trouble `no-git`.
 */
export function findGit(ambient: Environment): string {
  const program = onPath("git", ambient);
  if (program === undefined) throw new Trouble("no-git", { path: ambient["PATH"] ?? ambient["Path"] ?? "" });
  return program;
}
