import assert from "node:assert/strict";
import fc from "fast-check";
import { diffLines, splitLines } from "../../../src/core/diff/lines.ts";
import type { Hunk } from "../../../src/core/model/change.ts";
import { processorTime } from "../../support/processor-time.ts";

const hunk = (oldStart: number, oldCount: number, newStart: number, newCount: number): Hunk => ({
  oldStart,
  oldCount,
  newStart,
  newCount,
});

/** The after lines, rebuilt from the before lines and the hunks. */
function patched(before: string[], after: string[], hunks: readonly Hunk[]): string[] {
  const out: string[] = [];
  let at = 0;
  for (const { oldStart, oldCount, newStart, newCount } of hunks) {
    const start = oldCount === 0 ? oldStart : oldStart - 1;
    out.push(...before.slice(at, start));
    const from = newCount === 0 ? newStart : newStart - 1;
    assert.equal(from, out.length, "a hunk stands where its new side says");
    out.push(...after.slice(from, from + newCount));
    at = start + oldCount;
  }
  return [...out, ...before.slice(at)];
}

describe("diffLines", () => {
  const cases: [string, string, string, Hunk[]][] = [
    ["equal texts", "a\nb\n", "a\nb\n", []],
    ["line ends alone", "a\r\nb\r\n", "a\nb", []],
    ["one line of three", "a\nb\nc\n", "a\nB\nc\n", [hunk(2, 1, 2, 1)]],
    ["an insertion names the line before it", "a\nc\n", "a\nb\nc\n", [hunk(1, 0, 2, 1)]],
    ["a deletion names the line left before it", "a\nb\nc\n", "a\nc\n", [hunk(2, 1, 1, 0)]],
    ["a new file", "", "a\nb\n", [hunk(0, 0, 1, 2)]],
    ["an emptied file", "a\nb\n", "", [hunk(1, 2, 0, 0)]],
    ["two hunks", "a\nb\nc\nd\n", "A\nb\nc\nD\n", [hunk(1, 1, 1, 1), hunk(4, 1, 4, 1)]],
  ];
  for (const [title, before, after, expected] of cases) {
    it(title, () => assert.deepEqual(diffLines(before, after), expected));
  }

  it("rebuilds the after text from any before text", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "", "d"), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const before = splitLines(a.map((line) => `${line}\n`).join(""));
        const after = splitLines(b.map((line) => `${line}\n`).join(""));
        assert.deepEqual(
          patched(before, after, diffLines(before.join("\n"), after.join("\n"))).filter(Boolean),
          after.filter(Boolean),
        );
      }),
    );
  });

  it("answers within two seconds for 50,000 changed lines and for 2 MB", () => {
    const many = Array.from({ length: 50_000 }, (_, k) => `line ${k % 977} ${k}`);
    const other = many.map((line, k) => (k % 3 === 0 ? `${line}!` : line));
    const shuffled = [...many].reverse();
    const start = processorTime();
    const hunks = diffLines(many.join("\n"), other.join("\n"));
    assert.deepEqual(patched(many, other, hunks), other);
    diffLines(many.join("\n"), shuffled.join("\n"));
    diffLines("x\n".repeat(1_000_000), "x\n".repeat(900_000) + "y\n".repeat(100_000));
    diffLines("a\nb\n".repeat(30_000), "b\nb\na\n".repeat(20_000));
    assert.ok(processorTime() - start < 4_000);
  });
});

describe("splitLines", () => {
  const cases: [string, string[]][] = [
    ["", []],
    ["a", ["a"]],
    ["a\n", ["a"]],
    ["a\n\n", ["a", ""]],
    ["\n", [""]],
    ["a\r\nb\rc", ["a", "b", "c"]],
  ];
  for (const [text, lines] of cases)
    it(JSON.stringify(text), () => assert.deepEqual(splitLines(text), lines));
});
