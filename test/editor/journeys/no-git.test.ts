import { rm } from "node:fs/promises";
import { join } from "node:path";
import { withDemo } from "../host/demo.ts";

describe("a folder without git", () => {
  const demo = withDemo({
    prepare: async (folder) => {
      await rm(join(folder, ".git"), { recursive: true });
      return undefined;
    },
  });

  it("says what is missing, and is judged once it is there", async () => {
    const { workbench, path } = demo();
    // Where an earlier try made it.
    await rm(path(".git"), { recursive: true, force: true });
    await workbench.activityBar.open("Lockstep");
    await workbench.welcome("Update Surfaces", "Lockstep compares your edits with git.");
    await workbench.screenshot("no-git");
    await workbench.pressWelcome("Update Surfaces", "Initialize Repository", () =>
      workbench.quickInput.opened("Pick workspace folder to initialize git repo in", 5000),
    );
    await workbench.quickInput.pick("crm");
    await workbench.tree("Update Surfaces").find(/^Repository state/);
  });
});
