import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { eventually } from "../host/eventually.ts";
import { journeys } from "./crm.ts";

const CONFIG = ".lockstep/config.jsonc";
/** Says that it began, ignores the request to end, and writes the time into a file for as long as it lives. */
const STUBBORN = `echo begun; trap '' TERM; while :; do date +%s%N > .git/alive; sleep 0.05; done`;

/** A word that no earlier try used: what a person agreed to once is not asked about again. */
const fresh = (): string => Date.now().toString(36);

describe("verification", () => {
  // An editor of its own: rows of runs need the room that other views take where they were opened.
  const journey = journeys({ size: { width: 1280, height: 800 } });

  journey("is picked, agreed to, watched, believed, and stale after an edit", async (person) => {
    const { workbench, demo, surfaces } = person;
    const name = `ping-${fresh()}.mjs`;
    const ping = `scripts/${name}`;
    const config = await demo.read(CONFIG);
    await demo.write(CONFIG, config.replace(/,\s*"verification": \[.*\](?=\s*\})/, ""));
    assert.notEqual(await demo.read(CONFIG), config);
    await demo.git("commit", "--quiet", "--all", "--message", "Name no checks");
    await demo.write(ping, 'console.log("ping");\n');
    await person.sees({ Verification: "owed" });

    // What is small is picked already; a person takes away what would run everything.
    await workbench.palette.run("Lockstep: Run Verification…");
    await workbench.quickInput.opened("Which commands?");
    await workbench.quickInput.options.find(`node --check ${ping} proposed · not agreed to yet`);
    await workbench.quickInput.pick(/^npm test proposed/);
    await workbench.quickInput.pick(/^npm run typecheck proposed/);
    await workbench.screenshot("verification-pick");
    await workbench.quickInput.accept();
    const asked = await workbench.dialog.opened("Run this command of the repository?");
    assert.ok(asked.includes(`node --check ${ping}`), asked);
    await workbench.screenshot("verification-consent");
    await workbench.dialog.press("Run");

    await workbench.terminal.says(`> node --check ${ping}`);
    await workbench.terminal.says(`✔ node --check ${ping}: exit 0`);
    await person.sees({ Verification: "met" });
    await surfaces.expand(/^Verification met/);
    await surfaces.find(`node --check ${name} passed · exit 0`);
    await workbench.palette.run("Lockstep: Focus on Self-Audit View");
    const audit = workbench.tree("Self-Audit");
    await audit.find("Verification runs 1 of 1 passed");
    await workbench.screenshot("verification-believed");

    // Agreed to once, it would run again unasked; a person takes that back.
    await workbench.palette.run("Lockstep: Withdraw Consent to Commands…");
    await workbench.quickInput.opened("Withdraw Consent");
    await workbench.quickInput.pick(`node --check ${ping}`);
    await workbench.screenshot("consent-withdrawn");
    await workbench.quickInput.accept();
    await workbench.notifications.has("1 command of this repository will be asked about again.");
    await workbench.notifications.clear();
    await workbench.palette.run("Lockstep: Run Verification…");
    await workbench.quickInput.opened("Which commands?");
    await workbench.quickInput.options.find(`node --check ${ping} proposed · not agreed to yet`);
    await workbench.quickInput.cancel();

    await demo.write(ping, 'console.log("pong");\n');
    await audit.find("Verification runs 0 of 1 passed");
    await audit.find(`node --check ${name} stale`);
    await person.sees({ Verification: "owed" });
    await workbench.screenshot("verification-stale");
  });

  journey("is cancelled with everything it started, and that is recorded", async (person) => {
    const { workbench, demo, surfaces } = person;
    const alive = demo.path(".git/alive");
    await rm(alive, { force: true });
    const config = await demo.read(CONFIG);
    await demo.write(CONFIG, config.replace('"npm test"', JSON.stringify(`: ${fresh()}; ${STUBBORN}`)));
    await demo.git("commit", "--quiet", "--all", "--message", "A check that never ends");
    await demo.write("scripts/ping.mjs", 'console.log("ping");\n');
    await person.sees({ Verification: "owed" });

    await workbench.palette.run("Lockstep: Run Verification…");
    await workbench.quickInput.opened("Which commands?");
    await workbench.quickInput.options.find(/^tests configured · not agreed to yet/);
    await workbench.quickInput.accept();
    await workbench.dialog.opened("while :; do");
    await workbench.dialog.press("Run");
    await workbench.terminal.says(/^begun$/m);
    await eventually(
      "the check to live",
      async () => existsSync(alive) || undefined,
      async () => "no sign of it",
    );
    await workbench.notifications.has("tests");
    await workbench.screenshot("verification-progress");

    await workbench.notifications.press("tests", "Cancel");
    await workbench.terminal.says("? tests: no result: it was cancelled");
    const last = await readFile(alive, "utf8");
    await surfaces.expand(/^Verification owed/);
    await surfaces.find(/^tests no result · it was cancelled/);
    assert.equal(await readFile(alive, "utf8"), last, "what it started is still alive");
    await workbench.screenshot("verification-cancelled");
  });
});
