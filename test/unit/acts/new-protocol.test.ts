import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { planNewProtocol, planUseProtocol, protocolPath, TEMPLATES } from "#acts/new-protocol";
import { isProtocolDocument } from "#core";

const FOLDER = new URL("../../../protocols/", import.meta.url);

describe("a new protocol", () => {
  it("begins with any of the built-in ones", () => {
    const there = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ""));
    assert.deepEqual(Object.keys(TEMPLATES).sort(), there.sort());
    for (const name of there)
      assert.ok(isProtocolDocument(readFileSync(new URL(`${name}.md`, FOLDER), "utf8")), name);
  });

  it("overwrites nothing and stays inside the repository", () => {
    const paths = ["docs/P.md"];
    for (const path of ["docs/P.md", "../P.md", "docs//P.md", "docs\\P.md", "P.txt", "/P.md", "./P.md"])
      assert.ok("refused" in planNewProtocol(path, "# P\n", paths), path);
    assert.equal(protocolPath("gated-phases", paths), "docs/CHANGE_PROTOCOL.md");
    assert.equal(protocolPath("gated-phases", ["docs/CHANGE_PROTOCOL.md"]), "docs/GATED_PHASES.md");
    const planned = planNewProtocol("docs/Q.md", "# Q\n", paths);
    assert.deepEqual("plan" in planned && planned.plan.files, [{ path: "docs/Q.md", text: "# Q\n" }]);
  });

  it("is named beside the protocols that a configuration names", () => {
    const text = '{\n  // Ours.\n  "protocols": ["docs/P.md"]\n}\n';
    const file = { path: ".lockstep/config.jsonc", text };
    const planned = planUseProtocol({ config: { protocols: ["docs/P.md"] } }, "docs/Q.md", file);
    assert.ok("plan" in planned);
    assert.match(
      planned.plan.files[0]?.text ?? "",
      /\/\/ Ours\.\n {2}"protocols": \["docs\/P\.md", ?"docs\/Q\.md"\]/,
    );
    assert.ok("refused" in planUseProtocol({ config: { protocols: ["docs/Q.md"] } }, "docs/Q.md", file));
  });
});
