import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { Trouble } from "#ports";
import { gitFailure } from "./failure.ts";

/** One git process: where, with what, and how long it may take and how much it may say. */
export interface GitCommand {
  readonly program: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly input?: Uint8Array | undefined;
  /** Exit codes that are answers; 0 when left out. */
  readonly exits?: readonly number[] | undefined;
  /** Milliseconds until the process is killed. */
  readonly timeout: number;
  /** Bytes of output after which the process is killed. */
  readonly cap: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs git and gives what it wrote, byte for byte. Rejects with a Trouble (`no-git`, `timed-out`, or what
 * git's own refusal amounts to), or with the signal's reason once it is aborted. The process is gone either way.
 */
export function runGit(command: GitCommand): Promise<Buffer> {
  const { signal, timeout, cap } = command;
  const name = commandName(command);
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const { child, said } = startGit(command);
    const out: Buffer[] = [];
    let outSize = 0;

    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle();
    };
    const stop = (reason: unknown): void => {
      child.kill("SIGKILL");
      end(() => reject(reason));
    };
    const abort = (): void => stop(signal?.reason);
    const timer = setTimeout(
      () => stop(new Trouble("timed-out", { command: name, milliseconds: String(timeout) })),
      timeout,
    );
    signal?.addEventListener("abort", abort, { once: true });

    child.stdout.on("data", (chunk: Buffer) => {
      out.push(chunk);
      outSize += chunk.length;
      if (outSize > cap)
        stop(new Trouble("git-failed", { command: name, exit: "", stderr: "", cap: String(cap) }));
    });
    child.once("error", (cause) =>
      end(() => reject(new Trouble("no-git", { path: command.program, stderr: cause.message }, { cause }))),
    );
    child.once("close", (exit) =>
      end(() => {
        if ((command.exits ?? [0]).includes(exit ?? -1)) resolve(Buffer.concat(out));
        else reject(gitFailure(name, exit ?? -1, said()));
      }),
    );
  });
}

/** The git command of a process, for messages. */
export function commandName({ args }: Pick<GitCommand, "args">): string {
  return args.find((arg) => !arg.startsWith("-")) ?? "git";
}

/** Starts git with its input; `said` is what it wrote as errors so far. */
export function startGit({
  program,
  args,
  cwd,
  environment,
  input,
}: Pick<GitCommand, "program" | "args" | "cwd" | "environment" | "input">): {
  readonly child: ChildProcessWithoutNullStreams;
  said(): string;
} {
  const child = spawn(program, args, { cwd, env: environment, windowsHide: true });
  const err: Buffer[] = [];
  let size = 0;
  child.stderr.on("data", (chunk: Buffer) => {
    if (size < 64 * 1024) err.push(chunk);
    size += chunk.length;
  });
  // git may end before it has read everything; its exit code says what came of it.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return { child, said: () => Buffer.concat(err).toString("utf8") };
}
