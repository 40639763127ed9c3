import { spawn } from "node:child_process";
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
  const name = command.args.find((arg) => !arg.startsWith("-")) ?? "git";
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command.program, command.args, {
      cwd: command.cwd,
      env: command.environment,
      windowsHide: true,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let outSize = 0;
    let errSize = 0;

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
    child.stderr.on("data", (chunk: Buffer) => {
      if (errSize < 64 * 1024) err.push(chunk);
      errSize += chunk.length;
    });
    child.once("error", (cause) =>
      end(() => reject(new Trouble("no-git", { path: command.program, stderr: cause.message }, { cause }))),
    );
    child.once("close", (exit) =>
      end(() => {
        if ((command.exits ?? [0]).includes(exit ?? -1)) resolve(Buffer.concat(out));
        else reject(gitFailure(name, exit ?? -1, Buffer.concat(err).toString("utf8")));
      }),
    );
    // git may end before it has read everything; its exit code says what came of it.
    child.stdin.on("error", () => undefined);
    child.stdin.end(command.input);
  });
}
