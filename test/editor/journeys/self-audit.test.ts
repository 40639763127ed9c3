import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { git } from "../../../scripts/editor/demo.ts";
import { root } from "../../../scripts/editor/versions.mjs";
import { withDemo } from "../host/demo.ts";
import { RETRY } from "./crm.ts";

/** The demo under a protocol with phases, a change started in it, and the retry limit raised. */
async function start(folder: string): Promise<undefined> {
  const config = join(folder, ".lockstep", "config.jsonc");
  const text = await readFile(config, "utf8");
  await writeFile(
    config,
    text.replace('["docs/CHANGE_PROTOCOL.md"]', '["docs/CHANGE_PROTOCOL.md", "lockstep:gated-phases"]'),
  );
  await git(folder, "commit", "--quiet", "--all", "--message", "Work in gated phases");
  await promisify(execFile)(
    process.execPath,
    [join(root, "dist", "cli.mjs"), "start", "Raise the retry limit"],
    {
      cwd: folder,
    },
  );
  const retry = join(folder, RETRY);
  await writeFile(retry, (await readFile(retry, "utf8")).replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
  return undefined;
}

describe("the self-audit", () => {
  const demo = withDemo({ size: { width: 1280, height: 900 }, prepare: start });

  it("is generated into the change's document, believed as far as it holds, and reported", async () => {
    const { workbench, path } = demo();
    await workbench.activityBar.open("Lockstep");
    await workbench.palette.run("Lockstep: Focus on Self-Audit View");
    const audit = workbench.tree("Self-Audit");
    await audit.find(/^Tests added and passing unanswered/);

    // A person shows where the requirement is met.
    await workbench.editors.open(path(RETRY), 2);
    await workbench.palette.run("Lockstep: Add Selection as Evidence…");
    await workbench.quickInput.opened(`What is ${RETRY}:2 evidence for?`);
    await workbench.quickInput.pick(/^Requirements coverage/);
    await audit.find(/^Requirements coverage unanswered · retry\.ts:2/);

    await workbench.palette.run("Lockstep: Generate Self-Audit Table");
    await workbench.editors.active("4-self-audit-and-tests.md");
    await audit.find(/^Requirements coverage proven/);
    await audit.find(/^Tests added and passing open/);
    await workbench.screenshot("self-audit");
    const text = await workbench.editors.text();
    assert.match(text, /\| Requirements coverage \| Pass \| src\/dialer\/retry\.ts:2 \|/);

    // A lie, as it is typed.
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes("| Requirements coverage |")) + 1;
    await workbench.editors.replaceLine(at, (lines[at - 1] ?? "").replace("retry.ts:2", "retry.ts:999"));
    await workbench.problems.until("the lie", (all) => all.some(({ message }) => message.includes("999")));
    await audit.find(/^Requirements coverage not proven/);
    await workbench.screenshot("self-audit-lie");

    await workbench.palette.run("Lockstep: Verify Evidence");
    await workbench.notifications.has("claims hold; 1 does not.");
    await workbench.notifications.clear();

    await workbench.palette.run("Lockstep: Open Change Report");
    const report = await workbench.webview(/Update surfaces/);
    assert.match(report, /src\/dialer\/retry\.ts:999 ✖ no such line/);
    await workbench.screenshot("change-report");
    await workbench.palette.run("Lockstep: Open Change Report as Text");
    await workbench.editors.shows(/^# Raise the retry limit/);
  });
});
