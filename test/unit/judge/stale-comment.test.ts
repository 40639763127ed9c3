import { strict as assert } from "node:assert";
import { checkMaps, type Files, places, states } from "../../support/maps.ts";

const BEFORE: Files = {
  ".lockstep/config.jsonc": '{ "surfaces": { "documentation": { "paths": ["docs/**", "src/**"] } } }\n',
  "src/read.ts": "export function readOptions() {}\n",
  "src/use.ts": "/** Takes what `readOptions` gave. */\nexport const use = readOptions();\n",
  "docs/use.md": "# Use\n\nNothing about options.\n",
};
const RENAMED = {
  ...BEFORE,
  "src/read.ts": "export function loadOptions() {}\n",
  "src/use.ts": "/** Takes what `readOptions` gave. */\nexport const use = loadOptions();\n",
};

describe("docs/stale-comment", () => {
  it("names the line and the edit, writes the new name over the old, and owes no surface anything", async () => {
    const verdict = await checkMaps({ before: BEFORE, after: RENAMED });
    const [finding, ...more] = verdict.findings.filter(({ rule }) => rule === "docs/stale-comment");
    assert.deepEqual(more, []);
    assert.equal(finding?.severity, "info");
    assert.deepEqual(finding.place, { path: "src/use.ts", line: 1 });
    assert.equal(finding.surface, undefined);
    assert.match(
      finding.message,
      /names readOptions; readOptions is now loadOptions since src\/read\.ts:1\.$/,
    );
    assert.deepEqual(finding.fixes, [
      {
        title: "Write “loadOptions” for “readOptions”",
        edits: [
          {
            path: "src/use.ts",
            start: { line: 1, column: 16 },
            end: { line: 1, column: 27 },
            text: "loadOptions",
          },
        ],
      },
    ]);
    assert.notEqual(states(verdict)["documentation"], "owed");
    assert.deepEqual(
      verdict.impacts.map(({ place }) => place.path),
      ["src/use.ts"],
    );
  });

  it("is a warning in CI", async () => {
    const { findings } = await checkMaps({ before: BEFORE, after: RENAMED, stage: "ci" });
    assert.equal(findings.find(({ rule }) => rule === "docs/stale-comment")?.severity, "warning");
  });

  it("is merely possible in a file whose code the change did not touch", async () => {
    const other = { "src/other.ts": "// Like `readOptions`.\nexport const other = 1;\n" };
    const verdict = await checkMaps({ before: { ...BEFORE, ...other }, after: { ...RENAMED, ...other } });
    assert.ok(!places(verdict).includes("docs/stale-comment src/other.ts:1"));
    assert.equal(verdict.impacts.find(({ place }) => place.path === "src/other.ts")?.confidence, 0.6);
  });

  it("can be switched off", async () => {
    const config = { ".lockstep/config.jsonc": '{ "rules": { "docs/stale-comment": "off" } }\n' };
    const verdict = await checkMaps({ before: { ...BEFORE, ...config }, after: { ...RENAMED, ...config } });
    assert.ok(places(verdict).every((one) => !one.startsWith("docs/stale-comment")));
  });

  it("is silent of files that the configuration leaves out", async () => {
    const config = { ".lockstep/config.jsonc": '{ "ignore": ["src/use.ts"] }\n' };
    const verdict = await checkMaps({ before: { ...BEFORE, ...config }, after: { ...RENAMED, ...config } });
    assert.deepEqual(verdict.impacts, []);
  });

  it("hides a surface's documents no more: what only comments name is gone", async () => {
    const document = { "docs/use.md": "# Use\n\nCall `readOptions` first.\n" };
    const verdict = await checkMaps({
      before: { ...BEFORE, ...document },
      after: { ...RENAMED, ...document },
    });
    assert.ok(places(verdict).includes("docs/stale-line docs/use.md:3"));
    assert.equal(states(verdict)["documentation"], "owed");
  });
});
