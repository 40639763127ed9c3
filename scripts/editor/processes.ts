import type { ChildProcess } from "node:child_process";
import { spawnSync } from "node:child_process";

/**
 * Ties a child that was spawned `detached` to this process: when this process exits or is told to stop, the child's
 * whole process group is killed and `tidy` is called. Returns how to do both earlier. `tidy` must be synchronous.
 */
export function endWithUs(child: ChildProcess, tidy: () => void): () => Promise<void> {
  const gone = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve();
    else child.once("exit", () => resolve());
  });
  const end = () => {
    killGroup(child);
    tidy();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    release();
    end();
    process.kill(process.pid, signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const release = () => {
    process.off("exit", end);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on("exit", end);
  for (const signal of signals) process.on(signal, onSignal);
  return async () => {
    killGroup(child);
    await gone;
    release();
    tidy();
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function killGroup(child: ChildProcess): void {
  if (hasEnded(child) || child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
