/**
 * Runs the in-editor suite, test/editor/suite/*.test.ts, inside the extension host of the server build:
 * `node --import tsx scripts/editor/suite.ts`. LOCKSTEP_GREP picks tests. Exits 1 when a test failed or the run did not end.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleSuite } from "./bundle-suite.ts";
import { makeDemo } from "./demo.ts";
import { startEditor } from "./host.ts";
import { tempFolder } from "./temp.ts";
import { root } from "./versions.mjs";
import { openWindow } from "./window.ts";

/** Marks the suite's own lines among everything else a workbench logs. */
const mark = "[suite] ";
const limit = 10 * 60_000;

const tests = await bundleSuite();
const folder = tempFolder("lockstep-suite");
const workspace = join(folder.path, "crm");
await makeDemo(join(root, "examples", "crm"), workspace);
const editor = await startEditor({
  workspace,
  extension: root,
  env: { LOCKSTEP_MARK: mark, NO_COLOR: "1" },
  // Without them the editor starts no MCP server.
  settings: { "chat.disableAIFeatures": false },
});
try {
  const onLog = (_type: string, line: string) => {
    if (line.startsWith(mark)) console.log(line.slice(mark.length));
  };
  const window = await openWindow(editor, { tests, onLog });
  const timer = setTimeout(() => void window.close(), limit);
  const code = await window.exit;
  clearTimeout(timer);
  const log = join(root, "out", "test", "editor.log");
  await mkdir(join(root, "out", "test"), { recursive: true });
  await writeFile(log, [...window.log(), "", editor.output()].join("\n"));
  await window.close();
  if (code !== 0)
    console.log(
      `The in-editor suite ${code === undefined ? "did not end" : "failed"}; the editor's log: ${log}`,
    );
  process.exitCode = code ?? 1;
} finally {
  await editor.close();
  folder.remove();
}
