import { strict as assert } from "node:assert";
import { journeys, LIMIT, type Person } from "./crm.ts";

const REASON = "Measured on staging, nobody relies on it.";

/** The box that asks why a surface is not needed. */
function asks({ workbench }: Person, surface: string, timeout?: number): Promise<void> {
  return workbench.quickInput.opened(`“${surface}” is not needed`, timeout);
}

async function giveReason(person: Person, surface: string): Promise<void> {
  const { workbench } = person;
  await asks(person, surface);
  await workbench.quickInput.type("short");
  await workbench.quickInput.says("At least 10 characters");
  await workbench.quickInput.accept(REASON);
  await workbench.quickInput.closed();
}

describe("a surface that is not needed", () => {
  const journey = journeys();

  journey("is recorded with its reason from the quick fix, and lapses with the next edit", async (person) => {
    const { workbench, demo, surfaces } = person;
    await person.typeLimit(5);
    await workbench.editors.save();
    await workbench.quickFix.apply(LIMIT, /^Not needed/);
    await giveReason(person, "Documentation");
    await surfaces.find(`Documentation not needed · ${REASON}`);
    assert.match(await demo.git("status", "--porcelain", "-uall"), /\.lockstep\/changes\//);
    await workbench.screenshot("not-needed");

    await person.typeLimit(6);
    await workbench.editors.save();
    await person.sees({ Documentation: "owed" });
    await surfaces.gone("not needed");
  });

  journey("is recorded from its row in the tree", async (person) => {
    await person.writeLimit(5);
    await person.sees({ Verification: "owed" });
    await person.surfaces.inlineAction(/^Verification owed/, "Mark Surface Not Needed", () =>
      asks(person, "Verification", 5000),
    );
    await giveReason(person, "Verification");
    await person.sees({ Verification: "not needed", Documentation: "owed" });
    await person.status.says("2 owed");
  });

  journey("is picked and recorded from the palette", async (person) => {
    await person.writeLimit(5);
    await person.sees({ Documentation: "owed" });
    await person.workbench.palette.run("Lockstep: Mark Surface Not Needed…");
    await person.workbench.quickInput.opened("Which surface is not needed?");
    await person.workbench.quickInput.pick(/^Documentation/);
    await giveReason(person, "Documentation");
    await person.sees({ Documentation: "not needed" });
  });
});
