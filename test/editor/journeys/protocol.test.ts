import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { withDemo } from "../host/demo.ts";

const SEED = new URL("../../fixtures/seeds/", import.meta.url);

describe("a protocol document", () => {
  const demo = withDemo({ size: { width: 1280, height: 900 } });

  it("is listed with what it enforces and what is only advice", async () => {
    const { workbench, path } = demo();
    await workbench.editors.open(path("docs/CHANGE_PROTOCOL.md"));
    await workbench.palette.run("Lockstep: Show Protocols");
    const tree = workbench.tree("Protocols");
    await tree.find("docs/CHANGE_PROTOCOL.md");
    await tree.expand("docs/CHANGE_PROTOCOL.md");
    await tree.find("Enforced");
    await tree.find("Advisory");
    await workbench.screenshot("protocols-view");
  });

  it("shows its problems, lens and highlighting as they are typed", async () => {
    const { workbench, write, path } = demo();
    await write("docs/PROCESS.md", await readFile(new URL("002_58e71d9033f0d235.txt", SEED), "utf8"));
    await workbench.editors.open(path("docs/PROCESS.md"), 33);
    await workbench.problems.until("encoding problems", (all) =>
      all.some(({ message }) => /encod/i.test(message)),
    );
    await workbench.page.locator(".codelens-decoration").first().waitFor();
    const lens = await workbench.page.locator(".codelens-decoration").first().innerText();
    assert.match(lens, /section|table|gate/);
    await workbench.screenshot("protocol-document");
  });

  it("repairs its encoding from a quick fix", async () => {
    const { workbench } = demo();
    await workbench.editors.goTo(33);
    await workbench.quickFix.apply(33, /^Repair|encod|Use /i);
    assert.match(await workbench.editors.text(), /PHASE 1 — Clarifying Questions Only/);
  });
});
