import assert from "node:assert/strict";
import fc from "fast-check";
import { neutrality } from "../../../src/core/diff/neutral.ts";
import { classifyAll } from "./classified.ts";
import { indexDocument } from "../../../src/core/impact/documents/documents.ts";
import { quantitiesOf } from "../../../src/core/impact/lines/quantity.ts";
import { impactsBetween } from "./harness.ts";
import { processorTime } from "../../support/processor-time.ts";

const units = [
  "a",
  " ",
  "`",
  "[",
  "](",
  "<",
  "\\",
  "/",
  "1",
  "1,",
  "9 ",
  "--",
  "-a",
  "_A",
  "a.",
  "a:",
  "{",
  "(",
  "$",
  "${A",
  "=",
  "\t",
  "|",
  "'",
  '"',
  "#",
  "~",
  ".. ",
  "::",
  "half an ",
  "Aa",
  "a_",
  "[[",
  "/a",
  "a/",
  "@default(",
  "<!--",
  "1.",
  "constructor(limit = 1) {}\n",
  "def __init__(self, limit=1): ",
  "x()?.a.unwrap_or(1) ",
  ").ok().unwrap_or(1)",
  "[1, 2], ",
  'flag("a-b" ',
  '{ option: "a-b", ',
  ":param a ",
  "   .. class:: A\n",
];
const documents = ["README.md", "docs/a.rst", "docs/a.adoc"];
const codes = [
  "a.ts",
  "a.py",
  "a.go",
  "a.rs",
  "a.yml",
  "a.json",
  "a.toml",
  "a.sql",
  "a.prisma",
  "Makefile",
  "Dockerfile",
  ".env",
  "a.sh",
  "a.vue",
  "openapi.yml",
  "openapi.json",
];

describe("impact on hostile input", () => {
  for (const [k, unit] of units.entries()) {
    const some = codes.filter((_, j) => j % 5 === k % 5);
    it(`100 KB of ${JSON.stringify(unit)} on one line`, () => {
      const line = unit.repeat(100_000 / unit.length);
      const start = processorTime();
      for (const path of documents) indexDocument(path, line);
      quantitiesOf(line.slice(0, 2_000));
      for (const path of some) {
        impactsBetween(
          { [path]: `A_B = 3\n${line}\n`, "README.md": line },
          { [path]: `A_B = 4\n${line}x\n`, "README.md": line },
        );
        neutrality(path, line, `${line} `);
      }
      classifyAll(line);
      const took = processorTime() - start;
      assert.ok(took < 10_000, `${took} ms`);
    });
  }

  it("never throws", () => {
    const text = fc.string({ maxLength: 200 });
    fc.assert(
      fc.property(
        fc.constantFrom(...codes, ...documents),
        text,
        text,
        fc.constantFrom(...documents),
        text,
        (path, before, after, document, prose) => {
          impactsBetween(
            { [path]: before, [`x/${document}`]: prose },
            { [path]: after, [`x/${document}`]: prose },
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
