import { strict as assert } from "node:assert";
import { mkdir } from "node:fs/promises";
import { eventually } from "../host/eventually.ts";
import { journeys, LIMIT, RETRY } from "./crm.ts";

const CONFIG = ".lockstep/config.jsonc";
const DIALER = "docs/dialer.md";

describe("the Explorer", () => {
  const journey = journeys();

  journey(
    "marks what owes a document and what is not true any more, and maps a folder to a surface",
    async (person) => {
      const { workbench, demo } = person;
      const { explorer, quickInput, dialog } = workbench;
      await person.writeLimit(5);
      await person.sees({ Documentation: "owed" });
      await explorer.open();
      await workbench.editors.open(demo.path(RETRY), LIMIT);
      await workbench.editors.open(demo.path(DIALER));
      await explorer.badge("dialer.md", (badge) => badge.includes("≠"));
      await explorer.badge("configuration.md", (badge) => badge === "≠");
      await explorer.badge("retry.ts", (badge) => badge.includes("○"));
      await explorer.badge("api.md", (badge) => badge === "");
      await workbench.screenshot("explorer-marks");
      await mkdir(demo.path(".vscode"));
      await demo.write(".vscode/settings.json", '{ "lockstep.decorations.explorer": false }\n');
      await explorer.badge("configuration.md", (badge) => badge === "");

      await explorer.menu(".github", "Map Path to Surface…");
      await quickInput.opened("Which surface does it belong to?");
      await workbench.screenshot("map-path");
      await quickInput.pick(/^Workflow references/);
      await dialog.opened(`Write ${CONFIG}?`);
      await workbench.screenshot("map-path-preview");
      await dialog.press("Write It");
      await demo.holds(CONFIG, /"docs\/specs\/\*\*"[^\]]*"\.github\/\*\*"\]/);
    },
  );

  journey("takes references along when a file gets another name, shown first", async (person) => {
    const { workbench, demo } = person;
    const { explorer, dialog, page } = workbench;
    const before = await demo.read(DIALER);
    assert.match(before, /src\/dialer\/retry\.ts/);
    await workbench.editors.open(demo.path(RETRY), LIMIT);
    await explorer.open();
    await explorer.rename("retry.ts", "attempts.ts");
    await dialog.opened("wants to make refactoring changes");
    await workbench.screenshot("rename-asked");
    await dialog.press("Show Preview");
    const apply = page.locator(".part.panel .monaco-button", { hasText: "Apply" });
    await apply.waitFor();
    await workbench.screenshot("rename-preview");
    await eventually(
      "the preview to be applied",
      async () => {
        if (await apply.isVisible()) await apply.click({ timeout: 5000 });
        await apply.waitFor({ state: "hidden", timeout: 5000 });
        return true;
      },
      () => apply.allInnerTexts(),
    );
    // The editor leaves what it edited to be saved.
    await workbench.editors.tab(/^dialer\.md/);
    await workbench.screenshot("renamed");
    const after = before.replaceAll("src/dialer/retry.ts", "src/dialer/attempts.ts");
    await eventually(
      "the references to be saved",
      async () => {
        await workbench.palette.run("File: Save All Files");
        await eventually(
          "them in the file",
          async () => (await demo.read(DIALER)) === after || undefined,
          () => demo.read(DIALER),
          3000,
        );
        return true;
      },
      () => demo.read(DIALER),
    );
  });
});
