import { toGithub, toStepSummary } from "#views/github";
import { toGitlab } from "#views/gitlab";
import { toJunit } from "#views/junit";
import { REPORT_MARK, toMarkdown } from "#views/markdown";
import { toRdjson } from "#views/rdjson";
import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { validateXML } from "xmllint-wasm";
import { HOSTILE, many, sample } from "./verdict.ts";
import { readXml } from "./xml.ts";

describe("JUnit XML", () => {
  const schema = readFileSync(new URL("../../fixtures/junit.xsd", import.meta.url), "utf8");

  it("is valid for the strictest reader, whatever stands in it", async () => {
    const valid = async (xml: string) => validateXML({ xml, schema });
    for (const verdict of [sample(), many(50, "error"), sample({ surfaces: [], gates: [], findings: [] })]) {
      const { errors } = await valid(toJunit(verdict));
      assert.deepEqual(errors, []);
    }
    const spoilt = toJunit(sample()).replace("<testcase ", '<testcase file="a.ts" ');
    assert.match((await valid(spoilt)).rawOutput, /attribute 'file' is not allowed/);
  });

  it("counts what it holds", () => {
    const root = readXml(toJunit(sample()));
    assert.equal(root.name, "testsuites");
    const cases = root.children.flatMap(({ children }) => children);
    assert.equal(Number(root.attributes["tests"]), cases.length);
    const failed = cases.filter(({ children }) => children[0]?.name === "failure");
    assert.equal(Number(root.attributes["failures"]), failed.length);
    for (const suite of root.children) assert.equal(Number(suite.attributes["tests"]), suite.children.length);
  });

  it("has a suite for each surface, and skips what is not needed with its reason", () => {
    const root = readXml(toJunit(sample()));
    assert.deepEqual(
      root.children.map(({ attributes }) => attributes["name"]),
      [
        "Backend logic",
        "Documentation",
        "Workflow references",
        "Verification",
        "Gates",
        "Findings: evidence",
      ],
    );
    const skipped = root.children[2]?.children[0]?.children[0];
    assert.equal(skipped?.name, "skipped");
    assert.match(skipped?.attributes["message"] ?? "", /operators see no difference/);
  });

  it("names cases without lines, each name once in its suite", () => {
    for (const suite of readXml(toJunit(many(50, "error"))).children) {
      const names = suite.children.map(({ attributes }) => attributes["name"]);
      assert.equal(new Set(names).size, names.length);
      assert.ok(
        names.every((name) => !/\.\w+:\d/.test(name ?? "")),
        names.join("\n"),
      );
    }
  });
});

describe("GitHub annotations", () => {
  it("are workflow commands that nothing breaks out of", () => {
    const lines = toGithub(sample()).trimEnd().split("\n");
    assert.equal(lines.length, 3);
    assert.ok(
      lines.every((line) =>
        /^::(?:error|warning|notice) file=[^:,]+,line=\d+(?:,endLine=\d+)?,title=[^:,]+::[^\r\n]+$/.test(
          line,
        ),
      ),
      lines.join("\n"),
    );
    assert.match(lines[1] ?? "", /100%25/);
  });

  it("are at most ten of each kind, the last one counting the rest", () => {
    const lines = toGithub(many(37, "warning")).trimEnd().split("\n");
    assert.equal(lines.length, 10);
    assert.equal(lines.at(-1), "::warning title=Lockstep::… 28 more in the summary");
    assert.equal(toGithub(many(10, "warning")).trimEnd().split("\n").length, 10);
  });

  it("have a summary below 1 MiB", () => {
    assert.ok(Buffer.byteLength(toStepSummary(many(60_000, "error"))) < 1024 * 1024);
  });
});

const line = { type: "integer", minimum: 1 };

describe("GitLab code quality", () => {
  const schema = {
    type: "array",
    items: {
      type: "object",
      additionalProperties: false,
      required: ["description", "check_name", "fingerprint", "severity", "location"],
      properties: {
        description: { type: "string", minLength: 1 },
        check_name: { type: "string" },
        fingerprint: { type: "string", minLength: 8 },
        severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
        location: {
          type: "object",
          required: ["path", "lines"],
          properties: {
            path: { type: "string", pattern: "^[^./]" },
            lines: { type: "object", required: ["begin"], properties: { begin: line, end: line } },
          },
        },
      },
    },
  };

  it("is valid and has each fingerprint once", () => {
    const issues: { fingerprint: string }[] = JSON.parse(toGitlab(many(30, "error")));
    const valid = new Ajv().compile(schema);
    assert.ok(valid(structuredClone(issues)), JSON.stringify(valid.errors));
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 30);
  });
});

describe("rdjson", () => {
  it("is valid", () => {
    const location = {
      type: "object",
      required: ["path", "range"],
      properties: {
        path: { type: "string" },
        range: {
          type: "object",
          required: ["start"],
          properties: { start: { type: "object", properties: { line } } },
        },
      },
    };
    const valid = new Ajv().compile({
      type: "object",
      additionalProperties: false,
      required: ["source", "diagnostics"],
      properties: {
        source: { type: "object" },
        diagnostics: {
          type: "array",
          items: {
            type: "object",
            required: ["message", "location", "severity"],
            properties: {
              severity: { enum: ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"] },
              location,
              related_locations: { type: "array", items: { type: "object", properties: { location } } },
            },
          },
        },
      },
    });
    assert.ok(valid(JSON.parse(toRdjson(sample()))), JSON.stringify(valid.errors));
  });
});

describe("the Markdown report", () => {
  it("carries its mark, and no cell, mention or tag breaks out", () => {
    const text = toMarkdown(sample());
    assert.ok(text.startsWith(REPORT_MARK));
    const rows = text.split("\n").filter((row) => row.startsWith("|"));
    for (const row of rows) {
      const bars =
        row
          .replaceAll("\\|", "")
          .replaceAll(/`[^`]*`/g, "")
          .split("|").length - 1;
      assert.ok(bars === 4 || bars === 5, row);
    }
    assert.ok(!text.includes("@team") && !text.includes("<b>"));
    assert.ok(!text.includes("\u202e") && HOSTILE.includes("\u202e"));
  });
});
