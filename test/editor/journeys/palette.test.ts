import { strict as assert } from "node:assert";
import { COMMANDS } from "../../../src/manifest/commands.ts";
import { journeys } from "./crm.ts";

describe("F1", () => {
  const journey = journeys();

  journey("offers what Lockstep does", async ({ workbench }) => {
    // The list shows what is in sight: each is asked for by its name.
    const offers = async (title: string): Promise<boolean> =>
      (await workbench.palette.offers(`Lockstep: ${title}`)).some((one) =>
        one.startsWith(`Lockstep: ${title}`),
      );
    for (const title of ["Go to Next Required Step", "Mark Surface Not Needed…", "Approve Gate…"])
      assert.ok(await offers(title), `${title} is not offered`);
    assert.ok(!(await offers(COMMANDS["lockstep.openPlace"].title)), "no command that needs a row");
  });

  journey("shows a report of the setup", async ({ workbench }) => {
    await workbench.palette.run("Lockstep: Diagnose Setup");
    await workbench.editors.tab(/doctor|setup/i);
  });
});
