import { makeDemo } from "../scripts/editor/demo.ts";
import { startEditor } from "../scripts/editor/host.ts";
import { installEditor } from "../scripts/editor/install.mjs";
import { tempFolder } from "../scripts/editor/temp.ts";
import { root } from "../scripts/editor/versions.mjs";
import { openWindow } from "../scripts/editor/window.ts";
import { build } from "esbuild";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { report } from "./measure.ts";

const MARK = "[activation] ";

/** How long the extension takes to activate in a real extension host, and how long until the first verdict stands. */
export async function benchActivation(): Promise<void> {
  console.log("\nactivation, in a real extension host");
  installEditor();
  const folder = tempFolder("lockstep-activation");
  const workspace = join(folder.path, "crm");
  await makeDemo(join(root, "examples", "crm"), workspace);
  // Without its configuration nothing starts the extension before the measurement does.
  await rm(join(workspace, ".lockstep"), { recursive: true });
  const tests = join(root, "out", "bench", "activation.cjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/activation-host.ts"],
    outfile: tests,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  });
  const editor = await startEditor({ workspace, extension: root, env: { LOCKSTEP_MARK: MARK } });
  try {
    const lines: string[] = [];
    const onLog = (_type: string, line: string): void => {
      if (line.startsWith(MARK)) lines.push(line.slice(MARK.length));
    };
    const window = await openWindow(editor, { tests, onLog });
    await window.exit;
    await window.close();
    const [activated, judged] = (lines[0] ?? "").split(" ").map(Number);
    if (activated === undefined || judged === undefined) throw new Error("the extension host told no times");
    report("activate()", `${activated.toFixed(1)} ms`, "< 50 ms", activated < 50);
    report(
      "until the first verdict, demo repository",
      `${judged.toFixed(0)} ms`,
      "< 1,000 ms",
      judged < 1000,
    );
  } finally {
    await editor.close();
    folder.remove();
  }
}
