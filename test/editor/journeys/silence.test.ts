import { strict as assert } from "node:assert";
import { journeys, RETRY, SURFACES } from "./crm.ts";

type Edit = (text: string) => string;

/** Edits that no document could have anything to do with. */
const HARMLESS: readonly (readonly [what: string, file: string, edit: Edit])[] = [
  ["a comment", RETRY, (text) => text.replace("Retries after the first attempt", "How often we try again")],
  ["formatting", RETRY, (text) => text.replace("limit: number,\n  sleep", "limit: number,\n\n      sleep")],
  ["a local name", "src/leads/assignment.ts", (text) => text.replaceAll(/\bbest\b/g, "least")],
  ["a document alone", "docs/dialer.md", (text) => text.replace("queues", "lines up")],
];

describe("an edit that makes nothing false", () => {
  const journey = journeys();

  for (const [what, file, edit] of HARMLESS)
    journey(`is passed over: ${what}`, async ({ demo, workbench, surfaces, status, sees }) => {
      const text = await demo.read(file);
      assert.notEqual(edit(text), text);
      await demo.write(file, edit(text));
      await sees({ "Repository state": "owed" });
      await status.says("1 owed");
      await surfaces.untilWhole("the repository state owed and nothing else", (rows) => {
        const owed = rows.filter((row) => / owed/.test(row.text));
        const titles = SURFACES.filter((title) => owed.some((row) => row.text.startsWith(title)));
        return titles.join() === "Repository state";
      });
      await workbench.problems.until("nothing", (all) => all.length === 0);
    });

  journey("is passed over as it is typed, before the save", async ({ demo, workbench, surfaces, sees }) => {
    await workbench.editors.open(demo.path(RETRY), 1);
    await workbench.editors.replaceLine(1, "/** How often we try again; CRM_RETRY_LIMIT overrides it. */");
    await surfaces.untilWhole("the edit, without consequence", (rows) =>
      rows.some(({ text, expanded }) => text === "Backend logic untouched" && expanded === false),
    );
    await sees({ Documentation: "untouched", Verification: "untouched" });
    await workbench.problems.until("nothing", (all) => all.length === 0);
  });
});
