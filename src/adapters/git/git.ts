import { FLAGS, LITERAL, disarmedFilters, findGit, gitEnvironment, type Environment } from "./environment.ts";
import { gitFailure } from "./failure.ts";
import { openObjects, type Objects } from "./objects.ts";
import type { Textual } from "./over-simple-git.ts";
import { type GitCommand, runGit } from "./process.ts";
import { streamGit } from "./stream.ts";

/** What a git process may take. */
const TIMEOUT = 10_000;
const CAP = 64 * 1024 * 1024;
const IDLE = 30_000;

/**
 * Whether git may run the filter programs (`filter.*.clean`: Git LFS and the like) that the configuration
 * names: "full" runs them, "limited" reads contents as they lie on disk. Nothing else of a repository's is
 * ever run. An untrusted workspace gets no git at all; that is for the caller to hold.
 */
type Trust = "limited" | "full";

/** How git is reached: passed through unchanged from whoever opens a repository. */
export interface GitOptions {
  /** The environment to take from; the process's own where left out. */
  readonly env?: Environment;
  /** This process runs in a hook: the repository and index that git names in the environment are meant. */
  readonly hook?: boolean;
  readonly trust?: Trust;
  /** Aborts everything that is under way. */
  readonly signal?: AbortSignal;
}

interface Asked {
  readonly input?: Uint8Array;
  /** Exit codes that are answers; 0 when left out. */
  readonly exits?: readonly number[];
  readonly signal?: AbortSignal;
  /** For the command that refuses `--literal-pathspecs`: it has to be given paths that start with `./`. */
  readonly unliteral?: boolean;
}

export type Settings = ReadonlyMap<string, string>;

/** The one way to git: constant arguments, hardened environment, nothing written. Errors are Troubles. */
export interface Git {
  readonly cwd: string;
  /** What git writes, byte for byte. */
  bytes(args: readonly string[], asked?: Asked): Promise<Buffer>;
  /** What git writes, piece by piece as it comes, however much it is. */
  stream(args: readonly string[], asked?: Pick<Asked, "input" | "signal">): AsyncIterable<Buffer>;
  /** What git writes, as text without the final newline; for names and numbers, never for paths of files. */
  text(args: readonly string[], asked?: Pick<Asked, "exits">): Promise<string>;
  /** All settings that hold here, by name as git normalises it; of several values the last. */
  settings(): Promise<Settings>;
  /**
   * As `bytes`, for commands that may run filter drivers: without full trust the programs of all drivers that
   * `settings` name are taken away, so ask for the settings right before.
   */
  filtered(settings: Settings, args: readonly string[], asked?: Asked): Promise<Buffer>;
  readonly objects: Objects;
  /** The same git in another folder, looking for no repository above it. */
  inside(folder: string): Git;
  /** Ends the process that stays. */
  close(): void;
}

/** Opens git in a folder that exists. Throws Trouble `no-git`. */
export function openGit(cwd: string, options: GitOptions = {}): Git {
  const ambient = options.env ?? process.env;
  return gitIn(cwd, findGit(ambient), ambient, options);
}

function gitIn(
  cwd: string,
  program: string,
  ambient: Environment,
  options: GitOptions,
  ceiling?: string,
): Git {
  const within = ceiling === undefined ? {} : { ceiling };
  const hook = options.hook === true && ceiling === undefined;
  const environment = gitEnvironment(ambient, { hook, ...within });
  let opened: Promise<Textual> | undefined;
  const textual = (): Promise<Textual> =>
    (opened ??= import("./over-simple-git.ts").then(({ overSimpleGit }) =>
      overSimpleGit({ cwd, program, environment, timeout: TIMEOUT, signal: options.signal }),
    ));
  const objects = openObjects({
    program,
    cwd,
    environment,
    args: [...FLAGS, "cat-file", "--batch-command"],
    timeout: TIMEOUT,
    idle: IDLE,
  });

  const command = (env: Record<string, string>, args: readonly string[], asked: Asked): GitCommand => {
    const signals = [options.signal, asked.signal].filter((signal) => signal !== undefined);
    return {
      program,
      cwd,
      environment: env,
      args: [...FLAGS, ...(asked.unliteral === true ? [] : [LITERAL]), ...args],
      input: asked.input,
      exits: asked.exits,
      timeout: TIMEOUT,
      cap: CAP,
      signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
    };
  };
  const run = (env: Record<string, string>, args: readonly string[], asked: Asked): Promise<Buffer> =>
    runGit(command(env, args, asked));

  return {
    cwd,
    objects,
    bytes: (args, asked = {}) => run(environment, args, asked),
    stream: (args, asked = {}) => streamGit(command(environment, args, asked)),
    settings: async () => readSettings(await run(environment, ["config", "--list", "-z"], {})),
    async filtered(settings, args, asked = {}) {
      if (options.trust === "full") return run(environment, args, asked);
      const disarmed = disarmedFilters(filterDrivers(settings));
      return run(gitEnvironment(ambient, { hook, settings: disarmed, ...within }), args, asked);
    },
    async text(args, { exits = [0] } = {}) {
      const [exit, out, err] = await (await textual())(args);
      if (exits.includes(exit)) return out.replace(/\n$/, "");
      throw gitFailure(args[0] ?? "git", exit, err);
    },
    inside: (folder) => gitIn(folder, program, ambient, options, cwd),
    close: () => objects.close(),
  };
}

/** Reads name NEWLINE value NUL; a name alone is a `true`. */
function readSettings(answer: Buffer): Settings {
  const settings = new Map<string, string>();
  for (const setting of answer.toString("utf8").split("\0")) {
    const end = setting.indexOf("\n");
    if (end < 0) settings.set(setting, "true");
    else settings.set(setting.slice(0, end), setting.slice(end + 1));
  }
  settings.delete("");
  return settings;
}

function filterDrivers(settings: Settings): string[] {
  const drivers = new Set<string>();
  for (const name of settings.keys()) {
    const driver = /^filter\.([^]+)\.[^.]+$/.exec(name)?.[1];
    if (driver !== undefined) drivers.add(driver);
  }
  return [...drivers];
}
