import assert from "node:assert/strict";
import { withDemo } from "../host/demo.ts";

describe("throw-away journey", () => {
  const demo = withDemo({ project: "/tmp/throw/ws", extension: "/tmp/throw/ext" });

  it("tree", async () => {
    const { workbench } = demo();
    await workbench.activityBar.open("Throwaway");
    const tree = workbench.tree("Update Surfaces");
    await tree.find("Documentation owed");
    await tree.expand("Documentation");
    await tree.find("docs/b.md");
    assert.equal((await tree.find("Row 55")).text, "Row 55 owed");
    await tree.click("Verification");
    await workbench.notifications.has("throwaway: Verification");
    await tree.inlineAction("Verification", "Inline act");
    await workbench.notifications.has("Inline on Verification");
    await workbench.notifications.press("Hello from", "Fine");
    await workbench.notifications.clear();
    await workbench.screenshot("smoke-tree");
    await tree.collapse("Documentation");
    await tree.gone("docs/b.md");
  });
  it("status bar, palette, inputs", async () => {
    const { workbench } = demo();
    assert.equal(await workbench.statusItem("throw.status").says("owed"), "3 owed");
    await workbench.statusItem("throw.status").click();
    await workbench.notifications.has("nobody");
    await workbench.notifications.clear();
    assert.ok((await workbench.palette.offers("Throw: ")).includes("Throw: Pick"));
    await workbench.palette.run("Throw: Pick");
    await workbench.quickInput.opened("Pick");
    assert.deepEqual(
      (await workbench.quickInput.options.all()).map((row) => row.label),
      ["one", "two", "three"],
    );
    await workbench.quickInput.pick("two");
    await workbench.notifications.has("Picked: two");
    await workbench.palette.run("Throw: Ask");
    await workbench.quickInput.opened("A reason");
    await workbench.quickInput.accept("because");
    await workbench.notifications.has("Reason: because");
    await workbench.palette.run("Throw: Modal");
    assert.match(await workbench.dialog.opened("Really?"), /It is bound/);
    assert.deepEqual([...(await workbench.dialog.buttons())].sort(), ["Approve", "Cancel"]);
    await workbench.dialog.press("Approve");
    await workbench.notifications.has("Modal: Approve");
    await workbench.notifications.clear();
  });
  it("editor, problems, quick fix", async () => {
    const { workbench, path, read } = demo();
    await workbench.editors.open(path("a.ts"));
    await workbench.problems.until("one", (all) => all.length === 1);
    await workbench.editors.open(path("README.md"));
    await workbench.editors.replaceLine(1, "# Changed (really) [x]");
    assert.match(await workbench.editors.text(), /# Changed \(really\)/);
    await workbench.editors.save();
    assert.match(await read("README.md"), /# Changed \(really\) \[x\]\n/);
    const [problem] = await workbench.problems.until("one", (all) => all.length === 1);
    assert.deepEqual(problem, {
      file: "a.ts",
      severity: "Warning",
      message: "a one was written",
      line: 1,
      source: "throw",
    });
    await workbench.problems.rows.click("a one was written");
    await workbench.editors.active("a.ts");
    assert.deepEqual(await workbench.quickFix.offers(1), ["Make it two"]);
    await workbench.screenshot("smoke-fix");
    await workbench.page.keyboard.press("Escape");
    await workbench.quickFix.apply(1, "Make it two");
    await workbench.problems.until("none", (all) => all.length === 0);
    await workbench.screenshot("smoke-fixed");
    await workbench.editors.save();
    assert.match(await read("a.ts"), /= 2/);
    await workbench.editors.undo();
    await workbench.problems.until("one", (all) => all.length === 1);
    assert.match(await demo().git("status", "--porcelain"), /a\.ts/);
  });
});
describe("throw-away restricted", () => {
  const demo = withDemo({ project: "/tmp/throw/ws", extension: "/tmp/throw/ext", trust: false });
  it("says so", async () => {
    await demo().workbench.statusItem("throw.status").says("3 owed (restricted)");
    await demo().workbench.statusItem("status.workspaceTrust").says("Restricted Mode");
    await demo().workbench.screenshot("smoke-restricted");
  });
});
