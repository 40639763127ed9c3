import { strict as assert } from "node:assert";
import { git } from "../../../scripts/editor/demo.ts";
import { withDemo } from "../host/demo.ts";
import { journeys, LIMIT } from "./crm.ts";

const CONFIG = ".lockstep/config.jsonc";

describe("a repository without configuration", () => {
  const journey = journeys({
    size: { width: 1280, height: 800 },
    prepare: async (folder) => {
      await git(folder, "rm", "--quiet", "-r", ".lockstep", "docs/CHANGE_PROTOCOL.md");
      await git(folder, "commit", "--quiet", "--amend", "--no-edit");
      return undefined;
    },
  });

  journey("is judged all the same: a line that became false is owed", async (person) => {
    const { workbench, sees, surfaces } = person;
    await person.typeLimit(5);
    await sees({ Documentation: "owed" });
    await surfaces.find("dialer.md:16");
    const found = await workbench.problems.until("the finding", (all) =>
      all.some(({ file }) => file === "retry.ts"),
    );
    assert.equal(found.find(({ file }) => file === "retry.ts")?.line, LIMIT);
    await workbench.screenshot("not-configured");
  });

  journey("is set up when the proposal is agreed to, and not before", async (person) => {
    const { demo, workbench } = person;
    const exists = () => demo.read(CONFIG).then(Boolean, () => false);
    const propose = async () => {
      await workbench.palette.run("Lockstep: Set Up Lockstep in This Repository…");
      const said = await workbench.dialog.opened(`Write ${CONFIG}?`);
      assert.match(said, /You can edit it at any time/);
      await workbench.editors.tab(`Proposed: ${CONFIG}`);
    };
    await propose();
    await workbench.screenshot("set-up");
    await workbench.dialog.press("Cancel");
    assert.equal(await exists(), false);

    await propose();
    await workbench.dialog.press("Write It");
    await workbench.editors.active(CONFIG);
    await demo.holds(CONFIG, '"protocols"');
    await person.sees({ "Repository state": "owed" });

    await workbench.palette.run("Lockstep: Set Up Lockstep in This Repository…");
    await workbench.notifications.has("There is a configuration already");
  });
});

describe("a repository with a protocol and no configuration", () => {
  const demo = withDemo({
    size: { width: 1280, height: 800 },
    prepare: async (folder) => {
      await git(folder, "rm", "--quiet", "-r", ".lockstep");
      await git(folder, "commit", "--quiet", "--amend", "--no-edit");
      return undefined;
    },
  });

  it("is asked once whether the document it found is the protocol", async () => {
    const { workbench } = demo();
    await workbench.activityBar.open("Lockstep");
    const asked = "use docs/CHANGE_PROTOCOL.md as this repository's change protocol?";
    await workbench.notifications.has(asked);
    await workbench.notifications.press(asked, "Set Up…");
    await workbench.dialog.opened(`Write ${CONFIG}?`);
    await workbench.dialog.press("Write It");
    await workbench.editors.active(CONFIG);
    await demo().holds(CONFIG, '"docs/CHANGE_PROTOCOL.md"');
  });
});
