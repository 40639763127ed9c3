import { strict as assert } from "node:assert";
import type { Files } from "../../support/maps.ts";
import { configurationOf } from "./world.ts";

const CONFIG = ".lockstep/config.jsonc";

/** What extending configurations come to, and what is wrong: `rule path:line message`. */
async function extending(files: Files, packages?: Files) {
  const read = await configurationOf(files, packages);
  assert.ok(read);
  const wrong = read.findings.map(
    ({ rule, place, message }) => `${rule} ${place.path}:${place.line} ${message}`,
  );
  return { config: read.config, wrong, read };
}

describe("a configuration that extends", () => {
  it("a built-in protocol is held to it", async () => {
    const { config, wrong } = await extending({ [CONFIG]: '{ "extends": ["lockstep:recommended"] }' });
    assert.deepEqual([config, wrong], [{ protocols: ["lockstep:recommended"] }, []]);
  });

  it("a built-in protocol that there is not says so where it is named", async () => {
    const { config, wrong } = await extending({ [CONFIG]: '{\n  "extends": [\n    "lockstep:none"\n  ]\n}' });
    assert.deepEqual(wrong, [`config/extends ${CONFIG}:3 There is no built-in protocol “none”.`]);
    assert.deepEqual(config, {});
  });

  it("an npm package takes its lockstep.jsonc", async () => {
    const { config, wrong } = await extending(
      { [CONFIG]: '{ "extends": ["@acme/lockstep"], "rules": { "docs/*": "warning" } }' },
      { "@acme/lockstep": '{ "rules": { "docs/*": "off", "surface/*": "info" }, "ignore": ["gen/**"] }' },
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(config, {
      rules: { "docs/*": "warning", "surface/*": "info" },
      ignore: ["gen/**"],
    });
  });

  it("a package that is not installed says so", async () => {
    const { wrong } = await extending({ [CONFIG]: '{ "extends": ["acme"] }' });
    assert.deepEqual(wrong, [
      `config/extends ${CONFIG}:1 “acme” is not there, or lies outside the repository.`,
    ]);
  });

  it("a relative path binds by key, what is nearer winning", async () => {
    const { config, wrong } = await extending({
      [CONFIG]:
        '{ "extends": ["../team/base.jsonc", "./more.jsonc"], "surfaces": { "docs": { "opens": "always" } } }',
      "team/base.jsonc":
        '{ "surfaces": { "docs": { "paths": ["docs/**"], "opens": "impacted" } }, "components": { "db": { "documents": ["db.md"], "rollback": ["rb.md"] } }, "audit": { "tests": { "run": "a" } } }',
      ".lockstep/more.jsonc":
        '{ "surfaces": { "docs": { "paths": ["doc/**"] } }, "components": { "db": { "documents": ["data.md"] } }, "audit": { "tests": { "probe": "tests" } } }',
    });
    assert.deepEqual(wrong, []);
    assert.deepEqual(config, {
      surfaces: { docs: { paths: ["doc/**"], opens: "always" } },
      components: { db: { documents: ["data.md"], rollback: ["rb.md"] } },
      audit: { tests: { run: "a", probe: "tests" } },
    });
  });

  for (const name of ["../../base.jsonc", "../team/../../base.jsonc"])
    it(`${name}, outside of the repository, is refused`, async () => {
      const { config, wrong } = await extending({
        [CONFIG]: JSON.stringify({ extends: [name] }),
        "base.jsonc": '{ "ignore": ["a"] }',
      });
      assert.deepEqual(wrong, [
        `config/extends ${CONFIG}:1 “${name}” is not there, or lies outside the repository.`,
      ]);
      assert.deepEqual(config, {});
    });

  it("itself, by a detour, is refused where it closes the circle", async () => {
    const { config, wrong } = await extending({
      [CONFIG]: '{ "extends": ["../a.jsonc"], "ignore": ["x"] }',
      "a.jsonc": '{\n  "extends": ["./b.jsonc"]\n}',
      "b.jsonc": '{\n\n  "extends": ["./.lockstep/config.jsonc"], "rules": { "docs/*": "off" }\n}',
    });
    assert.deepEqual(wrong, ["config/extends b.jsonc:3 “./.lockstep/config.jsonc” extends itself."]);
    assert.deepEqual(config, { ignore: ["x"], rules: { "docs/*": "off" } });
  });

  it("too deep is refused at the last one that is read", async () => {
    const files = Object.fromEntries(
      [1, 2, 3, 4, 5].map((at) => [
        `c${at}.jsonc`,
        JSON.stringify({ extends: [`./c${at + 1}.jsonc`], ignore: [`${at}`] }),
      ]),
    );
    const { config, wrong } = await extending({ [CONFIG]: '{ "extends": ["../c1.jsonc"] }', ...files });
    assert.deepEqual(wrong, ["config/extends c3.jsonc:1 “./c4.jsonc” is more than 4 configurations deep."]);
    assert.deepEqual(config, { ignore: ["1"] });
  });

  it("a broken one enforces nothing of it, and says where it is broken", async () => {
    const { config, wrong } = await extending({
      [CONFIG]: '{ "extends": ["../a.jsonc"], "ignore": ["x"] }',
      "a.jsonc": '{\n  "surfacs": {}\n}',
    });
    assert.deepEqual(wrong, ["config/invalid a.jsonc:2 There is no setting “surfacs”."]);
    assert.deepEqual(config, { ignore: ["x"] });
  });

  it("knows the file and line of what only the other one says", async () => {
    const { read } = await extending({
      [CONFIG]: '{\n  "extends": ["../a.jsonc"],\n  "surfaces": { "docs": { "opens": "always" } }\n}',
      "a.jsonc": '{\n  "surfaces": {\n    "docs": {\n      "paths": ["docs/**"]\n    }\n  }\n}',
    });
    assert.deepEqual(read.place(["surfaces", "docs", "paths"]), { path: "a.jsonc", line: 4 });
    assert.deepEqual(read.place(["surfaces", "docs", "opens"]), { path: CONFIG, line: 3 });
  });
});
