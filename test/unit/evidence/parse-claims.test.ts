import { type Claim, parseClaims } from "#core";
import assert from "node:assert/strict";
import { processorTime } from "../../support/processor-time.ts";

/** A claim in one line: `src/a.ts 12-14`, `src/a.ts #retry`, `run npm test exit 0 passed 35`. */
function said(claim: Claim): string {
  switch (claim.is) {
    case "lines":
      return `${claim.path} ${claim.line}${claim.endLine === undefined ? "" : `-${claim.endLine}`}${claim.quotes.map((quote) => ` “${quote}”`).join("")}`;
    case "symbol":
      return `${claim.path} #${claim.symbol}`;
    case "file":
      return claim.path;
    case "run":
      return `run ${claim.command}${claim.exit === undefined ? "" : ` exit ${claim.exit}`}${claim.passed === undefined ? "" : ` passed ${claim.passed}`}${claim.failed === undefined ? "" : ` failed ${claim.failed}`}`;
    default:
      return "placeholder";
  }
}

const CASES: Readonly<Record<string, readonly string[]>> = {
  "ingestion.py:120": ["ingestion.py 120"],
  "`src/a.ts:12-14`": ["src/a.ts 12-14"],
  "`src/a.ts`:12": ["src/a.ts 12"],
  "src/a.ts:12:5": ["src/a.ts 12"],
  "src/a.ts:12–15": ["src/a.ts 12-15"],
  "src/a.ts#L10-L12": ["src/a.ts 10-12"],
  "src/a.ts#L10C3-L12C9": ["src/a.ts 10-12"],
  "[src/a.ts](../src/a.ts#L10)": ["../src/a.ts 10"],
  "[see here](src/a.ts#L10)": ["src/a.ts 10"],
  "[src/a.ts:12](https://example.org/x)": ["src/a.ts 12"],
  "https://gitlab.com/a/b/-/blob/main/src/a.ts#L3": ["src/a.ts 3"],
  "https://example.org/docs/a.js:12": [],
  "(src/a.ts, line 12)": ["src/a.ts 12"],
  "src/a.ts lines 3 to 9": ["src/a.ts 3-9"],
  "src/a.ts (L12)": ["src/a.ts 12"],
  "src/a.ts(12)": ["src/a.ts 12"],
  "line 12 of src/a.ts": ["src/a.ts 12"],
  "src/a.ts:12, 15, 20-22; b.ts:3": ["src/a.ts 12", "src/a.ts 15", "src/a.ts 20-22", "b.ts 3"],
  "src/a.ts:12, 35 passed": ["src/a.ts 12", "run  passed 35"],
  "src/a.ts:12<br>src/b.ts:3": ["src/a.ts 12", "src/b.ts 3"],
  "src/a.ts#retry": ["src/a.ts #retry"],
  "src/a.ts:retry()": ["src/a.ts #retry"],
  'test/a.test.ts::"gives up, after 3 tries"': ["test/a.test.ts #gives up, after 3 tries"],
  "`test/a.test.ts` > 'gives up'": ["test/a.test.ts #gives up"],
  "tests/test_a.py::TestX::test_b[1-2]": ["tests/test_a.py #TestX::test_b[1-2]"],
  "src\\api\\x.ts:12": ["src\\api\\x.ts 12"],
  "app/[id]/(group)/page.tsx:10": ["app/[id]/(group)/page.tsx 10"],
  "__init__.py:3": ["__init__.py 3"],
  "`RETRY_LIMIT = 5` in src/a.ts:12": ["src/a.ts 12 “RETRY_LIMIT = 5”"],
  "src/a.ts:12 (`retryLater`)": ["src/a.ts 12 “retryLater”"],
  "src/a.ts:12 proves that the `settings` are read": ["src/a.ts 12"],
  "`npm test` – 35 passed, exit 0": ["run npm test exit 0 passed 35"],
  "`pytest -q` → 3 failed, 9 passed": ["run pytest -q passed 9 failed 3"],
  "go test ./... passes (12/12 tests passed)": ["run go test ./... passed 12 failed 0"],
  "`CI=1 npm run lint`": ["run CI=1 npm run lint"],
  "all 35 tests pass": ["run  passed 35"],
  "`node --check src/a.js` exit 0": ["run node --check src/a.js exit 0"],
  "path/to/file:NN": ["placeholder"],
  "`file:line`": ["placeholder"],
  "src/a.ts:XX": ["placeholder"],
  "src/a.ts:<line>": ["placeholder"],
  "versions/xxxx_init.py:1": ["placeholder"],
  TBD: ["placeholder"],
  "…": ["placeholder"],
  ".github/workflows/deploy-prod.yml": [".github/workflows/deploy-prod.yml"],
  Dockerfile: ["Dockerfile"],
  "localhost:3000, redis:7, 12:30, v1.2.3, Node.js 20, and/or, CI/CD, e.g. this": [],
  "ghcr.io/acme/app:12": [],
  "see db.internal:5432": [],
  "—": [],
  "": [],
  "‚úÖ src/a.ts:1 ‚Äî ok": ["src/a.ts 1"],
};

describe("claims in a text", () => {
  for (const [text, expected] of Object.entries(CASES)) {
    it(JSON.stringify(text), () =>
      assert.deepEqual(
        parseClaims(text).map((claim) => said(claim)),
        expected,
      ),
    );
  }

  it("know where they stand, in the text as it was written", () => {
    const text = "‚úÖ `src/a.ts:1` ‚Äî and **src/b.ts:22-30**";
    assert.deepEqual(
      parseClaims(text).map(({ start, end }) => text.slice(start, end)),
      ["src/a.ts:1", "src/b.ts:22-30"],
    );
  });

  it("take a name with spaces only where such a file is there", () => {
    assert.deepEqual(
      parseClaims("`docs/My Guide.md:3`", (path) => path === "docs/My Guide.md").map((claim) => said(claim)),
      ["docs/My Guide.md 3"],
    );
    assert.deepEqual(
      parseClaims("`docs/My Guide.md:3`").map((claim) => said(claim)),
      ["Guide.md 3"],
    );
  });

  it("cost time in proportion, whatever the text", () => {
    const hostile = [
      "a/".repeat(50_000),
      "`".repeat(100_000),
      "a.ts:1,".repeat(15_000),
      "[".repeat(100_000),
      "(a.ts".repeat(20_000),
      "npm test ".repeat(12_000),
      "1 ".repeat(50_000),
      "\\".repeat(100_000),
      "<a ".repeat(30_000),
      "https://".repeat(12_000),
      `a.ts${" ".repeat(100_000)}:1`,
      "“".repeat(100_000),
      "‚Ä".repeat(50_000),
      "x".repeat(100_000),
      "a.ts:1 `q` ".repeat(9_000),
    ];
    for (const text of hostile) {
      const started = processorTime();
      parseClaims(text, (path) => path.endsWith("z"));
      const took = processorTime() - started;
      assert.ok(took < 400, `${text.slice(0, 12)}… took ${Math.round(took)} ms`);
    }
  });
});
