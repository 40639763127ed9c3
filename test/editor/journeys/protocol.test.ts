import { readFile } from "node:fs/promises";
import { journeys, type Person } from "./crm.ts";

const SEED = new URL("../../fixtures/seeds/", import.meta.url);

/** A protocol whose dashes and quotes went through a wrong encoding; line 33 is one of its broken ones. */
const PROCESS = "docs/PROCESS.md";

async function openBroken({ demo, workbench }: Person): Promise<void> {
  await demo.write(PROCESS, await readFile(new URL("002_58e71d9033f0d235.txt", SEED), "utf8"));
  await workbench.editors.open(demo.path(PROCESS), 33);
}

describe("a protocol document", () => {
  const journey = journeys();

  journey("is listed with what it enforces and what is only advice", async ({ demo, workbench }) => {
    await workbench.editors.open(demo.path("docs/CHANGE_PROTOCOL.md"));
    await workbench.palette.run("Lockstep: Show Protocols");
    const tree = workbench.tree("Protocols");
    await tree.expand("docs/CHANGE_PROTOCOL.md");
    await tree.find("Enforced");
    await tree.find("Advisory");
    await workbench.screenshot("protocols-view");
  });

  journey("shows its problems and a lens as it is open", async (person) => {
    const { workbench } = person;
    await openBroken(person);
    await workbench.problems.open();
    // There are many: those in sight will do.
    await workbench.problems.rows.find(/encod/i);
    await workbench.page
      .locator(".codelens-decoration", { hasText: /section|table|gate/ })
      .first()
      .waitFor();
    await workbench.screenshot("protocol-document");
  });

  journey("is repaired from a quick fix", async (person) => {
    await openBroken(person);
    await person.workbench.quickFix.apply(33, /^Repair|encod|Use /i);
    await person.workbench.editors.shows(/PHASE 1 — Clarifying Questions Only/);
  });
});
