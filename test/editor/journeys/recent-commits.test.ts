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
    await workbench.quickInput.accept("3");
    const commits = workbench.tree("Recent Commits");
    await commits.find(/^Be more patient 3 lines false/);
    await workbench.screenshot("recent-commits");
    assert.match((await commits.find(/^Reword a comment/)).text, /nothing to say/);
  });
});
