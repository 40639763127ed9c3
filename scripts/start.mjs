/**
 * `npm start`: opens the example project in a real VS Code with Lockstep running. Installs and builds what is missing.
 *
 *   npm start                 with the VS Code on PATH (`code`), else in VS Code's server build in a browser
 *   npm start -- --keep       with the example as it was left, rather than a fresh copy
 *   npm start -- --server     with the server build even where there is a `code`
 *   npm start -- --once       unseen: waits until Lockstep is there, takes out/screenshots/start.png and ends
 */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { build, installDependencies } from "./bootstrap.mjs";
import { installEditor } from "./editor/install.mjs";
import { which } from "./editor/run.mjs";
import { root } from "./editor/versions.mjs";

const flag = { type: "boolean", default: false };
const { values } = parseArgs({ options: { keep: flag, server: flag, once: flag } });
try {
  // In a terminal of a remote window `code` only talks to that window and cannot open one for an extension.
  const desktop =
    values.once || values.server || process.env.VSCODE_IPC_HOOK_CLI ? undefined : which(["code"]);
  installDependencies();
  build();
  if (!desktop) installEditor();
  const options = [
    ...(values.keep ? ["--keep"] : []),
    ...(values.once ? ["--once"] : []),
    ...(desktop ? ["--desktop", desktop] : []),
  ];
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/editor/open.ts", ...options], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code) => (process.exitCode = code ?? 1));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
