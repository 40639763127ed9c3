import { strict as assert } from "node:assert";
import { journeys, type Person, RETRY } from "./crm.ts";

/** Commits on top of the demo: a limit that documents state, a tool nobody documents, a comment. */
async function makeHistory({ demo }: Person): Promise<void> {
  const commit = async (message: string): Promise<void> => {
    await demo.git("add", "--all");
    await demo.git("commit", "--quiet", "--message", message);
  };
  await demo.write(RETRY, (await demo.read(RETRY)).replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
  await commit("Be more patient");
  const tool = "scripts/cleanup-exports.ts";
  await demo.write(tool, `${await demo.read(tool)}\nconsole.info("Cleaned.");\n`);
  await commit("Say when the exports are cleaned");
  await demo.write(RETRY, (await demo.read(RETRY)).replace("How long to wait", "Tells how long to wait"));
  await commit("Reword a comment");
}

describe("recent commits", () => {
  const journey = journeys();

  journey("are tried, marked, and tune the configuration", async (person) => {
    const { workbench, demo } = person;
    await makeHistory(person);
    await workbench.palette.run("Lockstep: Try Protocol on Recent Commits…");
    await workbench.quickInput.opened("Try Protocol on Recent Commits");
    await workbench.quickInput.answer("3");
    const commits = workbench.tree("Recent Commits");
    await commits.find(/^Be more patient 3 lines false/);
    await commits.find(/^Reword a comment nothing to say/);
    await commits.find(/^Say when the exports are cleaned documentation owed/);

    await commits.click(/^dialer\.md:16/, () => workbench.editors.active("docs/dialer.md", 5000));
    await workbench.editors.cursorAt(16);
    await workbench.editors.shows(/`RETRY_LIMIT = 3`/);
    await commits.inlineAction(/^dialer\.md:16/, "Show What the Commit Changed", () =>
      workbench.editors.tab(/^retry\.ts \(/, 5000),
    );

    await commits.inlineAction(/^dialer\.md:16/, "Mark as Right");
    await commits.find(/^dialer\.md:16 right/);
    await commits.inlineAction(/^Reword a comment/, "Mark as Right");
    await commits.find(/^Reword a comment right/);
    await commits.inlineAction(/^cleanup-exports\.ts:\d+ /, "Mark as Wrong");
    await commits.find(/^cleanup-exports\.ts:\d+ wrong/);
    assert.equal(await demo.git("status", "--porcelain"), "", "marks are no part of the work tree");
    await workbench.screenshot("recent-commits");

    await workbench.palette.run("Lockstep: Propose Settings from Marks…");
    const said = await workbench.dialog.opened("Write .lockstep/config.jsonc?");
    assert.match(said, /“documentation” is no longer owed because of scripts\/cleanup-exports\.ts/);
    assert.match(said, /1 of 1 marked wrong would no longer be said, 2 of 2 marked right stay/);
    await workbench.screenshot("proposed-settings");
    await workbench.dialog.press("Write It");
    await commits.find(/^Say when the exports are cleaned nothing to say/);
    await commits.find(/^Be more patient 3 lines false/);
    await demo.holds(".lockstep/config.jsonc", '"!scripts/cleanup-exports.ts"');
  });
});
