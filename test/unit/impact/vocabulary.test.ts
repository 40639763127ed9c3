import assert from "node:assert/strict";
import fc from "fast-check";
import { vocabularyOf, wordsIn } from "../../../src/core/impact/vocabulary.ts";

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
