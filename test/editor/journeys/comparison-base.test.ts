import { journeys } from "./crm.ts";

describe("the comparison base", () => {
  const journey = journeys();

  journey("is chosen from the palette and given back", async (person) => {
    const { demo, workbench, sees } = person;
    await demo.git("checkout", "--quiet", "-b", "feature");
    await person.writeLimit(5);
    await demo.git("commit", "--quiet", "--all", "--message", "More patience");
    await sees({ Documentation: "owed", "Repository state": "met" });

    await workbench.palette.run("Lockstep: Change Comparison Base…");
    await workbench.quickInput.opened("Compare changes with…");
    await workbench.quickInput.options.find("main");
    await workbench.quickInput.pick(/^HEAD/);
    await sees({ Documentation: "untouched", "Repository state": "untouched" });

    await workbench.palette.run("Lockstep: Change Comparison Base…");
    await workbench.quickInput.opened("Compared with HEAD now");
    await workbench.quickInput.pick("Where this branch began");
    await sees({ Documentation: "owed" });
  });
});
