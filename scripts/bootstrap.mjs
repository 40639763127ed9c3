/** What has to be there before anything of this project can run. Plain Node, no dependencies. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./editor/versions.mjs";

/**
 * Runs `npm ci` when node_modules is missing or not what package-lock.json says. Where npm finds that lock file
 * wanting - it was written where the registry lacks other platforms' packages - `npm install` does it, without
 * touching the lock file. Throws when that fails too.
 */
export function installDependencies() {
  if (dependenciesStand()) return;
  console.log("Installing the dependencies: npm ci");
  if (runs("npm", ["ci", "--no-audit", "--no-fund"])) return;
  console.log("npm ci did not work; trying npm install");
  must("npm", ["install", "--no-save", "--no-audit", "--no-fund"]);
}

/** Builds dist/. Throws when that fails. */
export function build() {
  must(process.execPath, [join(root, "scripts", "build.mjs")]);
}

/**
 * Compares what npm installed, by its own account, with the lock file: by versions rather than by file times, which
 * git and npm itself set in any order. An optional package may be absent, as those of other platforms are.
 */
function dependenciesStand() {
  const account = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(account)) return false;
  const installed = JSON.parse(readFileSync(account, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      path === "" || (installed[path] ? installed[path].version === version : optional === true),
  );
}

function must(file, args) {
  if (!runs(file, args)) throw new Error(`${file} ${args.join(" ")} failed`);
}

function runs(file, args) {
  const shell = process.platform === "win32" && file === "npm";
  return spawnSync(file, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], shell }).status === 0;
}
