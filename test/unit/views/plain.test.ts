import { strict as assert } from "node:assert";
import { plain } from "#views/plain";

describe("text from a repository", () => {
  for (const [what, text, shown] of [
    ["as it is", "docs/übersicht 文.md", "docs/übersicht 文.md"],
    ["without line breaks", "a\nb\r\u2028c", "a\ufffdb\ufffd\ufffdc"],
    ["without bidirectional controls", "gpj.\u202eexe", "gpj.\ufffdexe"],
    ["without terminal escapes", "\u001b[31mred", "\ufffd[31mred"],
    ["without lone surrogates", "caf\udce9", "caf\ufffd"],
    ["with emoji whole", "🚀.md", "🚀.md"],
  ] as const) {
    it(`shows ${what}`, () => assert.equal(plain(text), shown));
  }

  it("is cut", () => {
    assert.equal(plain("a".repeat(300)).length, 200);
    assert.ok(plain("a".repeat(300)).endsWith("…"));
    assert.equal(plain("a".repeat(200)), "a".repeat(200));
  });
});
