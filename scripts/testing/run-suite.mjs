/** Runs one test suite in a process of its own. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../editor/versions.mjs";

/**
 * Runs a suite and resolves to its `{ passed, failed, skipped, seconds }`. A suite that broke off counts as one failure
 * more than it reported.
 * @param {{ args: string[] }} suite @param {string | undefined} grep
 * @param {(said: string | Buffer) => void} say hears its report
 */
export async function runSuite({ args }, grep, say) {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-counts-"));
  const file = join(folder, "counts.json");
  const env = { ...process.env, LOCKSTEP_COUNTS: file, ...(grep ? { LOCKSTEP_GREP: grep } : {}) };
  const started = Date.now();
  const code = await exit(args, env, grep, say);
  const counts = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { passed: 0, failed: 0, skipped: 0 };
  rmSync(folder, { recursive: true, force: true });
  const brokeOff = code !== 0 && counts.failed === 0;
  return { ...counts, failed: counts.failed + (brokeOff ? 1 : 0), seconds: (Date.now() - started) / 1000 };
}

/**
 * Resolves to the exit code. A signal sent to us is passed on to all that the suite started - mocha starts a process
 * of its own and does not pass it on itself - so that nothing outlives us.
 */
function exit(args, env, grep, say) {
  const isMocha = args[0]?.includes("mocha");
  const child = spawn(process.execPath, [...args, ...(grep && isMocha ? ["--grep", grep] : [])], {
    cwd: root,
    env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", say);
  child.stderr.on("data", say);
  const pass = (signal) =>
    process.platform === "win32" ? child.kill(signal) : process.kill(-child.pid, signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    // When all it said is here, too.
    child.once("close", (code, signal) => {
      for (const each of signals) process.off(each, pass);
      if (signal) process.kill(process.pid, signal);
      resolve(code ?? 1);
    });
  });
}
