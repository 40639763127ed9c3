import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../host/problems.ts";
import { journeys, type Person, RETRY } from "./crm.ts";

const DIALER = "src/dialer/dialer.ts";
const CONFIG = ".lockstep/config.jsonc";
const REASON = "The provider itself caps retries at three.";

/** The rows of Doc Impact, its view unfolded. */
async function docImpact({ workbench }: Person): Promise<ReturnType<Person["workbench"]["tree"]>> {
  await workbench.palette.run("Lockstep: Focus on Doc Impact View");
  return workbench.tree("Doc Impact");
}

/** Makes retries wait a random time: behaviour that no line of a document denies. */
async function writeJitter({ demo }: Person): Promise<void> {
  const text = await demo.read(RETRY);
  const edited = text.replace("return Math.min(BACKOFF_MS", "return Math.min(Math.random() * BACKOFF_MS");
  assert.notEqual(edited, text);
  await demo.write(RETRY, edited);
}

describe("document lines and what changed", () => {
  const journey = journeys();

  journey("stand in Doc Impact, those in doubt first, and open at the line", async (person) => {
    const { workbench } = person;
    await person.writeLimit(5);
    const rows = await docImpact(person);
    await rows.find(/^dialer\.md 3 lines · docs/);
    await rows.find(/^15 “When the provider/);
    await rows.click(/^16 “RETRY_LIMIT = 3/, () => workbench.editors.active("docs/dialer.md", 5000));
    await workbench.editors.cursorAt(16);
    await workbench.screenshot("doc-impact");
    await rows.find(/^25 possible · “3 /);
    await rows.find(/^26 “RETRY_LIMIT · 3/);
  });

  journey("are corrected by a quick fix that writes the one word, in digits and in words", async (person) => {
    const { workbench, demo } = person;
    await person.writeLimit(5);
    await person.sees({ Documentation: "owed" });
    await workbench.editors.open(demo.path("docs/dialer.md"), 16);
    const titles = await workbench.quickFix.offers(16, "Write “5” for “3”");
    for (const wanted of [`Open ${RETRY}:2`, "Still true…", "Not needed…"])
      assert.ok(titles.includes(wanted), titles.join(", "));
    await workbench.quickFix.apply(16, "Write “5” for “3”");
    await workbench.editors.shows(/`RETRY_LIMIT = 5`/);
    await workbench.quickFix.apply(15, "Write “five” for “three”");
    await workbench.editors.shows(/retried five times/);
    await workbench.problems.until(
      "no finding in the document",
      (all) => !all.some(({ file }) => file === "dialer.md"),
    );
    await person.surfaces.find("configuration.md:26");
  });

  journey(
    "are said of comments too, where they stand, with the fix that writes the new name",
    async (person) => {
      const { workbench, demo } = person;
      for (const file of [RETRY, DIALER]) {
        const text = await demo.read(file);
        await demo.write(file, text.replaceAll(/(?<!\*.*)ProviderUnavailable/g, "ProviderBusy"));
      }
      const stale = (all: readonly Problem[]): string[] =>
        all
          .filter(({ message }) => message.startsWith("This line names ProviderUnavailable"))
          .map(({ file, line }) => `${file}:${line}`);
      await workbench.problems.until("the lines that are false", (all) =>
        isDeepStrictEqual(stale(all).toSorted(), [
          "dialer.md:27",
          "dialer.md:38",
          "dialer.ts:16",
          "retry.ts:20",
        ]),
      );
      await workbench.editors.open(demo.path(RETRY), 20);
      await workbench.screenshot("stale-comment");
      await workbench.quickFix.apply(20, "Write “ProviderBusy” for “ProviderUnavailable”");
      await workbench.editors.shows(/Only ProviderBusy is retried/);
      await workbench.problems.until("no finding in that line", (all) => !stale(all).includes("retry.ts:20"));
    },
  );

  journey("stay true for a reason, until the fact changes again", async (person) => {
    const { workbench, demo, surfaces } = person;
    await person.writeLimit(5);
    await person.sees({ Documentation: "owed" });
    await workbench.editors.open(demo.path("docs/dialer.md"), 16);
    await workbench.quickFix.apply(16, "Still true…");
    await workbench.quickInput.opened("docs/dialer.md:16 is still true");
    await workbench.quickInput.answer(REASON);
    const rows = await docImpact(person);
    await rows.find(`16 still true · ${REASON}`);
    await surfaces.gone("dialer.md:16 “");
    await workbench.palette.run("Lockstep: Still True…");
    await workbench.quickInput.opened("Which line is still true?");
    await workbench.quickInput.pick(/^docs\/dialer\.md:15/);
    await workbench.quickInput.opened("docs/dialer.md:15 is still true");
    await workbench.quickInput.answer(REASON);
    await rows.find(`15 still true · ${REASON}`);
    await workbench.screenshot("still-true");
    await person.writeLimit(7);
    await rows.find(/^16 “RETRY_LIMIT = 3/);
    await rows.gone("still true");
    await surfaces.find("dialer.md:16");
  });

  journey(
    "are owed where the change looks like one that needs a document, or is bound to it",
    async (person) => {
      const { demo, surfaces, workbench } = person;
      const config = await demo.read(CONFIG);
      const impacted = config
        .replace('"opens": "always"', '"opens": "impacted"')
        .replace(/\}\s*$/, ', "impact": { "alarms": 50 } }\n');
      await demo.write(CONFIG, impacted);
      await writeJitter(person);
      await surfaces.find(/^configuration\.md:\d+ .*looks like one that needs a document/);
      await demo.write(CONFIG, impacted.replace('"alarms": 50', '"alarms": 1'));
      await person.sees({ Documentation: "untouched" });
      const bindings = '"bindings": [{ "code": ["src/dialer/**"], "document": "docs/operations.md" }]';
      await demo.write(CONFIG, impacted.replace('"alarms": 50', `"alarms": 1, ${bindings}`));
      await surfaces.find(/^operations\.md:1 .*has to move with it/);
      await workbench.screenshot("impacted");
    },
  );
});
