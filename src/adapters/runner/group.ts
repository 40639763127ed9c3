import { type ChildProcess, spawn, spawnSync } from "node:child_process";

/** Starts a program as the leader of its own process group, input closed, output piped. */
export function spawnGroup(
  program: string,
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly verbatim?: boolean;
  },
): ChildProcess {
  return spawn(program, [...args], {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
    ...(options.verbatim ? { windowsVerbatimArguments: true } : {}),
  });
}

/** Sends a signal to a whole group; `false` where nothing of it is left. On Windows every signal ends the tree. */
export function signalGroup(leader: number, signal: "SIGTERM" | "SIGKILL"): boolean {
  if (process.platform === "win32") {
    return spawnSync("taskkill", ["/pid", String(leader), "/t", "/f"], { windowsHide: true }).status === 0;
  }
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

/** Whether anything of a group still runs. */
export function groupLives(leader: number): boolean {
  if (process.platform === "win32") return false;
  try {
    return process.kill(-leader, 0);
  } catch {
    return false;
  }
}
