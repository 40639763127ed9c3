import assert from "node:assert/strict";
import { test } from "node:test";
import { loadConfig } from "../src/config.ts";
import { createLogger } from "../src/log.ts";

test("an empty environment gives the defaults", () => {
  assert.deepEqual(loadConfig({}), {
    port: 3000,
    databaseUrl: "file:./data/crm.json",
    retryLimit: 3,
    approvalMode: "required",
    logLevel: "info",
    owners: ["ana", "ben", "chloe"],
    exportDir: "./exports",
  });
});

test("a value that cannot be used stops the start", () => {
  assert.throws(
    () => loadConfig({ CRM_PORT: "http" }),
    /CRM_PORT must be a whole number between 0 and 65535/,
  );
  assert.throws(() => loadConfig({ CRM_RETRY_LIMIT: "11" }), /between 0 and 10/);
  assert.throws(() => loadConfig({ CRM_APPROVAL_MODE: "off" }), /must be one of required, sms-only/);
});

test("a log line is JSON, honours the level and hides personal data", () => {
  const lines: string[] = [];
  const log = createLogger("warn", (line) => lines.push(line));
  log.info("quiet");
  log.warn("row not imported", { row: 2, phone: "+4520000001" });
  assert.equal(lines.length, 1);
  const { time, ...rest } = JSON.parse(lines[0]!);
  assert.ok(!Number.isNaN(Date.parse(time)));
  assert.deepEqual(rest, { level: "warn", msg: "row not imported", row: 2, phone: "[redacted]" });
});
