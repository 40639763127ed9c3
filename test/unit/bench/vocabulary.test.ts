import assert from "node:assert/strict";
import fc from "fast-check";
import { CodeWords } from "../../../bench/impact/code-words.ts";
import { vocabularyOf, wordsIn } from "../../../bench/impact/vocabulary.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function found(words: readonly string[], text: string): string[] {
  const vocabulary = vocabularyOf(words);
  return [...wordsIn(bytes(text), vocabulary)].map((id) => vocabulary.words[id] ?? "");
}

describe("vocabulary", () => {
  const cases: [words: string[], text: string, expected: string[]][] = [
    [["foo_bar"], "x = foo_bar + 1", ["foo_bar"]],
    [["foo"], "foobar foo_bar $foo", []],
    [["dry-run", "dry"], '"--dry-run"', ["dry-run", "dry"]],
    [["a-b"], "xa-b a-b-c", ["a-b"]],
    [["a"], "", []],
    [[], "a b c", []],
    [["b"], "é b ü", ["b"]],
  ];
  for (const [words, text, expected] of cases) {
    it(`${JSON.stringify(words)} in ${JSON.stringify(text)}`, () =>
      assert.deepEqual(found(words, text).sort(), expected.sort()));
  }

  it("finds what a regular expression finds", () => {
    const word = fc.stringMatching(/^[a-c_]{1,3}$/);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 20 }),
        fc.array(fc.constantFrom("a", "b", "c", "_", " ", ".", "é"), { maxLength: 60 }),
        (words, letters) => {
          const text = letters.join("");
          const whole = new Set(text.match(/[A-Za-z0-9_$]+/g) ?? []);
          assert.deepEqual(new Set(found(words, text)), new Set(words.filter((one) => whole.has(one))));
        },
      ),
    );
  });
});

describe("CodeWords", () => {
  const vocabulary = vocabularyOf(["fooBar", "dry-run"]);
  const held = (text: string): Int32Array => wordsIn(bytes(text), vocabulary);

  it("counts the files that hold a word, through changes", () => {
    let code = CodeWords.of(vocabulary, [
      ["a.ts", held("fooBar")],
      ["b.ts", held("fooBar '--dry-run'")],
    ]);
    assert.deepEqual([code.spread("fooBar"), code.spread("--dry-run"), code.spread("other")], [2, 1, 0]);
    code = code.with("b.ts", held("nothing")).without("a.ts");
    assert.deepEqual([code.spread("fooBar"), code.spread("--dry-run")], [0, 0]);
    for (let k = 0; k < 100; k++) code = code.with(`f${k}.ts`, held("fooBar"));
    assert.equal(code.spread("fooBar"), 100);
    assert.equal(code.holding("fooBar").length, 100);
    assert.deepEqual([code.knows("--dry-run"), code.knows("other")], [true, false]);
  });
});
