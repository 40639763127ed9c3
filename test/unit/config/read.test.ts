import { strict as assert } from "node:assert";
import { readConfig } from "#core";

const PATH = ".lockstep/config.jsonc";

/** Findings as `line rule message`. */
function found(text: string): string[] {
  return readConfig(PATH, text).findings.map(({ place, message }) => `${place.line} ${message}`);
}

describe("a configuration", () => {
  it("may hold comments and trailing commas", () => {
    const { config, findings } = readConfig(PATH, '// ours\n{ "protocols": ["docs/p.md",], }');
    assert.deepEqual(findings, []);
    assert.deepEqual(config, { protocols: ["docs/p.md"] });
  });

  it("names the line of a setting nobody knows", () => {
    assert.deepEqual(found('{\n  "surfaces": {\n    "docs": { "path": [] }\n  }\n}'), [
      "3 There is no setting “surfaces.docs.path”.",
    ]);
  });

  it("names the line of a value of the wrong kind", () => {
    const [finding] = found('{\n  "rules": {\n    "docs/*": "loud"\n  }\n}');
    assert.match(finding ?? "", /^3 “rules\.docs\/\*”: invalid option/);
  });

  it("names the element of a list", () => {
    const [finding] = found('{\n  "protocols": [\n    "a.md",\n    7\n  ]\n}');
    assert.match(finding ?? "", /^4 “protocols\.1”/);
  });

  it("finds a key that is set twice", () => {
    assert.deepEqual(found('{\n  "protocols": [],\n  "protocols": ["a.md"]\n}'), [
      "3 “protocols” is set twice here; keep one.",
    ]);
  });

  for (const [what, text, line] of [
    ["nothing", "", 1],
    ["half a file", '{\n  "protocols": [', 2],
    ["no JSON", "protocols: x", 1],
    ["a list", "[]", 1],
    ["a conflict", '{\n<<<<<<< ours\n  "protocols": []\n=======\n>>>>>>> theirs\n}', 2],
  ] as const) {
    it(`that is ${what} is a finding, and counts as empty`, () => {
      const { config, findings } = readConfig(PATH, text);
      assert.equal(findings.length > 0, true);
      assert.equal(findings[0]?.place.line, line);
      assert.deepEqual(config, {});
    });
  }

  it("does not reach a prototype", () => {
    const text = '{ "surfaces": { "__proto__": { "opens": "always" } }, "__proto__": {} }';
    readConfig(PATH, text);
    assert.equal(Object.hasOwn(Object.prototype, "opens"), false);
  });

  it("finds the place of a value by its keys", () => {
    const read = readConfig(
      PATH,
      '{\n  "surfaces": {\n    "docs": {\n      "paths": ["docs/**"]\n    }\n  }\n}',
    );
    assert.deepEqual(read.place(["surfaces", "docs", "paths"]), { path: PATH, line: 4 });
    assert.deepEqual(read.place(["surfaces", "docs", "causes"]), { path: PATH, line: 3 });
    assert.deepEqual(read.place(["nothing"]), { path: PATH, line: 1 });
  });

  it("refuses globs that would be dear to match", () => {
    const long = "a".repeat(257);
    const many = `{${Array.from({ length: 40 }, (_, at) => at).join(",")}}`;
    assert.equal(found(JSON.stringify({ ignore: [long] })).length, 1);
    assert.equal(found(JSON.stringify({ ignore: [many] })).length, 1);
  });
});
