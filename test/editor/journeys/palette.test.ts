import { strict as assert } from "node:assert";
import { COMMANDS } from "../../../src/manifest/commands.ts";
import { eventually } from "../host/eventually.ts";
import { journeys } from "./crm.ts";

describe("F1", () => {
  const journey = journeys();

  journey("offers what Lockstep does", async ({ workbench }) => {
    // The list shows what is in sight: each is asked for by its name.
    const offers = async (title: string): Promise<boolean> =>
      (await workbench.palette.offers(`Lockstep: ${title}`)).some((one) =>
        one.startsWith(`Lockstep: ${title}`),
      );
    // What was offered before may still stand there for a moment.
    for (const title of ["Go to Next Required Step", "Mark Surface Not Needed…", "Approve Gate…"])
      await eventually(
        `“${title}” to be offered`,
        async () => (await offers(title)) || undefined,
        () => workbench.palette.offers(`Lockstep: ${title}`),
      );
    assert.ok(!(await offers(COMMANDS["lockstep.openPlace"].title)), "no command that needs a row");
  });

  journey("shows a report of the setup", async ({ workbench }) => {
    await workbench.palette.run("Lockstep: Diagnose Setup");
    await workbench.editors.tab(/doctor|setup/i);
  });
});
