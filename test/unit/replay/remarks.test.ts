import assert from "node:assert/strict";
import { type Remark, remarkKey, type Replayed, replayedOf } from "#core";
import { checkMaps, type Files } from "../../support/maps.ts";

const PROTOCOL = `# Change protocol

| Surface | Requirement |
| --- | --- |
| Backend logic | Keep the behaviour right. |
| Documentation | Documents move with the code. |
| Verification | Tests pass. |
`;
const CONFIG = {
  protocols: ["PROTOCOL.md"],
  surfaces: {
    "backend-logic": { paths: ["src/**"] },
    documentation: { paths: ["docs/**"], opens: "always" },
  },
};
const BEFORE: Files = {
  "PROTOCOL.md": PROTOCOL,
  ".lockstep/config.jsonc": JSON.stringify(CONFIG),
  "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
  "src/other.ts": "export const greeting = (name: string) => `Hello ${name}`;\n",
  "docs/retry.md": "# Retry\n\n`RETRY_LIMIT` is 3, and `RETRY_LIMIT = 3` is enough.\n\nNothing else.\n",
};

async function replayed(changed: Files): Promise<Replayed> {
  const verdict = await checkMaps({ before: BEFORE, after: { ...BEFORE, ...changed }, stage: "ci" });
  return replayedOf(verdict, "c0ffee", "A change");
}

function keys({ remarks }: Replayed): string[] {
  return remarks.map((remark: Remark) => remarkKey(remark));
}

describe("what would have been said of a commit", () => {
  it("is a false line once, with the text it stands in, its cause and the surface that owes it", async () => {
    const { remarks, commit, subject } = await replayed({
      "src/retry.ts": "export const RETRY_LIMIT = 5;\n",
    });
    assert.deepEqual([commit, subject], ["c0ffee", "A change"]);
    assert.deepEqual(remarks, [
      {
        kind: "line",
        place: { path: "docs/retry.md", line: 3 },
        says: "This line says 3; RETRY_LIMIT is now 5 since src/retry.ts:1.",
        quotes: "`RETRY_LIMIT` is 3, and `RETRY_LIMIT = 3` is enough.",
        cause: { path: "src/retry.ts", line: 1 },
        surface: "documentation",
      },
    ]);
  });

  it("is what a surface owes without a false line, and on what occasion", async () => {
    const said = await replayed({
      "src/other.ts": "export const greeting = (name: string) => `Hello ${name}` + '!';\n",
    });
    assert.deepEqual(keys(said), ["owed|documentation|behaviour|src/other.ts:1"]);
  });

  it("asks no commit of history for runs that nobody kept", async () => {
    const said = await replayed({ "docs/retry.md": "# Retry\n" });
    assert.deepEqual(keys(said), []);
  });
});
