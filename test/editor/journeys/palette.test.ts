import { strict as assert } from "node:assert";
import { COMMANDS } from "../../../src/manifest/commands.ts";
import { journeys } from "./crm.ts";

describe("F1", () => {
  const journey = journeys();

  journey("offers what Lockstep does", async ({ workbench }) => {
    const offered = await workbench.palette.offers("Lockstep: ");
    for (const title of [
      "Go to Next Required Step",
      "Check Changes Against Protocol",
      "Mark Surface Not Needed…",
    ])
      assert.ok(
        offered.some((one) => one.startsWith(`Lockstep: ${title}`)),
        `${title} is not among ${offered.join(", ")}`,
      );
    assert.ok(
      !offered.some((one) => one.includes(COMMANDS["lockstep.openPlace"].title)),
      "no command that needs a row",
    );
  });

  journey("shows a report of the setup", async ({ workbench }) => {
    await workbench.palette.run("Lockstep: Diagnose Setup");
    await workbench.editors.tab(/doctor|setup/i);
  });
});
