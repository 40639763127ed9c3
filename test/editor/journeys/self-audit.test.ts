import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../../scripts/editor/versions.mjs";
import { type Demo, withDemo } from "../host/demo.ts";
import { eventually } from "../host/eventually.ts";
import type { Workbench } from "../host/page.ts";
import { RETRY } from "./crm.ts";

/**
 * The demo under a protocol with phases, a change started in it on a branch of its own - what an earlier journey
 * recorded is missed on its branch only - and the retry limit raised.
 */
async function start({ folder, git }: Demo): Promise<void> {
  const config = join(folder, ".lockstep", "config.jsonc");
  const text = await readFile(config, "utf8");
  await writeFile(
    config,
    text.replace('["docs/CHANGE_PROTOCOL.md"]', '["docs/CHANGE_PROTOCOL.md", "lockstep:gated-phases"]'),
  );
  await git("commit", "--quiet", "--all", "--message", "Work in gated phases");
  await git("checkout", "--quiet", "-b", `audited-${Date.now().toString(36)}`);
  await promisify(execFile)(
    process.execPath,
    [join(root, "dist", "cli.mjs"), "start", "Raise the retry limit"],
    {
      cwd: folder,
    },
  );
  const retry = join(folder, RETRY);
  await writeFile(retry, (await readFile(retry, "utf8")).replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
}

/** Begins to answer an open item from its row; a click on a row that is just drawn anew may be lost. */
async function confirm(workbench: Workbench, item: string): Promise<void> {
  const box = workbench.page.locator(".quick-input-widget:visible");
  await eventually(
    `the answers for ${item}`,
    async () => {
      if ((await box.count()) === 0)
        await workbench.tree("Self-Audit").inlineAction(new RegExp(`^${item} open`), "Confirm Item…");
      await box.waitFor({ timeout: 3000 });
      return true;
    },
    () => box.allInnerTexts(),
  );
  await workbench.quickInput.opened(`“${item}”`);
}

/** The change as it begins, whatever an earlier journey left, with *Self-Audit* in sight. */
async function begin(demo: Demo) {
  const { folder, workbench, restore } = demo;
  await restore();
  await start(demo);
  await workbench.activityBar.open("Lockstep");
  await workbench.palette.run("Lockstep: Focus on Self-Audit View");
  const audit = workbench.tree("Self-Audit");
  await audit.find(/^Tests added and passing unanswered/);
  const [change = ""] = await readdir(join(folder, ".lockstep", "changes"));
  return { audit, change: `.lockstep/changes/${change}` };
}

describe("the self-audit", () => {
  const demo = withDemo({ size: { width: 1280, height: 900 } });

  it("is generated into the change's document, believed as far as it holds, and reported", async () => {
    const { workbench, path } = demo();
    const { audit } = await begin(demo());

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
    await workbench.editors.shows(/\| Requirements coverage \| Pass \| src\/dialer\/retry\.ts:2 \|/);
    const text = await workbench.editors.text();

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

  it("is written by hand with links and hovers, followed through edits, and confirmed item by item", async () => {
    const { workbench, path, read, write, git: run } = demo();
    const { editors, palette, quickInput, quickFix } = workbench;
    const { audit, change } = await begin(demo());

    // Lines are copied as a link, and the link is pasted into the row that needs it.
    await editors.open(path(RETRY), 2);
    await palette.run("Lockstep: Copy as Evidence Link");
    assert.equal(await workbench.clipboard(RETRY), `${RETRY}:2`);
    const document = `${change}/4-self-audit-and-tests.md`;
    const head = "| Checklist item | Result | Evidence (file:line) | Follow-up |";
    await write(
      document,
      `# Phase 4\n\n${head}\n| --- | --- | --- | --- |\n| Requirements coverage | Pass | ${RETRY}:2 | — |\n| Structured logging | Open | — | Candidate N/A |\n| Fault tolerance | Open | src/dialer/retry.ts:22 | Candidate |\n`,
    );
    await audit.find(/^Requirements coverage proven/);

    // The hover shows the lines and what became of them.
    await editors.open(path(document), 5);
    await editors.goTo(5, 40);
    const hover = await workbench.hover("RETRY_LIMIT");
    assert.match(hover, /holds/);
    assert.match(hover, /export const RETRY_LIMIT = 5;/);

    // Committed, it is followed: an edit above moves it, and the fix writes where it is.
    await run("add", "--all");
    await run("commit", "--quiet", "--message", "Retry five times");
    await write(RETRY, `// Tuned for busy lines.\n// See docs/dialer.md.\n${await read(RETRY)}`);
    await audit.find(/^Requirements coverage proven · retry\.ts:2 moved/);
    await workbench.screenshot("evidence-moved");
    await quickFix.apply(5, `Move evidence to ${RETRY}:4`);
    await editors.shows(/\| Requirements coverage \| Pass \| src\/dialer\/retry\.ts:4 \|/);
    await editors.save();
    await audit.find(/^Requirements coverage proven · retry\.ts:4/);

    // A person says why an item does not apply, and that another holds.
    await confirm(workbench, "Structured logging");
    await quickInput.pick(/^N\/A/);
    await quickInput.opened("does not apply to this change");
    await quickInput.accept("No line of it is logged.");
    await editors.shows(/\| Structured logging \| N\/A \| — \| No line of it is logged\. \|/);
    await audit.find(/^Structured logging not applicable/);
    await editors.save();
    await confirm(workbench, "Fault tolerance");
    await quickInput.pick(/^Pass/);
    await quickInput.opened("Which of these did you look at");
    await quickInput.accept();
    await audit.find(/^Fault tolerance proven/);
    await editors.shows(/\| Fault tolerance \| Pass \| src\/dialer\/retry\.ts:24 \| — \|/);
    await editors.save();
    await workbench.screenshot("items-confirmed");
  });

  it("gives the rubric, the packages a protocol asks for, pull request text and exports", async () => {
    const { workbench, read, holds } = demo();
    const { editors, palette, quickInput, page } = workbench;
    const { change } = await begin(demo());

    // Whatever fails needs somebody who closes it.
    await palette.run("Lockstep: Generate Final Verification Rubric");
    await quickInput.opened("Who closes it?");
    await quickInput.accept("Ada");
    await quickInput.opened("By when?");
    await quickInput.accept("2026-12-01");
    await quickInput.opened("“Documentation updated” fails");
    await quickInput.accept();
    await quickInput.opened("By when?");
    await quickInput.accept();
    await editors.active("4-self-audit-and-tests.md");
    const rubric = `${change}/4-self-audit-and-tests.md`;
    await eventually(
      "the rubric on disk",
      async () => {
        await editors.save();
        return /\| Gates followed \| Ada \| 2026-12-01 \|/.test(await read(rubric)) || undefined;
      },
      () => read(rubric),
    );

    // Each package is that output and nothing else.
    await palette.run("Lockstep: PHASE SELF-AUDIT");
    await editors.shows(/^## Self-Audit\n/);
    await palette.run("Lockstep: FINAL REVIEW REQUIRED");
    await editors.shows(/^## Self-Audit\n/);
    // Both packages begin alike: only the review ends so.
    await eventually(
      "the end of the review",
      async () => {
        await page.keyboard.press("ControlOrMeta+End");
        return (await editors.text()).includes("Requirements coverage is Open:") || undefined;
      },
      () => editors.text(),
    );
    await palette.run("Lockstep: Final Delivery Package");
    await editors.shows(/^# Final Delivery Package: Raise the retry limit\n/);
    await workbench.screenshot("final-delivery");
    await palette.run("Lockstep: Copy Pull Request Text");
    assert.match(await workbench.clipboard("<!-- lockstep:report:v1 -->"), /retry/);
    await palette.run("Lockstep: Export Report…");
    await quickInput.opened("Export the report as …");
    await quickInput.pick(/^JUnit/);
    await quickInput.opened("Folder path");
    await quickInput.accept();
    await editors.active("lockstep-report.xml");
    await holds("lockstep-report.xml", /^<\?xml[^]*<testsuites name="lockstep"/);
  });

  it("is told which blocks it leaves out and given them, and takes copied lines as links", async () => {
    const { workbench, path, read, write } = demo();
    const { editors, quickFix, page } = workbench;
    const { change } = await begin(demo());

    // A document that traces something is told what it leaves out, and given it.
    const dialer = await read("docs/dialer.md");
    await write("docs/dialer.md", `${dialer}\nBusy lines are tried again.\n`);
    const document = `${change}/3-code-changes.md`;
    await editors.open(path(document));
    await page.keyboard.press("ControlOrMeta+a");
    await editors.type(
      "# Phase 3\n\n[FILE] docs/dialer.md\n[WHY] It says so.\n[DIFF]\n```diff\n+\n+Busy lines are tried again.\n```\n",
    );
    await editors.shows(/^# Phase 3\n\n\[FILE\][^]*tried again\.\n```/);
    await editors.save();
    await workbench.problems.until("what is left out", (all) =>
      all.some(({ file, message }) => file === "3-code-changes.md" && message.includes(RETRY)),
    );
    await quickFix.apply(3, `Insert the [FILE] block of ${RETRY}`);
    await editors.shows(
      /\[FILE\] src\/dialer\/retry\.ts\n\[WHY\] TODO\n\[DIFF\]\n```diff\n@@[^]*-export const RETRY_LIMIT = 3;\n\+export const RETRY_LIMIT = 5;/,
    );
    await workbench.problems.until("the missing reason", (all) =>
      all.some(({ message }) => message.includes(`${RETRY} has no [WHY].`)),
    );
    await workbench.screenshot("trace-inserted");

    // Copied code is pasted as a link where that is asked for.
    await editors.open(path(RETRY), 2);
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("ControlOrMeta+c");
    await workbench.clipboard("RETRY_LIMIT = 5");
    await editors.open(path(document), 1);
    await page.keyboard.press("End");
    await page.keyboard.press("ControlOrMeta+v");
    const link = page.locator(".action-widget .monaco-list-row", { hasText: "evidence link" });
    await eventually(
      "the choice of how it is pasted",
      async () => {
        if (!(await link.isVisible())) await page.locator(".post-edit-widget").click({ timeout: 5000 });
        await link.click({ timeout: 5000 });
        return true;
      },
      () => editors.text(),
    );
    await editors.shows(/# Phase 3src\/dialer\/retry\.ts:2/);
  });
});
