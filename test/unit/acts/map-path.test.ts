import { strict as assert } from "node:assert";
import { mapTargets, planMapPath } from "#acts/map-path";
import { compileProtocol, type Config, readConfig } from "#core";

const PATHS = [
  "src/a.ts",
  "assets/b.svg",
  "assets/deep/c.svg",
  "docs/a.md",
  "notes/x(1).md",
  "packages/ui/guide/a.md",
];
const PROTOCOL = compileProtocol(
  "PROTOCOL.md",
  "# P\n\n| Surface | Requirement |\n|---|---|\n| Backend logic | Change it. |\n| Repository state | Commit. |\n| Documentation | Correct it. |\n| Verification | Run. |\n| Legal | Ask. |\n",
);
const repository = { paths: PATHS, texts: new Map<string, string>(), protocols: [] };

function mapped(path: string, surface: string, text?: string): Config {
  const file = text === undefined ? undefined : { path: ".lockstep/config.jsonc", text };
  const config = text === undefined ? {} : readConfig("", text).config;
  const planned = planMapPath({ protocol: PROTOCOL, config, own: true }, repository, { path, surface }, file);
  assert.ok("plan" in planned, "refused" in planned ? planned.refused : "");
  const [written] = planned.plan.files;
  assert.equal(written?.replaces, text);
  const read = readConfig(".lockstep/config.jsonc", written?.text ?? "");
  assert.deepEqual(read.findings, []);
  return read.config;
}

describe("mapping a path to a surface", () => {
  it("offers the surfaces that are made of files, and says which have the path", () => {
    const targets = mapTargets({ protocol: PROTOCOL, config: {}, own: true }, PATHS, "docs");
    assert.deepEqual(
      targets.map(({ surface, has }) => [surface.id, has]),
      [
        ["backend-logic", false],
        ["documentation", true],
        ["legal", false],
      ],
    );
  });

  it("adds a folder to the globs that are there, and leaves the rest of the file alone", () => {
    const text = '{\n  "surfaces": { "backend-logic": { "paths": ["src/**"] } } // ours\n}\n';
    assert.deepEqual(mapped("assets", "backend-logic", text).surfaces, {
      "backend-logic": { paths: ["src/**", "assets/**"] },
    });
  });

  it("writes down beside it what belonged to an unbound surface by its kind", () => {
    assert.deepEqual(mapped("assets/b.svg", "backend-logic").surfaces, {
      "backend-logic": { paths: ["src/**", "assets/b.svg"] },
    });
    assert.deepEqual(mapped("assets", "legal").surfaces, { legal: { paths: ["assets/**"] } });
  });

  it("takes what means something in a glob literally", () => {
    const text = '{ "surfaces": { "documentation": { "paths": ["docs/**"] } } }';
    assert.deepEqual(mapped("notes/x(1).md", "documentation", text).surfaces?.["documentation"]?.paths, [
      "docs/**",
      "notes/x?1?.md",
    ]);
  });

  it("writes into the package's own list where a package binds the surface itself", () => {
    const text =
      '{ "packages": { "packages/*": { "surfaces": { "documentation": { "paths": ["README.md"] } } } } }';
    assert.deepEqual(mapped("packages/ui/guide", "documentation", text).packages, {
      "packages/*": { surfaces: { documentation: { paths: ["README.md", "guide/**"] } } },
    });
  });

  it("refuses what is mapped already, is not there, or is no surface of files", () => {
    const held = { protocol: PROTOCOL, config: {}, own: true };
    const refusal = (path: string, surface: string): string => {
      const planned = planMapPath(held, repository, { path, surface }, undefined);
      return "refused" in planned ? planned.refused : "";
    };
    assert.match(refusal("docs", "documentation"), /^docs belongs to “Documentation” already/);
    assert.match(refusal("dist", "legal"), /no file at dist/);
    assert.match(refusal("src", "verification"), /no surface “verification”/);
  });
});
