import { Trouble } from "#ports";
import { gitFailure } from "./failure.ts";
import { commandName, type GitCommand, startGit } from "./process.ts";

/**
 * Runs git and gives what it writes as it comes; git waits where nobody takes it. Throws as `runGit` does, `timed-out`
 * where git is silent for that long. The process is gone once nobody asks for more.
 */
export async function* streamGit(command: Omit<GitCommand, "cap" | "exits">): AsyncGenerator<Buffer> {
  const { signal, timeout } = command;
  const name = commandName(command);
  signal?.throwIfAborted();
  const { child, said } = startGit(command);
  let why: { readonly reason: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (reason: unknown): void => {
    why ??= { reason };
    child.kill("SIGKILL");
    child.stdout.destroy();
  };
  const abort = (): void => stop(signal?.reason);
  const wait = (): void => {
    const silent = new Trouble("timed-out", { command: name, milliseconds: String(timeout) });
    timer = setTimeout(() => stop(silent), timeout);
  };
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.once("error", (cause) =>
    stop(new Trouble("no-git", { path: command.program, stderr: cause.message }, { cause })),
  );
  signal?.addEventListener("abort", abort, { once: true });
  try {
    wait();
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      yield chunk;
      if (why) break;
      wait();
    }
    const exit = await ended;
    if (why) throw why.reason;
    if (exit !== 0) throw gitFailure(name, exit ?? -1, said());
  } catch (error) {
    throw why ? why.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    child.kill("SIGKILL");
  }
}
