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
    const { workbench } = demo();
    await workbench.activityBar.open("Lockstep");
    await workbench.welcome("Update Surfaces", "Lockstep compares your edits with git.");
    await workbench.screenshot("no-git");
    await workbench.pressWelcome("Update Surfaces", "Initialize Repository");
    await workbench.quickInput.opened("Pick workspace folder to initialize git repo in");
    await workbench.quickInput.pick("crm");
    await workbench.tree("Update Surfaces").find(/^Repository state/);
  });
});
