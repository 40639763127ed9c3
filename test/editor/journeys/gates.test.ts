import { strict as assert } from "node:assert";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { git } from "../../../scripts/editor/demo.ts";
import { type Demo, withDemo } from "../host/demo.ts";
import { eventually } from "../host/eventually.ts";
import { RETRY } from "./crm.ts";

const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";
const PHASES = [
  "Clarifying Questions",
  "Implementation Plan",
  "Code Changes",
  "Self-Audit",
  "Final Delivery",
];
const DOCUMENTS = [
  "1-clarifying-questions",
  "2-implementation-plan",
  "3-code-changes",
  "4-self-audit",
  "5-final-delivery",
];

const PROTOCOL = `# How we change things

### PHASE 1 — Clarifying Questions

* Ask questions only; do not write code.
* Summarize a **2–5 bullet plan**.
* End with \`${MARKER}\`

### PHASE 2 — Implementation Plan

* Plan only; do not write code.
* Identify **Dependencies**.
* End with \`${MARKER}\`

### PHASE 3 — Code Changes

* Provide **BUILD COMMANDS**.
* End with \`${MARKER}\`

### PHASE 4 — Self-Audit

* Provide **Findings**.
* End with \`${MARKER}\`

### PHASE 5 — Final Delivery

* Provide **Summary**.
* End with \`${MARKER}\`
`;

const BODIES = [
  "## Plan\n\n- Raise the limit.\n- Say so in the documents.",
  "## Dependencies\n\nNone.",
  "## Build commands\n\n`npm test`",
  "## Findings\n\nNothing is open.",
  "## Summary\n\nThe limit is raised.",
];

/** The CRM held to five phases from its first commit on. */
async function prepare(folder: string): Promise<undefined> {
  await mkdir(dirname(join(folder, "docs/PHASES.md")), { recursive: true });
  await writeFile(join(folder, "docs/PHASES.md"), PROTOCOL);
  await writeFile(join(folder, ".lockstep/config.jsonc"), '{ "protocols": ["docs/PHASES.md"] }\n');
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--amend", "--no-edit");
}

describe("a change of five phases", () => {
  const demo = withDemo({ size: { width: 1280, height: 800 }, prepare });

  it("is walked from its start to a signed end", async function () {
    this.timeout(240_000);
    const person = await begin(demo(), "walked");
    const { gates, status, workbench } = person;

    await person.fill(1);
    await status.says("Clarifying Questions: approval needed");
    await person.edit("export const RETRY_LIMIT = 5;");
    await status.says("Lockstep: gate broken");
    await gates.find("src/dialer/retry.ts was edited in phase 1");
    await workbench.problems.until("the early edit", (all) => all.some(({ file }) => file === "retry.ts"));
    await person.edit("export const RETRY_LIMIT = 3;");
    await status.says("Clarifying Questions: approval needed");

    const shown = await person.approve(1);
    assert.match(shown, /Raise the limit: phase 1, Clarifying Questions/);
    assert.match(shown, /only asks and plans/);
    await gates.find(/^1 Clarifying Questions open · approved by .*, confirmed in the editor/);

    await person.fill(2);
    await person.approve(2);
    await person.edit("export const RETRY_LIMIT = 5;");
    await person.fill(3);
    await status.says("Code Changes: approval needed");

    await workbench.palette.run("Lockstep: Send Gate Back with Comments…");
    await workbench.quickInput.opened("What has to be different?");
    await workbench.quickInput.accept("Say how it was tested.");
    await gates.find("Sent back by");
    await person.fill(3, "It was tested with npm test.");
    assert.match(await person.approve(3), /Not looked at \(1\):\s+- src\/dialer\/retry\.ts/);
    await gates.find(/^3 Code Changes open · approved by/);

    await person.fill(4);
    await person.approve(4);
    await person.fill(5);
    await gates.find(/^5 Final Delivery waiting/);
    await workbench.widenSideBar(470);
    await workbench.screenshot("phases-and-gates");
    await person.approve(5);
    await gates.find(/^5 Final Delivery open/);
    await status.says("Lockstep: in step");

    await person.edit("export const RETRY_LIMIT = 6;");
    await status.says("Lockstep: gate broken");
    await gates.find("is stale: the change was edited");
    await workbench.screenshot("gate-stale");
    await person.edit("export const RETRY_LIMIT = 5;");
    await status.says("Lockstep: in step");

    await person.fill(1, "Something else.");
    await status.says("Lockstep: gate broken");
    await gates.inlineAction(/^1 Clarifying Questions broken/, "Show What Changed Since Approval", () =>
      workbench.editors.tab(/^Approved ↔ now: phase 1/, 5000),
    );
    await person.fill(1);
    await status.says("Lockstep: in step");

    await workbench.palette.run("Lockstep: Close Change…");
    await workbench.dialog.opened("Close “Raise the limit”");
    await workbench.dialog.press("Close as Done");
    await gates.gone("full track");
    await workbench.widenSideBar(300);
  });

  it("keeps assumptions that close the gate until somebody decides", async () => {
    const person = await begin(demo(), "assumptions");
    const { gates, workbench } = person;
    await person.fill(1);
    await workbench.palette.run("Lockstep: Add Assumption…");
    for (const [title, text] of [
      ["(1 of 4)", "Nobody retries more than five times"],
      ["(2 of 4)", "The logs of a year"],
      ["(3 of 4)", "Bills"],
      ["(4 of 4)", "Count the retries"],
    ] as const) {
      await workbench.quickInput.opened(title);
      await workbench.quickInput.accept(text);
    }
    await gates.find("Not confirmed yet: Nobody retries more than five times");
    await workbench.palette.run("Lockstep: Confirm Assumption…");
    await workbench.quickInput.opened("Which assumption?");
    await workbench.quickInput.pick(/^Nobody retries/);
    await gates.gone("Not confirmed yet");
    await person.status.says("Clarifying Questions: approval needed");
  });

  it("is told to a person who looks elsewhere, once, and not while they snooze", async () => {
    const person = await begin(demo(), "told");
    const { status, workbench } = person;
    await workbench.editors.closeAll();
    await workbench.activityBar.open("Explorer");
    await person.fill(1);
    await status.says("Clarifying Questions: approval needed");
    const told = "“Raise the limit”, phase 1, Clarifying Questions, waits for your approval.";
    await workbench.notifications.has(told);
    await workbench.screenshot("reminder");
    await workbench.notifications.press(told, "Snooze…");
    await workbench.quickInput.opened("Snooze Reminders");
    await workbench.quickInput.pick(/^For today/);
    await status.says("reminders snoozed");
    await workbench.palette.run("Lockstep: Snooze Reminders…");
    await status.says(/approval needed$|waits for approval$/);
  });

  it("is shown whole to whoever reviews a phase", async () => {
    const person = await begin(demo(), "review");
    const { workbench } = person;
    await person.fill(1);
    await person.status.says("approval needed");
    await workbench.palette.run("Lockstep: Review Changes in This Phase");
    await workbench.page.locator(".multiDiffEntry").first().waitFor();
    await workbench.page.locator('.editor-actions [aria-label^="Approve Gate"]').waitFor();
    await workbench.screenshot("review-phase");
  });
});

/** Starts the change by the interface, on a branch of its own, from the demo's first commit. */
async function begin(demo: Demo, branch: string) {
  await demo.restore();
  await demo.git("checkout", "--quiet", "-b", `${branch}-${Date.now().toString(36)}`);
  const { workbench } = demo;
  await workbench.activityBar.open("Lockstep");
  const gates = workbench.tree("Phases & Gates");
  const status = workbench.statusItem("lockstep.gate");
  await status.says("Lockstep: in step");
  // A box that loses the focus to a view that is just drawn closes by itself.
  await eventually(
    "the change to be named",
    async () => {
      await workbench.palette.run("Lockstep: Start Change…");
      await workbench.quickInput.opened("What will be different?", 5000);
      await workbench.quickInput.type("Raise the limit");
      return true;
    },
    async () => workbench.editors.tabs(),
  );
  await workbench.quickInput.accept();
  await workbench.quickInput.opened("How much of the protocol?");
  await workbench.quickInput.pick(/^Full/);
  await gates.find(/^1 Clarifying Questions waiting/);
  // The last of the documents that a start writes: what is written into the others is written over none of it.
  const last = new RegExp(`\\.lockstep/changes/([^/]+)/${DOCUMENTS.at(-1)}\\.md`);
  const change = await eventually(
    "the documents of the change",
    async () => last.exec(await demo.git("status", "--porcelain", "-uall"))?.[1],
    () => demo.git("status", "--porcelain", "-uall"),
  );
  return {
    gates,
    status,
    workbench,
    /** Writes a phase's document so that it lacks nothing, as an agent would. */
    fill: (phase: number, words = "") =>
      demo.write(
        `.lockstep/changes/${change}/${DOCUMENTS[phase - 1]}.md`,
        `# ${PHASES[phase - 1]}\n\n${words}\n\n${BODIES[phase - 1]}\n\n\`\`\`\n${MARKER}\n\`\`\`\n`,
      ),
    /** Sets the line of the limit on disk, as another program would. */
    edit: async (line: string) =>
      demo.write(RETRY, (await demo.read(RETRY)).replace(/^export const RETRY_LIMIT = \d+;$/m, line)),
    /** Approves the current gate; answers what the dialog said. */
    approve: async (phase: number): Promise<string> => {
      await status.says(`${PHASES[phase - 1]}: approval needed`);
      await workbench.palette.run("Lockstep: Approve Gate…");
      const shown = await workbench.dialog.opened(`phase ${phase}`);
      await workbench.dialog.press("Continue…");
      await workbench.quickInput.opened(`Type ${phase} to approve`);
      await workbench.quickInput.type("9");
      await workbench.quickInput.says("or press Escape");
      await workbench.quickInput.accept(String(phase));
      await workbench.quickInput.closed();
      await gates.find(new RegExp(`^${phase} ${PHASES[phase - 1]} open`));
      return shown;
    },
  };
}
