import { strict as assert } from "node:assert";
import { checkMaps, type Files, places, states } from "../../support/maps.ts";

const CONFIG = JSON.stringify({
  protocols: ["PROTOCOL.md"],
  surfaces: {
    code: { paths: ["src/**"] },
    documentation: { paths: ["docs/**"] },
    "workflow-references": { paths: ["runbooks/**"], causes: ["ops/**"] },
  },
  packages: {
    "packages/*": { surfaces: { code: { paths: ["lib/**"] }, documentation: { paths: ["guide/**"] } } },
    "apps/**": { surfaces: { "workflow-references": { causes: ["shop/deploy.ts"] } } },
  },
});

const BEFORE: Files = {
  "PROTOCOL.md":
    "# P\n\n| Surface | Requirement |\n|---|---|\n| Code | a |\n| Documentation | b |\n| Workflow references | c |\n",
  ".lockstep/config.jsonc": CONFIG,
  "src/a.ts": "export const LIMIT = 3;\n",
  "lib/a.ts": "export const OTHER_LIMIT = 3;\n",
  "ops/a.ts": "export const OPS_LIMIT = 3;\n",
  "docs/a.md": "# A\n",
  "guide/a.md": "# A\n",
  "runbooks/a.md": "# A\n",
  "packages/web/lib/a.ts": "export const WEB_LIMIT = 3;\n",
  "packages/web/src/a.ts": "export const WEB_SOURCE = 3;\n",
  "packages/web/guide/a.md": "# Web\n",
  "apps/shop/deploy.ts": "export const DEPLOY_LIMIT = 3;\n",
  "apps/shop/ops/a.ts": "export const SHOP_LIMIT = 3;\n",
};

/** The verdict on an edit of these files. */
function edited(...paths: readonly string[]) {
  const after = paths.map((path) => [
    path,
    path.endsWith(".md") ? "# A\n\nMore.\n" : (BEFORE[path] ?? "").replace("= 3", "= 5"),
  ]);
  return checkMaps({ before: BEFORE, after: { ...BEFORE, ...Object.fromEntries(after) } });
}

describe("the bindings of a package", () => {
  it("match something, seen from the package's folder", async () => {
    assert.deepEqual(places(await edited()), []);
  });

  it("hold instead of those above for the files below it", async () => {
    assert.equal(states(await edited("packages/web/lib/a.ts"))["documentation"], "owed");
    assert.equal(states(await edited("packages/web/src/a.ts"))["documentation"], "untouched");
    assert.deepEqual(places(await edited("packages/web/src/a.ts")), [
      "surface/unmapped-path packages/web/src/a.ts:1",
    ]);
  });

  it("do not hold for the files beside it", async () => {
    assert.equal(states(await edited("src/a.ts"))["documentation"], "owed");
    assert.equal(states(await edited("lib/a.ts"))["documentation"], "untouched");
  });

  it("say which documents are its own", async () => {
    const { surfaces } = await edited("packages/web/guide/a.md", "guide/a.md", "docs/a.md");
    assert.deepEqual(surfaces.find(({ id }) => id === "documentation")?.files, [
      "docs/a.md",
      "packages/web/guide/a.md",
    ]);
  });

  it("leave what it does not bind to those above", async () => {
    assert.equal(states(await edited("ops/a.ts"))["workflow-references"], "owed");
    assert.equal(states(await edited("packages/web/lib/a.ts"))["workflow-references"], "untouched");
  });

  it("begin at the uppermost folder the glob means", async () => {
    assert.equal(states(await edited("apps/shop/deploy.ts"))["workflow-references"], "owed");
    assert.equal(states(await edited("apps/shop/ops/a.ts"))["workflow-references"], "untouched");
  });

  it("that match nothing are a finding at their line", async () => {
    const config =
      '{\n "protocols": ["PROTOCOL.md"],\n "packages": {\n  "packages/*": { "surfaces": {\n   "code": { "paths": ["none/**"] }\n } } }\n}';
    const files = { ...BEFORE, ".lockstep/config.jsonc": config };
    assert.deepEqual(places(await checkMaps({ before: files, after: files })), [
      "config/glob-matches-nothing .lockstep/config.jsonc:5",
    ]);
  });
});
