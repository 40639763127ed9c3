import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../../scripts/editor/versions.mjs";
import { eventually } from "../host/eventually.ts";
import type { Problem } from "../host/problems.ts";
import { journeys } from "./crm.ts";

const CONFIG = ".lockstep/config.jsonc";

describe("a configuration that is wrong", () => {
  const journey = journeys();

  journey("is said at its line, in the status bar and as the next step, and recovers", async (person) => {
    const { demo, workbench, status } = person;
    const valid = await demo.read(CONFIG);
    await demo.write(CONFIG, '{\n  "surfacs": {}\n}\n');
    const isOurs = ({ file, source }: Problem) => file === "config.jsonc" && source.startsWith("Lockstep");
    const found = await workbench.problems.until("the finding", (all) => all.some(isOurs));
    const ours = found.filter(isOurs);
    assert.deepEqual(
      ours.map(({ severity, line }) => [severity, line]),
      [["Error", 2]],
    );
    assert.match(ours[0]?.message ?? "", /surfacs/);
    await status.says("configuration");
    await workbench.screenshot("broken-configuration");
    await person.opensGate();
    await workbench.quickInput.pick(/^Next: Configuration/);
    await workbench.editors.active(CONFIG);
    await workbench.editors.cursorAt(2);

    await demo.write(CONFIG, valid);
    await workbench.problems.until("no finding", (all) => all.length === 0);
    await status.says("in step");
  });
});

describe("a component without a document", () => {
  const journey = journeys();

  journey("gets one from a template, which is there when it is saved and not before", async (person) => {
    const { demo, workbench } = person;
    const { problems, editors } = workbench;
    const protocol = await demo.read("docs/CHANGE_PROTOCOL.md");
    const table =
      "| Component | Function | Why redundancy is critical |\n|---|---|---|\n| Dialer | Places calls | Work stops |";
    await demo.write("docs/CHANGE_PROTOCOL.md", `${protocol}\n## Redundancy\n\n${table}\n`);
    const config = await demo.read(CONFIG);
    const bound = '"components": {\n "dialer": {\n "documents": ["docs/parts/**"]\n }\n }';
    await demo.write(CONFIG, config.replace(/,?\s*\}\s*$/, `,\n${bound}\n}\n`));
    const said = (all: readonly Problem[]): Problem | undefined =>
      all.find(({ message }) => message.startsWith("“Dialer” has no document"));
    const found = said(await problems.until("the missing document", (all) => said(all) !== undefined));
    const line = found?.line ?? 1;
    await editors.open(demo.path(CONFIG), line);
    await workbench.quickFix.apply(line, "Begin docs/parts/dialer.md from a template");
    await editors.shows(/^# Dialer\n\nPlaces calls\n\nWork stops\n\n## Interfaces/);
    await workbench.screenshot("component-template");
    assert.notEqual(said(await problems.all()), undefined);
    await editors.save();
    await demo.holds("docs/parts/dialer.md", "# Dialer");
    await problems.until("no missing document", (all) => said(all) === undefined);
  });
});

describe("a protocol of one's own", () => {
  const journey = journeys();

  journey(
    "begins with one of ours, overwrites nothing, and is named in the configuration",
    async (person) => {
      const { demo, workbench } = person;
      const { quickInput, editors, dialog, notifications, palette } = workbench;
      const path = "docs/PHASES.md";
      const hovers = workbench.page.locator(".hover-language-status:visible");
      await palette.run("Lockstep: New Protocol from Template…");
      await quickInput.opened("What to begin with?");
      await workbench.screenshot("new-protocol");
      await quickInput.pick(/^gated-phases/);
      await quickInput.opened("Where?");
      await quickInput.type("docs/CHANGE_PROTOCOL.md");
      await quickInput.says("There is such a file already");
      await quickInput.answer(path);
      await editors.active(path);
      assert.equal(await demo.read(path), await readFile(join(root, "protocols", "gated-phases.md"), "utf8"));
      await workbench.problems.until(
        "no error in a protocol that nobody changed",
        (all) => !all.some(({ file, severity }) => file === "PHASES.md" && severity === "Error"),
      );
      await workbench.page.locator("#status\\.languageStatus").hover();
      await eventually(
        "what the document was read as",
        async () => (await hovers.allInnerTexts()).some((text) => text.includes("5 phases")) || undefined,
        () => hovers.allInnerTexts(),
      );
      await workbench.screenshot("document-status");
      await notifications.press("once the configuration names it", "Hold Changes to It…");
      await dialog.opened(`Write ${CONFIG}?`);
      await workbench.screenshot("new-protocol-used");
      await dialog.press("Write It");
      await demo.holds(CONFIG, /"protocols": \["docs\/CHANGE_PROTOCOL\.md", ?"docs\/PHASES\.md"\]/);
    },
  );
});
