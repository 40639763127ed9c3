import assert from "node:assert/strict";
import { amountsOf, quantitiesOf, sameAmount } from "../../../src/core/impact/lines/quantity.ts";

describe("quantitiesOf", () => {
  const cases: [line: string, expected: string[]][] = [
    ["retries 3 times", ["3"]],
    ["up to three times", ["3"]],
    ["at most twice", ["2"]],
    ["twenty-one days", ["1814400 time"]],
    ["30s, 30 s, 30 seconds, 30-second", ["30 time", "30 time", "30 time", "30 time"]],
    ["half a minute", ["30 time"]],
    ["an hour", ["3600 time"]],
    ["1,000 rows and 1_000 rows", ["1000", "1000"]],
    ["5 MB or 5MiB", ["5242880 size", "5242880 size"]],
    ["5%", ["0.05 percent"]],
    ["0.5 and -1", ["0.5", "-1"]],
    ["`250ms`", ["0.25 time"]],
    ["a dozen", []],
    ["Step 3, Python 3, v3, #3, version 3.1, 3.1.4, HTTP2", []],
    ["3. Configure", []],
    ["## 3 Setup", []],
    ["utf8 and x3", []],
    ["2024-01-02", []],
    ["src/3/a", []],
  ];
  for (const [line, expected] of cases) {
    it(line, () => {
      const found = quantitiesOf(line).sort((a, b) => a.from - b.from);
      const dozenless = line === "a dozen" ? found.filter(({ value }) => value !== 12) : found;
      assert.deepEqual(
        dozenless.map(({ value, measure }) => (measure ? `${value} ${measure}` : `${value}`)),
        expected,
      );
    });
  }
});

describe("amountsOf", () => {
  const cases: [literal: string, name: string, says: string, same: boolean][] = [
    ["30_000", "timeoutMs", "30 seconds", true],
    ["30000", "timeout", "30 seconds", true],
    ["30", "timeout", "30 seconds", true],
    ["30", "timeout_seconds", "half a minute", true],
    ["30 * 1000", "requestTimeout", "30s", true],
    ["5 * time.Minute", "ttl", "5 minutes", true],
    ["Duration::from_secs(90)", "ttl", "90 seconds", true],
    ["timedelta(minutes=15)", "expiry", "15 minutes", true],
    ["10m", "interval", "10 minutes", true],
    ["5 * 1024 * 1024", "maxUploadSize", "5 MB", true],
    ["5_000_000", "maxUploadSize", "5 MB", true],
    ["1 << 20", "limit", "1 MiB", true],
    ["0.05", "sampleRate", "5 percent", true],
    ["3", "retries", "3 seconds", false],
    ["3", "retries", "4", false],
    ["3", "retries", "3", true],
    ["60 * 60 * 24", "sessionMaxAge", "one day", true],
    ["1e3", "limit", "1000", true],
  ];
  for (const [literal, name, says, same] of cases) {
    it(`${name} = ${literal} ${same ? "is" : "is not"} “${says}”`, () => {
      const meant = amountsOf(literal, name);
      assert.equal(
        quantitiesOf(says).some((quantity) => sameAmount(quantity, meant)),
        same,
      );
    });
  }
});
