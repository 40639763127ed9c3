import { strict as assert } from "node:assert";
import { journeys } from "./crm.ts";

const CONFIG = ".lockstep/config.jsonc";

describe("a configuration that is wrong", () => {
  const journey = journeys();

  journey("is said at its line, in the status bar and as the next step, and recovers", async (person) => {
    const { demo, workbench, status } = person;
    const valid = await demo.read(CONFIG);
    await demo.write(CONFIG, '{\n  "surfacs": {}\n}\n');
    const found = await workbench.problems.until("the finding", (all) =>
      all.some(({ file }) => file === "config.jsonc"),
    );
    const ours = found.filter(({ file, source }) => file === "config.jsonc" && source.startsWith("Lockstep"));
    assert.deepEqual(
      ours.map(({ severity, line }) => [severity, line]),
      [["Error", 2]],
    );
    assert.match(ours[0]?.message ?? "", /surfacs/);
    await status.says("configuration");
    await workbench.screenshot("broken-configuration");
    await status.click();
    await workbench.quickInput.opened("Choose what to do");
    await workbench.quickInput.pick(/^Next: Configuration/);
    await workbench.editors.active(CONFIG);
    await workbench.editors.cursorAt(2);

    await demo.write(CONFIG, valid);
    await workbench.problems.until("no finding", (all) => all.length === 0);
    await status.says("in step");
  });
});
