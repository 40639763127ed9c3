import { randomBytes } from "node:crypto";
import { mkdir, realpath, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Command, sayCommand } from "./command.ts";
import type { Consents } from "./consent.ts";
import { runEnvironment } from "./environment.ts";
import { groupLives, signalGroup, spawnGroup } from "./group.ts";
import { openOutput } from "./output.ts";
import { RunTrouble } from "./trouble.ts";

/** What came of a run. A command that failed is a result, not an error. */
export interface RunResult {
  /** Names the run's folder. */
  readonly id: string;
  /** The command in one line. */
  readonly command: string;
  /** The exit status; absent where it did not end by itself. */
  readonly exit?: number;
  /** The signal that ended it, ours or another's. */
  readonly signal?: string;
  readonly ended: "exit" | "signal" | "time-limit" | "cancelled";
  readonly durationMs: number;
  /** `sha256:` over all output, also what was not kept. */
  readonly outputDigest: string;
  readonly outputBytes: number;
  /** The end of the output. */
  readonly tail: string;
  /** The log, absolute. */
  readonly log: string;
  /** Bytes of output that stand in the log: less than `outputBytes` where it was cut. */
  readonly logged: number;
}

export interface RunOptions {
  /** The repository's root, absolute. */
  readonly root: string;
  /** `git rev-parse --git-common-dir`, absolute: the log goes to `lockstep/runs/<id>/` in it. */
  readonly commonDir: string;
  readonly consents: Consents;
  /** Output as it comes, both streams in the order they arrive. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** Ends the run: SIGTERM to the whole group, SIGKILL to what is left after the grace. */
  readonly signal?: AbortSignal;
  /** Milliseconds until it is ended; half an hour when left out. */
  readonly timeLimit?: number;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace?: number;
  readonly tailBytes?: number;
  readonly logBytes?: number;
  readonly ambient?: Readonly<Record<string, string | undefined>>;
}

const HALF_AN_HOUR = 30 * 60_000;
const LOG_BYTES = 64 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;
/** How long what a command left running in the background may keep its output open. */
const LINGER = 500;

/**
 * Runs a command that a person has consented to, in a process group of its own that is gone when this
 * settles. Throws RunTrouble `not-consented` (before anything is started), `outside-repository`,
 * `not-started`; everything else is a result.
 */
export async function runCommand(command: Command, options: RunOptions): Promise<RunResult> {
  if (!(await options.consents.isConsented(command))) {
    throw new RunTrouble("not-consented", `nobody has agreed to run: ${sayCommand(command)}`);
  }
  const cwd = await folderOf(options.root, command.cwd);
  const id = `${new Date().toISOString().replaceAll(/[-:]|\..*$/g, "")}-${randomBytes(4).toString("hex")}`;
  const folder = join(options.commonDir, "lockstep", "runs", id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = join(folder, "output.log");
  const output = openOutput(log, {
    tail: options.tailBytes ?? TAIL_BYTES,
    cap: options.logBytes ?? LOG_BYTES,
  });
  const started = performance.now();
  const ending = await execute(command, cwd, options, (chunk) => {
    output.take(chunk);
    options.onOutput?.(chunk);
  }).catch(async (error: unknown) => {
    await output.end();
    throw error;
  });
  const durationMs = Math.round(performance.now() - started);
  const { digest, bytes, tail, logged } = await output.end();
  const result: RunResult = {
    id,
    command: sayCommand(command),
    ...ending,
    durationMs,
    outputDigest: digest,
    outputBytes: bytes,
    tail,
    log,
    logged,
  };
  const { tail: _, ...facts } = result;
  await writeFile(join(folder, "result.json"), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  return result;
}

type Ending = Pick<RunResult, "ended" | "exit" | "signal">;

async function execute(
  command: Command,
  cwd: string,
  options: RunOptions,
  take: (chunk: Buffer) => void,
): Promise<Ending> {
  const { signal, timeLimit = HALF_AN_HOUR, grace = 3_000, ambient = process.env } = options;
  if (signal?.aborted) return { ended: "cancelled" };
  const env = runEnvironment(ambient, command.env);
  const [program, args, verbatim] = wordsOf(command, env);
  const child = spawnGroup(program, args, { cwd, env, verbatim });
  const leader = child.pid;
  child.stdout?.on("data", take);
  child.stderr?.on("data", take);
  const closed = new Promise<void>((resolve) => void child.once("close", () => resolve()));
  const exited = new Promise<{ code: number | null; by: string | null }>((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new RunTrouble("not-started", `${program}: ${cause.message}`, { cause })),
    );
    child.once("exit", (code, by) => resolve({ code, by }));
  });
  let stopped: "time-limit" | "cancelled" | undefined;
  const stop = (why: "time-limit" | "cancelled"): void => {
    if (stopped !== undefined || leader === undefined) return;
    stopped = why;
    signalGroup(leader, "SIGTERM");
    killer = setTimeout(() => signalGroup(leader, "SIGKILL"), grace);
  };
  let killer: NodeJS.Timeout | undefined;
  const cancel = (): void => stop("cancelled");
  const limit = setTimeout(() => stop("time-limit"), timeLimit);
  signal?.addEventListener("abort", cancel, { once: true });
  // Where this process ends first - the editor's window is closed -, nothing is left running.
  const outlived = (): void => void (leader !== undefined && signalGroup(leader, "SIGKILL"));
  process.once("exit", outlived);
  try {
    const { code, by } = await exited;
    await Promise.race([closed, pause(LINGER, undefined, { ref: false })]);
    return {
      ended: stopped ?? (by === null ? "exit" : "signal"),
      ...(code === null ? {} : { exit: code }),
      ...(by === null ? {} : { signal: by }),
    };
  } finally {
    clearTimeout(limit);
    clearTimeout(killer);
    signal?.removeEventListener("abort", cancel);
    // What the command left in its group ends with it; where it was stopped, after the same grace.
    if (leader !== undefined) await endGroup(leader, stopped === undefined ? 0 : grace);
    process.off("exit", outlived);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

/** Ends what is left of a group: asks, waits, then kills. */
async function endGroup(leader: number, grace: number): Promise<void> {
  if (!groupLives(leader)) return;
  signalGroup(leader, "SIGTERM");
  const until = performance.now() + Math.max(grace, 200);
  while (performance.now() < until) {
    await pause(20);
    if (!groupLives(leader)) return;
  }
  signalGroup(leader, "SIGKILL");
}

/** Program and arguments; a shell text goes to the platform's own shell as one word. */
function wordsOf(
  { run }: Command,
  env: Readonly<Record<string, string>>,
): [program: string, args: readonly string[], verbatim: boolean] {
  if ("argv" in run) {
    const [program, ...args] = run.argv;
    return [program, args, false];
  }
  if (process.platform === "win32")
    return [env["ComSpec"] ?? env["COMSPEC"] ?? "cmd.exe", ["/d", "/s", "/c", `"${run.shell}"`], true];
  return ["/bin/sh", ["-c", run.shell], false];
}

/** The folder a command runs in: inside the repository, symbolic links followed. */
async function folderOf(root: string, cwd: string): Promise<string> {
  const house = await realpath(root);
  const folder = await realpath(join(house, cwd)).catch(() => undefined);
  const inside = folder === undefined ? undefined : relative(house, folder);
  if (
    folder === undefined ||
    inside === undefined ||
    inside.startsWith("..") ||
    isAbsolute(inside) ||
    !(await stat(folder)).isDirectory()
  ) {
    throw new RunTrouble("outside-repository", `${cwd} is no folder of ${house}`);
  }
  return folder;
}
