import assert from "node:assert/strict";
import { isCodeLike, squash, stem, subwords } from "../../../src/core/impact/words.ts";

describe("words", () => {
  const codeLike = [
    "maxRetries",
    "max_retries",
    "MAX_RETRIES",
    "--dry-run",
    "useSWR",
    "HTTPServer",
    "sha3sum",
    "_private_name",
  ];
  const prose = [
    "retries",
    "Configuration",
    "README",
    "JSON",
    "API",
    "GitHub",
    "JavaScript",
    "OAuth2",
    "i18n",
    "APIs",
    "v2",
    "the",
    "IDs",
  ];
  for (const word of codeLike) it(`${word} looks like code`, () => assert.equal(isCodeLike(word), true));
  for (const word of prose) it(`${word} does not`, () => assert.equal(isCodeLike(word), false));

  it("squashes spellings to one", () => {
    assert.deepEqual(
      ["--index-url", "INDEX_URL", "indexUrl", "index_url"].map(squash),
      Array(4).fill("indexurl"),
    );
  });

  it("parts names", () => {
    assert.deepEqual(subwords("maxHTTPRetries_count2"), ["max", "http", "retries", "count2"]);
    assert.deepEqual(subwords("src/core/fileRoutes.ts"), ["src", "core", "file", "routes", "ts"]);
  });

  const alike = [
    ["retry", "retries"],
    ["timeout", "timeouts"],
    ["log", "logging", "logged", "logs"],
    ["expire", "expires", "expired", "expiring"],
    ["cache", "caches", "caching", "cached"],
    ["box", "boxes"],
  ];
  for (const family of alike) {
    it(`${family.join(", ")} have one stem`, () =>
      assert.equal(new Set(family.map(stem)).size, 1, family.map(stem).join()));
  }
});
