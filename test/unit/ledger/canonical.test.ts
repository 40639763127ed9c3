import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { canonicalText, jcs, type Json } from "../../../src/core/ledger/canonical.ts";
import { sha256 } from "../../../src/core/ledger/sha256.ts";
import { utf8, utf8Length } from "../../../src/core/ledger/utf8.ts";

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: "binary" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "binary" }), tie("value"), { maxKeys: 4 }),
  ),
})).value as fc.Arbitrary<Json>;

describe("sha256", () => {
  it("gives the digests of FIPS 180-4's examples", () => {
    assert.equal(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert.equal(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert.equal(
      sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
    assert.equal(
      sha256("a".repeat(1_000_000)),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
  });

  it("agrees with node for every length around the block size and for any text", () => {
    const theirs = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
    for (let length = 0; length < 200; length++) {
      assert.equal(sha256("ö".repeat(length)), theirs("ö".repeat(length)));
      assert.equal(sha256("x".repeat(length)), theirs("x".repeat(length)));
    }
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => sha256(text) === theirs(text)));
  });

  it("encodes as TextEncoder does, lone surrogates included", () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const bytes = Buffer.from(new TextEncoder().encode(text));
        return bytes.equals(Buffer.from(utf8(text))) && bytes.length === utf8Length(text);
      }),
    );
  });
});

describe("canonical text", () => {
  it("is pretty JSON with sorted keys and a final newline", () => {
    assert.equal(
      canonicalText({ b: [1, "x", []], a: { d: null, c: true }, e: {} }),
      '{\n  "a": {\n    "c": true,\n    "d": null\n  },\n  "b": [\n    1,\n    "x",\n    []\n  ],\n  "e": {}\n}\n',
    );
  });

  it("shows what a reader could not see", () => {
    const hidden = "\u0000\u007f\u0085\u00ad\u200b\u200d\u202e\u2028\u2066\ufeff\ufffd\u{e0041}\ufe0f";
    const text = canonicalText(hidden);
    assert.match(text, /^"(\\u[0-9a-f]{4})+"\n$/);
    assert.equal(JSON.parse(text), hidden);
  });

  it("leaves letters of every language as they are", () => {
    assert.equal(canonicalText("Größe 大きさ размер 🎉 — “x”"), '"Größe 大きさ размер 🎉 — “x”"\n');
  });

  it("reads back as the same value, and writing again changes nothing", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalText(value);
        const back = JSON.parse(text) as Json;
        assert.equal(canonicalText(back), text);
        assert.equal(jcs(back), jcs(value));
      }),
    );
  });

  it("refuses numbers that do not survive", () => {
    for (const value of [0.5, 2 ** 53, Number.NaN, Infinity]) {
      assert.throws(() => canonicalText([value]), TypeError);
      assert.throws(() => jcs([value]), TypeError);
    }
  });

  it("hashes the form of RFC 8785", () => {
    const value = { "€": "x", "\r": "\u0080", "1": { ö: [1e3] }, "\u{1f600}": 'a"\\\u000f\n</script>' };
    assert.equal(
      jcs(value),
      '{"\\r":"\u0080","1":{"ö":[1000]},"€":"x","\u{1f600}":"a\\"\\\\\\u000f\\n</script>"}',
    );
  });
});
