import { strict as assert } from "node:assert";
import { journeys } from "./crm.ts";

const SETTINGS = ".claude/settings.json";

describe("coding agents", () => {
  const journey = journeys();

  journey("are connected when what would be written is agreed to, and not before", async (person) => {
    const { demo, workbench } = person;
    const written = () => demo.read(SETTINGS).catch(() => undefined);
    const propose = async () => {
      await workbench.palette.run("Lockstep: Connect Git Hooks, CI or Coding Agents…");
      await workbench.quickInput.opened("What should be held to the protocol?");
      await workbench.quickInput.options.until("what can be held", (rows) => rows.length > 0);
      await workbench.quickInput.accept();
      const said = await workbench.dialog.opened("Connect Claude Code, Codex, VS Code's agent mode?");
      assert.match(said, /\d+ files would be written/);
    };
    await propose();
    await workbench.screenshot("connect");
    await workbench.dialog.press("Cancel");
    assert.equal(await written(), undefined);
    await propose();
    await workbench.dialog.press("Write");
    await workbench.notifications.has("connected");
    await demo.holds(SETTINGS, "hook --agent claude");
    await demo.holds("AGENTS.md", "lockstep next");
  });
});
