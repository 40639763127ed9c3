import { strict as assert } from "node:assert";
import { checkMaps, type Files, places, states } from "../../support/maps.ts";

const YAML = `openapi: 3.1.0
info:
  title: Dialer
  description: |
    Calls people. Made by \`parseCalls\`.

    A call is tried at most 3 times (\`RETRY_LIMIT\`).
paths:
  /calls:
    get:
      summary: Lists what parseCalls read
      operationId: parseCalls
      parameters:
        - in: query
          name: limit
          description: How many are listed
          schema: { type: integer, default: 30 }
components:
  schemas:
    Call:
      properties:
        title:
          type: string
        retryLimit:
          type: integer
          description: 3 by default
          example: 3
`;

const JSON_TEXT = `{
  "openapi": "3.0.0",
  "info": {
    "title": "Dialer",
    "description": "Made by \`parseCalls\`."
  },
  "paths": {}
}
`;

const CODE = "export const RETRY_LIMIT = 3;\nexport function parseCalls() {}\n";
const CONFIG = '{ "surfaces": { "documentation": { "paths": ["**/*.yaml", "**/*.md"] } } }\n';
const BEFORE: Files = {
  ".lockstep/config.jsonc": CONFIG,
  "src/calls.ts": CODE,
  "api/openapi.yaml": YAML.replace("      operationId: parseCalls\n", ""),
};

const stale = async (before: Files, after: Files): Promise<string[]> =>
  places(await checkMaps({ before, after })).filter((one) => one.startsWith("docs/"));
const edited = (files: Files): Files => ({ ...BEFORE, ...files });

describe("descriptions of APIs", () => {
  const renamed = { "src/calls.ts": CODE.replace("parseCalls", "readCalls") };

  it("are in doubt where they name what is gone or state what was, and owe no surface anything", async () => {
    const after = edited({ "src/calls.ts": CODE.replace("parseCalls", "readCalls").replace("= 3", "= 5") });
    const verdict = await checkMaps({ before: BEFORE, after });
    assert.deepEqual(
      places(verdict)
        .filter((one) => one.startsWith("docs/"))
        .sort(),
      [5, 7, 11, 25].map((line) => `docs/stale-comment api/openapi.yaml:${line}`).sort(),
    );
    assert.notEqual(states(verdict)["documentation"], "owed");
    const [fix] = verdict.findings.flatMap(({ fixes = [] }) => fixes);
    assert.match(fix?.title ?? "", /Write “(?:5|readCalls)” for “(?:3|parseCalls)”/);
  });

  it("are read in JSON, too", async () => {
    const json = { ".lockstep/config.jsonc": CONFIG, "src/calls.ts": CODE, "docs/openapi.json": JSON_TEXT };
    assert.deepEqual(await stale(json, { ...json, ...renamed }), ["docs/stale-comment docs/openapi.json:5"]);
  });

  it("keep a name alive that the contract itself still has", async () => {
    const contract = { "api/openapi.yaml": YAML };
    assert.deepEqual(await stale({ ...BEFORE, ...contract }, { ...edited(contract), ...renamed }), []);
  });

  for (const [title, path, text] of [
    [
      "that a tool wrote",
      "api/openapi.yaml",
      `# GENERATED FILE - do not edit\n${BEFORE["api/openapi.yaml"]}`,
    ],
    ["that are built", "dist/openapi.yaml", BEFORE["api/openapi.yaml"]!],
    ["of tests", "test/fixtures/openapi.yaml", BEFORE["api/openapi.yaml"]!],
    [
      "that are one line",
      "api/openapi.json",
      JSON.stringify({ openapi: "3.0.0", info: { description: "parseCalls ".repeat(900) } }),
    ],
    ["that are something else", "api/openapi.yaml", "description: Made by `parseCalls`\n"],
  ] as const)
    it(`are silent ${title}`, async () => {
      const before = { ".lockstep/config.jsonc": CONFIG, "src/calls.ts": CODE, [path]: text };
      assert.deepEqual(await stale(before, { ...before, ...renamed }), []);
    });

  it("are met by the edit that says the new", async () => {
    const text = BEFORE["api/openapi.yaml"]!.replaceAll("parseCalls", "readCalls");
    assert.deepEqual(await stale(BEFORE, edited({ ...renamed, "api/openapi.yaml": text })), []);
  });
});
