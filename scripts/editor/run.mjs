/** Runs a program to its end. */
import { spawnSync } from "node:child_process";

/**
 * Runs `file args` quietly. Resolves nothing and returns nothing when it worked; throws with its last lines when it did not.
 * @param {string} file @param {string[]} args @param {{ cwd?: string }} [options]
 */
export function run(file, args, options = {}) {
  const shell = process.platform === "win32" && !file.endsWith(".exe");
  const done = spawnSync(file, args, {
    ...options,
    shell,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (done.status === 0) return;
  const said = `${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}`.trim().split("\n");
  throw new Error(`${file} ${args.join(" ")} failed:\n${said.slice(-20).join("\n")}`);
}

/**
 * The full path of the first of these programs that PATH knows, or undefined.
 * @param {string[]} names
 */
export function which(names) {
  const finder = process.platform === "win32" ? "where" : "which";
  for (const name of names) {
    const found = spawnSync(finder, [name], { encoding: "utf8" });
    if (found.status === 0) return found.stdout.split(/\r?\n/)[0];
  }
  return undefined;
}
