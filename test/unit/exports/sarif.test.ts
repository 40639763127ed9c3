import { RULES, type Verdict } from "#core";
import { toSarif, uriOf } from "#views/sarif";
import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HOSTILE, many, sample } from "./verdict.ts";
import { SARIF_SUBSET } from "./sarif-subset.ts";

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
  partialFingerprints: Record<string, string>;
  suppressions?: { justification: string }[];
}

const valid = new Ajv({ allErrors: true }).compile(SARIF_SUBSET);

/** The whole schema of the OASIS committee, from the package that Microsoft's matchers bring it in. */
const require = createRequire(import.meta.url);
const OASIS = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
// Draft 4 by its name; no keyword in it means something else today.
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(OASIS, "utf8"));
const validForOasis = new Ajv({
  allErrors: true,
  strict: false,
  unicodeRegExp: false,
  formats: {
    uri: /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/,
    "uri-reference": /^[^\s<>"{}|\\^`]*$/,
    "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  },
}).compile(schema);

function run(verdict: Verdict): { results: Result[]; tool: { driver: { rules: { id: string }[] } } } {
  const log = JSON.parse(
    toSarif(verdict, {
      version: "0.1.0",
      rules: RULES,
      protocol: "docs/CHANGE_PROTOCOL.md",
      helpUri: "https://example.org/rules.md",
    }),
  );
  assert.ok(valid(structuredClone(log)), JSON.stringify(valid.errors, null, 1));
  assert.ok(validForOasis(structuredClone(log)), JSON.stringify(validForOasis.errors, null, 1));
  return log.runs[0];
}

describe("SARIF", () => {
  it("is refused by the schema where it is spoilt", () => {
    const log = JSON.parse(toSarif(sample(), { version: "0.1.0", rules: RULES, protocol: "p" }));
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = "a b.md";
    log.runs[0].results[1].level = "hint";
    log.runs[0].results[2].lines = 3;
    assert.equal(validForOasis(log), false);
    const said = (validForOasis.errors ?? []).map(
      ({ instancePath, keyword }) => `${instancePath} ${keyword}`,
    );
    const results = "/runs/0/results";
    assert.deepEqual(said.sort(), [
      `${results}/0/locations/0/physicalLocation/artifactLocation/uri format`,
      `${results}/1/level enum`,
      `${results}/2 additionalProperties`,
    ]);
  });

  it("is valid, with its rules", () => {
    const { results, tool } = run(sample());
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    assert.equal(results.length, 4);
    const ids = tool.driver.rules.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("has the worst results first and notes for what is milder than a warning", () => {
    assert.deepEqual(
      run(sample()).results.map(({ level }) => level),
      ["error", "warning", "warning", "note"],
    );
  });

  it("shows what is not needed as suppressed, with the reason and who gave it", () => {
    const suppressed = run(sample()).results.filter(({ suppressions }) => suppressions);
    assert.equal(suppressed.length, 1);
    assert.match(suppressed[0]?.suppressions?.[0]?.justification ?? "", /operators see no difference \(Ada/);
  });

  it("keeps fingerprints when only lines move, and tells equal findings of one file apart", () => {
    const before = sample();
    const moved: Verdict = {
      ...before,
      findings: before.findings.map((finding) => ({
        ...finding,
        message: finding.message.replace(/:(\d+)/g, (_, line) => `:${Number(line) + 40}`),
        place: { path: finding.place.path, line: finding.place.line + 40 },
      })),
      impacts: before.impacts.map((impact) => ({
        ...impact,
        cause: { ...impact.cause, line: impact.cause.line + 40 },
        place: { ...impact.place, line: impact.place.line + 40 },
      })),
    };
    const prints = (verdict: Verdict) =>
      run(verdict).results.map(({ partialFingerprints }) => partialFingerprints["lockstepObligation/v1"]);
    assert.deepEqual(prints(moved), prints(before));
    const twice = prints(many(5, "error"));
    assert.equal(new Set(twice).size, twice.length);
  });

  it("holds at most 25,000 results and says what it leaves out", () => {
    const log = JSON.parse(toSarif(many(25_010, "info"), { version: "0.1.0", rules: [], protocol: "p" }));
    assert.equal(log.runs[0].results.length, 25_000);
    assert.match(log.runs[0].invocations[0].toolExecutionNotifications[0].message.text, /^11 more/);
  });

  it("escapes any path git can hold", () => {
    assert.equal(uriOf(HOSTILE), "docs/a%20b%7Cc%25%3Cx%3E%22%26%E2%80%AE.md");
    assert.equal(uriOf("a:b/c"), "a%3Ab/c");
    assert.equal(uriOf("caf\udce9.md"), "caf%E9.md");
    assert.equal(uriOf("😀\ud800"), "%F0%9F%98%80%EF%BF%BD");
  });
});
