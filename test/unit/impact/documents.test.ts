import assert from "node:assert/strict";
import fc from "fast-check";
import { LINE_KIND } from "../../../src/core/impact/documents/document-lines.ts";
import { DocumentIndex, indexDocument } from "../../../src/core/impact/documents/documents.ts";

const kindsOf = (path: string, text: string): string =>
  [...indexDocument(path, text).kinds].map((kind) => ["H", "S", "p", "b", "-"][kind]).join("");

describe("indexDocument", () => {
  const cases: [path: string, text: string, kinds: string][] = [
    ["a.md", "# A\n\ntext\n\n```ts\ncode\n```\ntext", "Hppppbbbp".replace("pppp", "ppp")],
    ["a.md", "Title\n=====\ntext", "Hpp"],
    ["a.md", "---\ntitle: x\n---\ntext", "---p"],
    ["a.md", "<!-- a\nb -->\ntext", "--p"],
    ["a.md", "- item\n  ```sh\n  run\n  ```\ntext", "pbbbp"],
    ["a.md", "~~~\n```\n~~~\ntext", "bbbp"],
    ["a.md", "| a |\n|---|\n| b |", "ppp"],
    ["a.rst", "Title\n=====\n\nText::\n\n    code\n\nmore", "Hpppbbbp"],
    ["a.rst", ".. comment\n   more\n\ntext", "--pp"],
    ["a.rst", ".. code-block:: python\n\n   x = 1\n\ntext", "pbbbp"],
    ["a.adoc", "= Title\n\n----\ncode\n----\n// hidden\ntext", "Hpbbb-p"],
  ];
  for (const [path, text, kinds] of cases) {
    it(`${path}: ${JSON.stringify(text.slice(0, 30))}`, () => assert.equal(kindsOf(path, text), kinds));
  }

  it("knows each line's section", () => {
    const { sections, sectionOf } = indexDocument("a.md", "intro\n# A\na\n## B\nb\n");
    assert.deepEqual(
      sections.map(({ title, line, endLine }) => [title, line, endLine]),
      [
        ["", 0, 1],
        ["A", 2, 3],
        ["B", 4, 5],
      ],
    );
    assert.deepEqual([...sectionOf], [0, 1, 1, 2, 2]);
  });

  it("keeps code-like words of prose and all words of spans, blocks and headings", () => {
    const document = indexDocument(
      "a.md",
      "# Use retries\nplain maxRetries and `limit`\n```\nrun --dry-run it\n```\n",
    );
    assert.deepEqual([...document.allNames()].sort(), [
      "--dry-run",
      "Use",
      "it",
      "limit",
      "maxRetries",
      "retries",
      "run",
    ]);
    assert.deepEqual([...document.places("limit")], [(2 << 3) | LINE_KIND.span]);
  });
});

describe("DocumentIndex", () => {
  const word = fc.constantFrom("fooBar", "foo_bar", "--foo-bar", "bazQux", "plain");
  const edit = fc.record({
    path: fc.constantFrom("a.md", "b.md", "c.rst"),
    words: fc.option(fc.array(word, { maxLength: 4 }), { nil: undefined }),
  });

  it("answers the same however it came about", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 90 }), (edits) => {
        let index = DocumentIndex.empty;
        const texts = new Map<string, string>();
        for (const { path, words } of edits) {
          if (words === undefined) {
            index = index.without(path);
            texts.delete(path);
          } else {
            const text = words.map((one) => `\`${one}\` is it\n`).join("");
            index = index.with(indexDocument(path, text));
            texts.set(path, text);
          }
        }
        const fresh = DocumentIndex.of([], texts);
        const sorted = (items: readonly object[]): string[] =>
          items.map((item) => JSON.stringify(item)).sort();
        for (const one of ["fooBar", "foo_bar", "bazQux", "plain"]) {
          assert.deepEqual(sorted(index.mentions(one)), sorted(fresh.mentions(one)));
          assert.deepEqual(sorted(index.similar(one)), sorted(fresh.similar(one)));
          assert.equal(index.spread(one), fresh.spread(one));
          assert.equal(index.stemSpread(one), fresh.stemSpread(one));
        }
        assert.equal(index.size, texts.size);
        assert.equal(index.averageLength, fresh.averageLength);
        assert.deepEqual(index.holdingStems(["plain"]).length, fresh.holdingStems(["plain"]).length);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves the index it came from alone", () => {
    const first = DocumentIndex.empty.with(indexDocument("a.md", "`fooBar`"));
    first.without("a.md");
    first.with(indexDocument("a.md", ""));
    assert.equal(first.mentions("fooBar").length, 1);
  });
});
