import { GitError, simpleGit, type SimpleGit } from "simple-git";
import { FLAGS, LITERAL } from "./environment.ts";

/** git ended with an exit code other than 0. Only its own kind of error passes simple-git unwrapped. */
class Ended extends GitError {
  readonly exit: number;
  readonly err: string;

  constructor(exit: number, err: string) {
    super(undefined, err);
    this.exit = exit;
    this.err = err;
  }
}

interface Where {
  readonly cwd: string;
  readonly program: string;
  readonly environment: Record<string, string>;
  /** In milliseconds without a sign of life. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** Asks git one question. An exit code other than 0 is an answer; what else goes wrong is thrown. */
export type Textual = (args: readonly string[]) => Promise<[exit: number, out: string, err: string]>;

/**
 * simple-git with our environment. It guards against settings that could run commands; ours are the ones
 * that forbid it, so each is opted in by name.
 */
export function overSimpleGit({ cwd, program, environment, timeout, signal }: Where): Textual {
  let git: SimpleGit | undefined;
  const open = (): SimpleGit =>
    simpleGit({
      baseDir: cwd,
      binary: [program],
      allowEnvironment: Object.keys(environment),
      timeout: { block: timeout, stdErr: false, stdOut: false },
      unsafe: {
        allowUnsafeAskPass: true,
        allowUnsafeConfigEnvCount: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeCustomBinary: true,
        allowUnsafeDiffExternal: true,
        allowUnsafeFsMonitor: true,
        allowUnsafeHooksPath: true,
        allowUnsafePager: true,
        allowUnsafeProtocolOverride: true,
      },
      errors: (error, { exitCode, stdErr }) =>
        exitCode === 0 ? error : new Ended(exitCode, Buffer.concat(stdErr).toString("utf8")),
      ...(signal === undefined ? {} : { abort: signal }),
    }).env(environment);
  return async (args) => {
    signal?.throwIfAborted();
    git ??= open();
    try {
      return [0, await git.raw([...FLAGS, LITERAL, ...args]), ""];
    } catch (error) {
      if (error instanceof Ended) return [error.exit, "", error.err];
      signal?.throwIfAborted();
      throw error;
    }
  };
}
