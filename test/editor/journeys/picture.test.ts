import { journeys, LIMIT } from "./crm.ts";

describe("the picture in the README", () => {
  const journey = journeys();

  journey("shows the edit, the lines it owes and the finding", async (person) => {
    const { workbench, surfaces } = person;
    await workbench.palette.run("View: Set Panel Alignment to Justify");
    await workbench.widenSideBar(470);
    // Empty here, it takes the room of surfaces.
    await workbench.fold("Phases & Gates", true);
    await person.typeLimit(5);
    await workbench.editors.save();
    await surfaces.find("dialer.md:16");
    const { rows } = workbench.problems;
    await workbench.problems.until("the finding", (all) => all.some(({ file }) => file === "retry.ts"));
    for (const line of [26, 15, 16]) await rows.collapse(new RegExp(`This line says 3.* at line ${line} `));
    await rows.click(/^RETRY_LIMIT is now 5 here/);
    await workbench.editors.goTo(LIMIT);
    await workbench.page.keyboard.press("End");
    await workbench.statusItem("status.scm.0").says("main*");
    await workbench.screenshot("update-surfaces");
    await workbench.fold("Phases & Gates", false);
    await workbench.widenSideBar(300);
    await workbench.palette.run("View: Set Panel Alignment to Center");
  });
});
