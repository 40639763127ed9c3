import assert from "node:assert/strict";
import type { Fact } from "#core";
import { replacement } from "../../../src/core/rules/replacement.ts";

/** The line after its repair; `undefined` where none is offered. */
function repaired(path: string, text: string, fact: Fact): string | undefined {
  const impact = { place: { path, line: 1 }, says: text, fact, cause: { path: "a", line: 1 }, confidence: 1 };
  const [edit] = replacement(impact, text)?.edits ?? [];
  return edit && `${text.slice(0, edit.start.column)}${edit.text}${text.slice(edit.end.column)}`;
}

const moved: Fact = { kind: "path", before: "docs/config/isolate.md", after: "docs/config/isolation.md" };

describe("the repair of a reference", () => {
  const cases: [from: string, line: string, now: string | undefined][] = [
    ["README.md", "[a](docs/config/isolate.md)", "[a](docs/config/isolation.md)"],
    ["docs/guide/a.md", "[a](../config/isolate.md#x) isolate", "[a](../config/isolation.md#x) isolate"],
    ["docs/config/index.md", "[a](./isolate)", "[a](./isolation)"],
    ["docs/guide/a.md", "see [isolate](/config/isolate#x)", "see [isolate](/config/isolation#x)"],
    [
      "docs/guide/a.md",
      "[a](/config/isolate.html) https://x.io/isolate",
      "[a](/config/isolation.html) https://x.io/isolate",
    ],
    ["docs/guide/a.md", "[a](/config/isolate) [b](/config/isolate)", undefined],
    ["other/a.md", "[a](/config/isolate)", undefined],
  ];
  for (const [from, line, now] of cases)
    it(`${line} in ${from}`, () => assert.equal(repaired(from, line, moved), now));

  it("writes a heading's new address, and a label's new name", () => {
    const heading: Fact = { kind: "path", before: "docs/a.md#old-title", after: "docs/a.md#title" };
    assert.equal(repaired("docs/b.md", "[x](a.md#old-title)", heading), "[x](a.md#title)");
    const label: Fact = {
      kind: "path",
      name: "label",
      before: "docs/a.rst#limits",
      after: "docs/a.rst#rates",
    };
    assert.equal(repaired("docs/b.rst", "See :ref:`limits`.", label), "See :ref:`rates`.");
  });

  it("is not offered for a link from the root of a site that is written with escapes", () => {
    const page: Fact = { kind: "path", before: "docs/config/my page.md", after: "docs/config/page.md" };
    assert.equal(repaired("docs/guide/a.md", "[a](/config/my%20page)", page), undefined);
  });

  it("is not offered where a page moves out of its site", () => {
    const out: Fact = { ...moved, after: "wiki/isolation.md" };
    assert.equal(repaired("docs/guide/a.md", "[a](/config/isolate)", out), undefined);
  });
});
