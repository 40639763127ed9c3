import { strict as assert } from "node:assert";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeDemo } from "../../../scripts/editor/demo.ts";
import { withDemo } from "../host/demo.ts";
import { RETRY } from "./crm.ts";

describe("a workspace of two repositories", () => {
  const demo = withDemo({
    size: { width: 1280, height: 800 },
    prepare: async (folder) => {
      const other = join(dirname(folder), "billing");
      await makeDemo(folder, other);
      const workspace = join(dirname(folder), "both.code-workspace");
      await writeFile(workspace, JSON.stringify({ folders: [{ path: "crm" }, { path: "billing" }] }));
      return workspace;
    },
  });

  it("groups what is owed by repository", async () => {
    const { workbench, read, write, path } = demo();
    await workbench.activityBar.open("Lockstep");
    const tree = workbench.tree("Update Surfaces");
    await tree.untilWhole("both repositories", (rows) => {
      const roots = rows.filter(({ level }) => level === 1).map(({ text }) => text.split(" ")[0]);
      return roots.join() === "crm,billing";
    });
    const text = await read(RETRY);
    await write(join("..", "billing", RETRY), text.replace("RETRY_LIMIT = 3", "RETRY_LIMIT = 5"));
    await tree.untilWhole("the second one's documents owed", (rows) => {
      const second = rows.findIndex(({ text: row }) => row.startsWith("billing"));
      const owed = rows.findIndex(({ text: row }) => row.startsWith("Documentation owed"));
      return second >= 0 && owed > second;
    });
    const status = workbench.statusItem("lockstep.gate");
    await status.says("3 owed");
    await tree.find("billing 3 owed");
    await tree.find("crm in step");
    const untouched = (await tree.whole()).filter(({ text: row }) =>
      row.startsWith("Documentation untouched"),
    );
    assert.equal(untouched.length, 1);
    await workbench.screenshot("two-repositories");

    await tree.click("dialer.md:16", () => workbench.editors.active("billing/docs/dialer.md", 5000));
    await workbench.editors.open(path(RETRY));
    await status.says("in step");
  });
});
