import type { ChildProcess } from "node:child_process";
import { spawnSync } from "node:child_process";
import { constants } from "node:os";

/**
 * Ties a child that was spawned `detached` to this process: when this process exits or is told to stop, the child's
 * whole process group is killed. Returns how to do so earlier; that waits until the child is gone. From then on a
 * signal makes this process exit in order, so that every other exit handler runs too.
 */
export function endWithUs(child: ChildProcess): () => Promise<void> {
  const gone = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve();
    else child.once("exit", () => resolve());
  });
  const end = () => killGroup(child);
  const onSignal = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  // First in line: what other exit handlers remove must no longer be in use.
  process.prependListener("exit", end);
  for (const signal of signals) process.on(signal, onSignal);
  return async () => {
    end();
    await gone;
    process.off("exit", end);
    for (const signal of signals) process.off(signal, onSignal);
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
