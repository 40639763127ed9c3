import { strict as assert } from "node:assert";
import { goingTo, type Move, type Path, updatedReferences, withEdits, wordsNaming } from "#core";

const FILES = [
  "src/dialer/retry.ts",
  "src/dialer/retry.test.ts",
  "src/queue.ts",
  "docs/dialer.md",
  "docs/guide/setup.md",
  "docs/my file.md",
  "README.md",
];

function after(document: Path, text: string, moves: readonly Move[]): string {
  const has = (path: Path): boolean => FILES.some((one) => one === path || one.startsWith(`${path}/`));
  return withEdits(text, updatedReferences(document, text, { goes: goingTo(moves), has }));
}

const RENAMED: readonly Move[] = [{ from: "src/dialer/retry.ts", to: "src/dialer/attempts.ts" }];

describe("references to what moves", () => {
  it("are updated in links of every kind, written as they were", () => {
    const lines: readonly (readonly [string, string])[] = [
      ['See [it](../src/dialer/retry.ts#L2 "t").', 'See [it](../src/dialer/attempts.ts#L2 "t").'],
      ["![x](</src/dialer/retry.ts>)", "![x](</src/dialer/attempts.ts>)"],
      ["[retry]: ./../src/dialer/retry.ts", "[retry]: ../src/dialer/attempts.ts"],
      ['<a href="../src/dialer/retry.ts?plain=1">', '<a href="../src/dialer/attempts.ts?plain=1">'],
      [".. literalinclude:: ../src/dialer/retry.ts", ".. literalinclude:: ../src/dialer/attempts.ts"],
    ];
    for (const [now, then] of lines) assert.equal(after("docs/dialer.md", now, RENAMED), then);
  });

  it("are updated where a path is written out, line numbers and all else left alone", () => {
    assert.equal(
      after(
        "docs/dialer.md",
        "[src/dialer/retry.ts](../src/dialer/retry.ts) The limit (`src/dialer/retry.ts:2`) is in src/dialer/retry.ts.\r\n```\nnode ../src/dialer/retry.ts\n```\n",
        RENAMED,
      ),
      "[src/dialer/attempts.ts](../src/dialer/attempts.ts) The limit (`src/dialer/attempts.ts:2`) is in src/dialer/attempts.ts.\r\n```\nnode ../src/dialer/attempts.ts\n```\n",
    );
  });

  it("are left alone where they mean something else", () => {
    for (const text of [
      "[x](https://example.com/src/dialer/retry.ts) and https://example.com/src/dialer/retry.ts",
      "src/dialer/retry.test.ts, other/src/dialer/retry.ts, retry.ts, dialer/retry.ts",
      "[x](#src/dialer/retry.ts) [y](retry.ts) [z](../../src/dialer/retry.ts)",
      "@acme/src/dialer/retry.ts",
    ])
      assert.equal(after("docs/dialer.md", text, RENAMED), text);
  });

  it("follow a folder and everything in it", () => {
    const moves = [{ from: "src/dialer", to: "src/calls/dialer" }];
    assert.equal(
      after("docs/dialer.md", "[a](../src/dialer/) `src/dialer/retry.ts` src/dialer/** src/queue.ts", moves),
      "[a](../src/calls/dialer/) `src/calls/dialer/retry.ts` src/calls/dialer/** src/queue.ts",
    );
  });

  it("are updated in a document that moves itself, from where it stands then", () => {
    const moves = [{ from: "docs/dialer.md", to: "docs/guide/calls.md" }];
    assert.equal(
      after(
        "docs/dialer.md",
        "[a](guide/setup.md) [b](./guide/setup#x) [c](../README.md) [d](/README.md) [e](gone.md) `src/queue.ts` ../src/queue.ts",
        moves,
      ),
      "[a](setup.md) [b](./setup#x) [c](../../README.md) [d](/README.md) [e](gone.md) `src/queue.ts` ../../src/queue.ts",
    );
    assert.equal(after("README.md", "[d](docs/dialer.md)", moves), "[d](docs/guide/calls.md)");
  });

  it("are written so that a link stays one", () => {
    assert.equal(
      after("README.md", "[a](docs/my%20file.md)", [{ from: "docs/my file.md", to: "docs/my other (1).md" }]),
      "[a](docs/my%20other%20(1).md)",
    );
  });

  it("are looked for by the word that names what moves", () => {
    assert.deepEqual(wordsNaming([...RENAMED, { from: "docs", to: "manual" }]), ["retry", "docs"]);
    assert.deepEqual(wordsNaming([{ from: "docs/é.md", to: "docs/e.md" }]), []);
  });
});
