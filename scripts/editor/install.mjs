/**
 * Installs the VS Code that the tests run in: `node scripts/editor/install.mjs`.
 * Needs npm and the npm registry, no compiler. Does nothing when the pinned versions stand already.
 * Everything is put together in a folder beside and renamed at the end, so a killed run leaves nothing half-done.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureChrome } from "./chrome.mjs";
import { run } from "./run.mjs";
import { codeServer, home, nodeMajor, nodePackages, stamp, store } from "./versions.mjs";

const npmInstall = [
  "install",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--no-save",
  "--loglevel=error",
];

/**
 * Makes sure the editor and a browser are here; the stamp file then says where. Throws with what to do when it cannot.
 * @param {(line: string) => void} [say]
 */
export function installEditor(say = console.log) {
  const chrome = ensureChrome(say);
  if (!existsSync(stamp)) build(say);
  const stamped = JSON.parse(readFileSync(stamp, "utf8"));
  if (stamped.chrome !== chrome) {
    writeFileSync(`${stamp}.${process.pid}`, JSON.stringify({ ...stamped, chrome }, undefined, 2));
    renameSync(`${stamp}.${process.pid}`, stamp);
  }
}

function build(say) {
  const started = Date.now();
  mkdirSync(store, { recursive: true });
  removeLeftovers();
  const workshop = join(store, `.installing-${process.pid}`);
  mkdirSync(workshop);
  writeFileSync(join(workshop, "package.json"), "{}");

  const nodePackage = nodePackages[`${process.platform}-${process.arch}`];
  const ownNode = Number(process.versions.node.split(".")[0]) === nodeMajor;
  if (!nodePackage && !ownNode) {
    throw new Error(
      `The test editor needs Node ${nodeMajor}, and npm carries none for ${process.platform}-${process.arch}. Run this with Node ${nodeMajor}, or use: npm run test:desktop`,
    );
  }
  const packages = [`code-server@${codeServer}`, ...(nodePackage ? [nodePackage] : [])];
  say(`editor: fetching ${packages.join(" and ")} from npm`);
  run("npm", [...npmInstall, ...packages], { cwd: workshop });
  const vscode = join(workshop, "node_modules", "code-server", "lib", "vscode");
  say("editor: installing VS Code's own packages");
  run("npm", [...npmInstall, "--omit=dev"], { cwd: vscode });

  const server = join(vscode, "out", "server-main.js");
  const node = nodePackage
    ? nodeBinary(join(workshop, "node_modules", nodePackage.split("@")[0]))
    : process.execPath;
  for (const file of [server, node]) if (!existsSync(file)) throw new Error(`The installation lacks ${file}`);
  const places = { node: nodePackage ? relative(workshop, node) : node, server: relative(workshop, server) };
  writeFileSync(join(workshop, "installed.json"), JSON.stringify(places));
  settle(workshop);
  say(
    `editor: VS Code (code-server ${codeServer}) installed in ${Math.round((Date.now() - started) / 1000)} s`,
  );
}

function nodeBinary(folder) {
  return process.platform === "win32" ? join(folder, "bin", "node.exe") : join(folder, "bin", "node");
}

/** Puts the finished workshop in its place; if another installation got there first, that one stands. */
function settle(workshop) {
  if (existsSync(home) && !existsSync(stamp)) rmSync(home, { recursive: true, force: true });
  try {
    renameSync(workshop, home);
  } catch (cause) {
    if (!existsSync(stamp)) throw cause;
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Removes the workshops of installations that were killed. */
function removeLeftovers() {
  for (const name of readdirSync(store)) {
    const pid = /^\.installing-(\d+)$/.exec(name)?.[1];
    if (pid && !alive(Number(pid))) rmSync(join(store, name), { recursive: true, force: true });
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return error.code === "EPERM";
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    installEditor();
    console.log(`editor: VS Code (code-server ${codeServer}) is ready`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
