import assert from "node:assert/strict";
import fc from "fast-check";
import { deserialize, serialize } from "node:v8";
import { WordPostings } from "../../../src/core/impact/code/word-postings.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function postingsOf(texts: Readonly<Record<string, string>>): WordPostings {
  const postings = new WordPostings();
  for (const [id, text] of Object.entries(texts)) postings.add(id, bytes(text));
  return postings;
}

function holding(postings: WordPostings, word: string, ids: readonly string[]): string[] {
  const found = new Set(postings.holding(word));
  return ids.filter((id) => found.has(postings.ordinal(id) ?? -1));
}

describe("word postings", () => {
  const cases: [text: string, word: string, holds: boolean][] = [
    ["x = foo_bar + 1", "foo_bar", true],
    ["foobar foo_bar", "foo", false],
    ["$foo;", "foo", true],
    ["'--dry-run'", "dry-run", true],
    ["'--dry-run'", "dry", true],
    ["a-b-c-d-e", "b-c-d-e", true],
    ["a-b-c-d-e", "b-d", false],
    ["xa-b", "a-b", false],
    ["a--b", "a-b", false],
    ["3foo", "foo", false],
    ["é_x ü", "_x", true],
    ["", "a", false],
  ];
  for (const [text, word, holds] of cases) {
    it(`${JSON.stringify(text)} ${holds ? "holds" : "does not hold"} ${word}`, () => {
      assert.equal(WordPostings.tells(word), true);
      assert.deepEqual(holding(postingsOf({ a: text }), word, ["a"]), holds ? ["a"] : []);
    });
  }

  it("cannot tell of what is no word", () => {
    for (const word of ["", "3x", "a.b", "$a", "a-b-c-d-e", "a b", "--a"])
      assert.equal(WordPostings.tells(word), false, word);
  });

  it("finds what a regular expression finds, through growth and after being kept", () => {
    const word = fc.stringMatching(/^[a-d_]{1,4}(?:-[a-c]{1,2}){0,2}$/);
    const text = fc.array(fc.constantFrom("a", "b", "c", "d", "_", "-", " ", ".", "7"), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.array(word, { maxLength: 20 }),
        (texts, words) => {
          const files = Object.fromEntries(texts.map((letters, k) => [`f${k}`, letters.join("")]));
          const made = postingsOf(files);
          const kept = WordPostings.from(deserialize(serialize(made.kept())));
          assert.ok(kept);
          for (const one of words) {
            const whole = new RegExp(`(?<![A-Za-z0-9_])${one}(?![A-Za-z0-9_])`);
            const expected = Object.keys(files).filter((id) => whole.test(files[id] ?? ""));
            assert.deepEqual(holding(made, one, Object.keys(files)), expected, one);
            assert.deepEqual(holding(kept, one, Object.keys(files)), expected, one);
          }
        },
      ),
    );
  });

  it("goes on after being kept", () => {
    const kept = WordPostings.from(postingsOf({ a: "one two" }).kept());
    kept?.add("b", bytes(Array.from({ length: 9_000 }, (_, k) => `word_${k}`).join(" ") + " two"));
    assert.deepEqual(kept && holding(kept, "two", ["a", "b"]), ["a", "b"]);
    assert.deepEqual(kept && holding(kept, "word_8999", ["a", "b"]), ["b"]);
  });

  it("knows of contents that come after many others, whether it was asked in between or not", () => {
    const postings = new WordPostings();
    const expected: number[] = [];
    for (let k = 0; k < 400; k++) {
      const held = k % 7 === 0;
      postings.add(`id${k}`, bytes(`own${k} filler${k % 13} ${held ? "wanted" : ""} `.repeat(3)));
      if (held) expected.push(k);
      if (k % 50 === 1) assert.deepEqual([...postings.holding("wanted")], expected);
    }
    const again = WordPostings.from(postings.kept());
    for (const made of [postings, again]) {
      made?.add("last", bytes("wanted own3"));
      assert.deepEqual([...(made?.holding("wanted") ?? [])], [...expected, 400]);
      assert.deepEqual([...(made?.holding("own3") ?? [])], [3, 400]);
      assert.deepEqual([...(made?.holding("own39") ?? [])], [39]);
    }
  });

  it("keeps nothing of an opaque content but that it is one", () => {
    const rich = Array.from({ length: 30_000 }, (_, k) => `w${k}`).join(" ");
    const postings = postingsOf({ a: "w1 w2", rich, b: "w1" });
    assert.equal(postings.pairs, 3);
    assert.deepEqual([...postings.holding("w1")], [0, 2]);
  });

  it("marks a content of very many words as opaque", () => {
    const rich = Array.from({ length: 30_000 }, (_, k) => `w${k}`).join(" ");
    const postings = postingsOf({ a: "plain", rich, b: "w1" });
    const isOpaque = (id: string): boolean => postings.isOpaque(postings.ordinal(id) ?? -1);
    assert.deepEqual([isOpaque("a"), isOpaque("rich"), isOpaque("b")], [false, true, false]);
  });

  it("is nothing where what was kept is not whole", () => {
    const { table: _, ...rest } = postingsOf({ a: "x" }).kept();
    for (const broken of [undefined, 7, "x", {}, rest, { ...rest, table: new Int32Array(3) }])
      assert.equal(WordPostings.from(broken), undefined);
  });
});
