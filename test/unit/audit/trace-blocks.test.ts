import {
  type FileChange,
  type Finding,
  groundOf,
  pathIndex,
  readAudit,
  traceBlock,
  verifyAudit,
  withEdits,
} from "#core";
import assert from "node:assert/strict";
import fc from "fast-check";
import { changesBetween, protocol } from "./corpus.ts";

const DOCUMENT = "docs/changes.md";

function changes(before: Record<string, string>, after: Record<string, string>): FileChange[] {
  return changesBetween(new Map(Object.entries(before)), new Map(Object.entries(after)));
}

/** What is wrong with a document that traces some changes. */
function findings(text: string, all: readonly FileChange[]): readonly Finding[] {
  const after = new Map(all.map((change) => [change.path, change.after]));
  const index = pathIndex(
    [...after].flatMap(([path, now]) => (now === undefined ? [] : [path])),
    all,
  );
  const ground = groundOf({ index, read: (path) => after.get(path), changes: all });
  return verifyAudit(readAudit(DOCUMENT, text, index), ground, { stage: "gate", protocol }).findings;
}

function rules(text: string, all: readonly FileChange[]): string[] {
  return findings(text, all).map(({ rule }) => rule);
}

describe("trace blocks written from the diff", () => {
  const LINES = [
    "a",
    "b",
    "",
    "  c",
    "```",
    "````md",
    "[FILE] x",
    "+ [FILE] y",
    "# h",
    "--- a",
    "++ b",
    "@@ x",
  ];
  const text = fc.array(fc.constantFrom(...LINES), { maxLength: 30 }).map((lines) => lines.join("\n"));

  it("are the diff, whatever the texts hold: only the reason is missing", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const all = changes(
          { "src/a.ts": before, "src/b.ts": "1\n" },
          { "src/a.ts": after, "src/b.ts": "2\n" },
        );
        const said = rules(all.map((change) => traceBlock(change)).join("\n"), all);
        assert.deepEqual(
          said,
          all.map(() => "trace/file-without-why"),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("are inserted below the last block, one or all at once, and are findings until somebody says why", () => {
    const all = changes(
      { "src/a.ts": "1\n2\n3\n4\n5\n6\n", "src/b.ts": "1\n", "src/gone.ts": "x\n" },
      { "src/a.ts": "1\n2\n3\nfour\n5\n6\n", "src/b.ts": "2\n", "src/new.ts": "x\n" },
    );
    const document =
      "# Changes\n\n[FILE] src/b.ts\n[WHY] Two is right.\n[DIFF]\n```diff\n-1\n+2\n```\n\n## Build\n\nnpm test\n";
    const unlisted = findings(document, all);
    assert.deepEqual(
      unlisted.map(({ message }) => message),
      ["src/a.ts", "src/gone.ts", "src/new.ts"].map((path) => `${path} changed and has no [FILE] block.`),
    );
    const [one, every] = unlisted[0]?.fixes ?? [];
    assert.equal(one?.title, "Insert the [FILE] block of src/a.ts");
    assert.equal(every?.title, "Insert the [FILE] blocks of all 3 files");
    const inserted = withEdits(document, every.edits);
    assert.match(
      inserted,
      /\+2\n```\n\n\[FILE\] src\/a\.ts\n\[WHY\] TODO\n\[DIFF\]\n```diff\n@@ -1,6 \+1,6 @@\n 1\n 2\n 3\n-4\n\+four\n 5\n 6\n```\n/,
    );
    assert.match(inserted, /@@ -1 \+0,0 @@\n-x\n/);
    assert.match(inserted, /@@ -0,0 \+1 @@\n\+x\n```\n\n## Build/);
    const without = rules(inserted, all);
    assert.deepEqual(without, ["trace/file-without-why", "trace/file-without-why", "trace/file-without-why"]);
    assert.deepEqual(rules(inserted.replaceAll("TODO", "Four is a word."), all), []);
  });

  it("say that they leave something out of a long diff, and hold all the same", () => {
    const long = Array.from({ length: 5_000 }, (_, at) => `line ${at}`).join("\n");
    const all = changes({}, { "src/a.ts": long, "src/wide.ts": `${"x".repeat(3_000)}\nshort\n` });
    const blocks = all.map((change) => traceBlock(change)).join("\n");
    assert.ok(blocks.split("\n").length < 300);
    assert.deepEqual(rules(blocks.replaceAll("TODO", "It is generated."), all), []);
  });

  it("are no diff where a sentence stands instead", () => {
    const all = changes({ "src/b.ts": "1\n" }, { "src/b.ts": "2\n" });
    const told = "[FILE] src/b.ts\n[WHY] Two is right.\n[DIFF] The number was changed to two.\n";
    assert.deepEqual(rules(told, all), ["trace/diff-missing"]);
  });
});
