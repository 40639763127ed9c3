import { pathIndex } from "#core";
import assert from "node:assert/strict";

describe("a path as it was written", () => {
  const index = pathIndex(
    ["src/a.ts", "src/api/a.ts", "docs/guide.md", "README.md", "app/ingestion.py", "__proto__/x.ts"],
    [{ from: "src/old.ts", path: "src/api/a.ts" }],
  ).in("docs/audit.md");
  const cases: Readonly<Record<string, readonly string[]>> = {
    "src/a.ts": ["src/a.ts"],
    "./src/a.ts": ["src/a.ts"],
    "/src/a.ts": ["src/a.ts"],
    "b/src/a.ts": ["src/a.ts"],
    "../README.md": ["README.md"],
    "guide.md": ["docs/guide.md"],
    "ingestion.py": ["app/ingestion.py"],
    "Ingestion.py": ["app/ingestion.py"],
    "/home/ada/crm/app/ingestion.py": ["app/ingestion.py"],
    "C:\\work\\crm\\app\\ingestion.py": ["app/ingestion.py"],
    "a.ts": ["src/a.ts", "src/api/a.ts"],
    "src/old.ts": ["src/api/a.ts"],
    "__proto__/x.ts": ["__proto__/x.ts"],
    __proto__: [],
    "../../etc/passwd": [],
    "other/README.md": [],
    "": [],
  };
  for (const [written, expected] of Object.entries(cases))
    it(JSON.stringify(written), () => assert.deepEqual(index.resolve(written), expected));
});
