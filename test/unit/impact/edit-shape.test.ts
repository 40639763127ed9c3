import assert from "node:assert/strict";
import { EDIT_FEATURES, editFeaturesOf } from "../../../src/core/impact/ranking/edit-shape.ts";
import { changesBetween, type Files } from "./harness.ts";

type Name = (typeof EDIT_FEATURES)[number];

function features(before: Files, after: Files): (name: Name) => number {
  const values = editFeaturesOf(changesBetween(before, after));
  assert.equal(values.length, EDIT_FEATURES.length);
  return (name) => values[EDIT_FEATURES.indexOf(name)]!;
}

/** As numbers stand among the features. */
const number = (count: number): number => Math.log1p(count) / 6;

describe("the shape of an edit", () => {
  it("counts the lines that came and went, empty ones aside", () => {
    const of = features({ "a.ts": "one();\ntwo();\n" }, { "a.ts": "one();\n\nthree();\nfour();\n" });
    assert.deepEqual([of("addedLines"), of("removedLines")], [number(2), number(1)]);
    assert.equal(of("growth"), 1 / 3);
  });

  const line: [Name, string, string][] = [
    ["added comments", "a.py", "# how it works"],
    ["added comments", "a.rs", "/// How it works."],
    ["added docstrings", "a.ts", " * @param a what it is"],
    ["added publicNames", "a.go", "func (s *Server) Close() error {"],
    ["added publicNames", "a.rs", "pub(crate) fn close() {}"],
    ["added publicNames", "a.py", "async def close(self):"],
    ["added definitions", "a.ts", "export async function close() {}"],
    ["added optional", "a.ts", "  readonly timeout?: number;"],
    ["added members", "a.rs", "    pub timeout: u64,"],
    ["added imports", "a.py", "from x import y"],
    ["added sentences", "a.go", 'log.Print("the file was not found")'],
    ["added settings", "a.py", "DEFAULT_TIMEOUT_S"],
    ["added warnings", "a.js", "warn(text)"],
  ];
  for (const [name, path, text] of line)
    it(`sees ${name} in ${text.trim()}`, () => {
      assert.equal(features({ [path]: "x\n" }, { [path]: `x\n${text}\n` })(name), number(1));
    });

  it("does not take what Python keeps to itself for public, nor an attribute of Rust for a comment", () => {
    assert.equal(features({ "a.py": "x\n" }, { "a.py": "x\ndef _close():\n" })("added publicNames"), 0);
    assert.equal(features({ "a.rs": "x\n" }, { "a.rs": "x\n#[test]\n" })("added comments"), 0);
  });

  it("tells sources from settings, examples and manifests", () => {
    const of = features(
      { "src/a.ts": "a\n", "package.json": "{}\n" },
      { "src/a.ts": "b\n", "package.json": '{\n  "x": 1\n}\n', "examples/b.ts": "c\n" },
    );
    assert.deepEqual([of("sourceFiles"), of("manifests"), of("examples")], [number(1), 1 / 3, 1 / 3]);
    assert.equal(of("sourceLines"), 2 / 7);
    assert.equal(of("added entries"), 0);
  });

  it("reads a huge edit in part only, and one without text", () => {
    const huge = features({ "a.ts": "" }, { "a.ts": "export const a = 1;\n".repeat(10_000) });
    assert.ok(huge("addedLines") <= number(3_000));
    assert.deepEqual(editFeaturesOf([{ path: "a.ts", status: "modified", hunks: [] }]).slice(0, 2), [0, 0]);
  });
});
