/**
 * Runs the in-editor suite in a desktop VS Code, which @vscode/test-electron downloads: `npm run test:desktop`.
 * The same tests as scripts/editor/suite.ts; VSCODE_VERSION picks the version (default: stable).
 */
import { runTests } from "@vscode/test-electron";
import { join } from "node:path";
import { bundleSuite } from "./bundle-suite.ts";
import { makeDemo } from "./demo.ts";
import { tempFolder } from "./temp.ts";
import { root } from "./versions.mjs";

const tests = await bundleSuite();
const folder = tempFolder("lockstep-suite");
const workspace = join(folder.path, "crm");
await makeDemo(join(root, "examples", "crm"), workspace);
try {
  process.exitCode = await runTests({
    version: process.env["VSCODE_VERSION"] ?? "stable",
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    launchArgs: [
      workspace,
      "--disable-extensions",
      "--disable-workspace-trust",
      "--user-data-dir",
      join(folder.path, "user"),
    ],
  });
} catch (error) {
  console.error(`The desktop run failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  folder.remove();
}
