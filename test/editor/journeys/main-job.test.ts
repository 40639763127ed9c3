import { strict as assert } from "node:assert";
import { withDemo } from "../host/demo.ts";

const RETRY = "src/dialer/retry.ts";
const LIMIT = 2;

/** The document lines that state the retry limit, and what they say when it is five. */
const CORRECTIONS = [
  [/(\| `CRM_RETRY_LIMIT` *\| `)3(`)/, "$15$2"],
  [/(\| `RETRY_LIMIT` *\| )3( )/, "$15$2"],
  [/retried three times, so there are at most four attempts/, "retried five times, so there are at most six attempts"],
  [/`RETRY_LIMIT = 3`/, "`RETRY_LIMIT = 5`"],
] as const;

describe("the main job", () => {
  const demo = withDemo({ size: { width: 1440, height: 900 } });
  const surfaces = () => demo().workbench.tree("Update Surfaces");
  const status = () => demo().workbench.statusItem("lockstep.gate");

  const owes = async (title: string, state: string): Promise<void> => {
    await surfaces().until(`${title} ${state}`, (rows) => rows.some(({ text }) => text.startsWith(`${title} ${state}`)));
  };
  const changeLimit = async (value: number): Promise<void> => {
    const { workbench, path } = demo();
    await workbench.editors.open(path(RETRY), LIMIT);
    await workbench.editors.replaceLine(LIMIT, `export const RETRY_LIMIT = ${value};`);
  };
  /** Puts the repository back to its first commit, as another program would. */
  const restore = async (): Promise<void> => {
    const { workbench, git } = demo();
    await workbench.palette.run("View: Revert and Close Editor").catch(() => undefined);
    await git("checkout", "-q", "--", ".");
    await git("clean", "-qfd");
    await owes("Documentation", "untouched");
  };

  it("shows the protocol's six surfaces, untouched", async () => {
    const { workbench } = demo();
    await workbench.activityBar.open("Lockstep");
    const rows = await surfaces().until("six surfaces", (all) => all.length === 6);
    assert.deepEqual(
      rows.map(({ text }) => text),
      ["Backend logic", "Repository state", "Documentation", "Command surface", "Workflow references", "Verification"].map(
        (title) => `${title} untouched`,
      ),
    );
    await status().says("Lockstep");
  });

  it("says within a second of the save what an edit owes, and where", async () => {
    const { workbench } = demo();
    await changeLimit(5);
    await workbench.editors.save();
    const began = Date.now();
    await owes("Documentation", "owed");
    assert.ok(Date.now() - began < 5000, "generous: this machine is shared; the bench measures");
    await owes("Backend logic", "met");
    await owes("Workflow references", "untouched");
    await owes("Verification", "owed");
    await surfaces().find("dialer.md:16");
    await status().says("owed");
  });

  it("has one finding for the file and surface at the changed line, with the document line", async () => {
    const { workbench } = demo();
    const problems = await workbench.problems.until("the finding", (all) =>
      all.some(({ file, message }) => file === "retry.ts" && message.includes("docs/")),
    );
    const ours = problems.filter(({ file }) => file === "retry.ts");
    assert.equal(new Set(ours.map(({ message }) => message)).size, ours.length);
    const documentation = ours.find(({ message }) => message.includes("docs/"));
    assert.match(documentation?.message ?? "", /^RETRY_LIMIT is now 5 here; docs\/\w+\.md:\d+ still says 3/);
    assert.equal(documentation?.line, LIMIT);
    await workbench.screenshot("update-surfaces");
  });

  it("leads from the status bar to the next step", async () => {
    const { workbench } = demo();
    await status().click();
    await workbench.quickInput.opened("Choose what to do");
    const [first] = await workbench.quickInput.options.all();
    assert.match(first?.text ?? "", /Next: /);
    await workbench.screenshot("show-gate");
    await workbench.quickInput.pick(/Next: /);
    await workbench.editors.active(".md");
  });

  it("opens the document line from a row of the tree", async () => {
    const { workbench } = demo();
    await workbench.activityBar.open("Lockstep");
    await surfaces().click("dialer.md:16");
    await workbench.editors.active("docs/dialer.md");
    assert.match(await workbench.editors.text(), /RETRY_LIMIT = 3/);
  });

  it("opens the document line from a quick fix", async () => {
    const { workbench, path } = demo();
    await workbench.editors.open(path(RETRY), LIMIT);
    const titles = await workbench.quickFix.offers(LIMIT);
    assert.ok(titles.some((title) => /^Open docs\/dialer\.md:1[56]$/.test(title)), titles.join(", "));
    assert.ok(titles.some((title) => title.startsWith("Not needed")));
    await workbench.quickFix.apply(LIMIT, /^Open docs\/dialer\.md:16$/);
    await workbench.editors.active("docs/dialer.md");
  });

  it("is not cleared by a blank line", async () => {
    const { workbench, path, read, write } = demo();
    await write("docs/api.md", `${await read("docs/api.md")}\n`);
    await workbench.editors.open(path("docs/api.md"));
    await owes("Documentation", "owed");
  });

  it("is cleared by correcting the document lines", async () => {
    const { read, write } = demo();
    for (const file of ["README.md", "docs/dialer.md", "docs/configuration.md"]) {
      const text = await read(file);
      await write(file, CORRECTIONS.reduce((mended, [old, now]) => mended.replaceAll(new RegExp(old, "g"), now), text));
    }
    await owes("Documentation", "met");
  });

  it("is cleared by undoing the edit, as another program does it", async () => {
    await restore();
    await owes("Backend logic", "untouched");
    await status().says("Lockstep");
  });

  it("counts text that is not saved, and its undoing", async () => {
    const { workbench } = demo();
    await changeLimit(7);
    await owes("Documentation", "owed");
    await workbench.editors.undo();
    await owes("Documentation", "untouched");
    await restore();
  });

  for (const [what, file, edit] of [
    ["a comment", RETRY, (text: string) => text.replace("Retries after the first attempt", "How often we try again")],
    ["formatting", RETRY, (text: string) => text.replace("limit: number,\n  sleep", "limit: number,\n\n      sleep")],
    ["a local name", "src/leads/assignment.ts", (text: string) => text.replaceAll(/\bbest\b/g, "least")],
    ["a document alone", "docs/dialer.md", (text: string) => text.replace("Twilio, for one, queues", "Twilio, for instance, queues")],
  ] as const) {
    it(`is silent about ${what}`, async () => {
      const { read, write, git } = demo();
      const text = await read(file);
      assert.notEqual(edit(text), text);
      await write(file, edit(text));
      await owes("Repository state", "owed");
      const owed = (await surfaces().all()).filter(({ level, text: row }) => level === 1 && / owed/.test(row));
      assert.deepEqual(owed.map(({ text: row }) => row.split(" owed")[0]), ["Repository state"]);
      await git("checkout", "-q", "--", ".");
      await owes("Repository state", "untouched");
    });
  }

  it("records a decision with a reason from the quick fix", async () => {
    const { workbench, git } = demo();
    await changeLimit(5);
    await workbench.editors.save();
    await owes("Documentation", "owed");
    await workbench.quickFix.apply(LIMIT, /^Not needed/);
    await workbench.quickInput.opened("is not needed");
    await workbench.quickInput.type("short");
    assert.match(await workbench.quickInput.message(), /At least 10/);
    await workbench.quickInput.accept("Measured on staging, nobody relies on it.");
    await surfaces().until("not needed", (rows) => rows.some(({ text }) => / not needed · Measured/.test(text)));
    assert.match(await git("status", "--porcelain", "-uall"), /\.lockstep\/changes\/.*not-needed/);
    await workbench.screenshot("not-needed");
    await changeLimit(6);
    await workbench.editors.save();
    await surfaces().until("lapsed", (rows) => !rows.some(({ text }) => / not needed · Measured/.test(text)));
    await restore();
  });

  it("notices staging, commits and checkouts of other programs", async () => {
    const { git, write, read } = demo();
    await git("checkout", "-q", "-b", "feature");
    await write(RETRY, (await read(RETRY)).replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
    await owes("Documentation", "owed");
    await owes("Repository state", "owed");
    await git("commit", "-qam", "More patience");
    await owes("Repository state", "met");
    await owes("Documentation", "owed");
    await git("checkout", "-q", "main");
    await owes("Documentation", "untouched");
    await git("branch", "-qD", "feature");
  });

  it("offers its commands in the palette", async () => {
    const { workbench } = demo();
    const offered = await workbench.palette.offers("Lockstep: ");
    for (const title of ["Go to Next Required Step", "Check Changes Against Protocol", "Mark Surface Not Needed…"]) {
      assert.ok(offered.some((one) => one.includes(title)), `${title} is not among ${offered.join(", ")}`);
    }
    await workbench.palette.run("Lockstep: Diagnose Setup");
    await workbench.editors.tabs().then((tabs) => assert.ok(tabs.some((tab) => /doctor/.test(tab))));
  });
});
