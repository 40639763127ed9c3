import { strict as assert } from "node:assert";
import { checkMaps } from "../../support/maps.ts";

describe("the repair of a false line", () => {
  for (const [line, now] of [
    ["The `RETRY_LIMIT` is 3.", "The `RETRY_LIMIT` is 5."],
    ["| `RETRY_LIMIT` | 3 | 13 |", "| `RETRY_LIMIT` | 5 | 13 |"],
    ["`RETRY_LIMIT`: calls are retried three times.", "`RETRY_LIMIT`: calls are retried five times."],
    ["`RETRY_LIMIT` is 3, in version 3.", undefined],
  ] as const) {
    it(`of “${line}” is ${now === undefined ? "left to a person" : `“${now}”`}`, async () => {
      const verdict = await checkMaps({
        before: { "src/a.ts": "export const RETRY_LIMIT = 3;\n", "docs/a.md": `# A\n\n${line}\n` },
        after: { "src/a.ts": "export const RETRY_LIMIT = 5;\n", "docs/a.md": `# A\n\n${line}\n` },
      });
      const finding = verdict.findings.find(({ rule }) => rule === "docs/stale-line");
      assert.ok(finding);
      const [edit] = finding.fixes?.[0]?.edits ?? [];
      const mended = edit && line.slice(0, edit.start.column) + edit.text + line.slice(edit.end.column);
      assert.equal(mended, now);
      assert.ok(!edit || edit.start.line === 3);
    });
  }
});
