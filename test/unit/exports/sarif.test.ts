import { RULES, type Verdict } from "#core";
import { toSarif, uriOf } from "#views/sarif";
import { Ajv } from "ajv";
import assert from "node:assert/strict";
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
  return log.runs[0];
}

describe("SARIF", () => {
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
