import { groundOf, pathIndex, proposeRuns } from "#core";
import assert from "node:assert/strict";
import { changesBetween } from "./corpus.ts";
import { edited, ground } from "./crm.ts";

function proposed(before: Record<string, string>, after: Record<string, string>): string[] {
  const changes = changesBetween(new Map(Object.entries(before)), new Map(Object.entries(after)));
  const index = pathIndex(Object.keys(after), changes);
  return said(groundOf({ index, read: (path) => after[path], changes }));
}

function said(tree: Parameters<typeof proposeRuns>[0]): string[] {
  return proposeRuns(tree).map(
    ({ size, cwd, argv }) => `${size} ${cwd === "" ? "" : `[${cwd}] `}${argv.join(" ")}`,
  );
}

describe("proposed verification commands", () => {
  it("begin with the tests that touch the change, in the package's own way of running them", () => {
    assert.deepEqual(said(ground(edited({ "src/dialer/retry.ts": (text) => text.replace("= 3", "= 5") }))), [
      "tests node --import tsx --test test/dialer.test.ts",
      "suite npm run typecheck",
      "suite npm test",
    ]);
  });

  it("are none for documents", () => {
    assert.deepEqual(said(ground(edited({ "docs/dialer.md": "# Dialer\n" }))), []);
  });

  it("know scripts, Python, Go and monorepos", () => {
    const base = {
      "apps/web/package.json": '{"scripts":{"test":"vitest"},"devDependencies":{"vitest":"3"}}',
      "apps/web/src/a.ts": "export const a = 1;\n",
      "apps/web/src/a.test.ts": 'import { a } from "./a.ts";\n',
      "pnpm-lock.yaml": "",
      "tools/run.sh": "true\n",
      "tools/x.mjs": "1;\n",
      "app/merge.py": "x = 1\n",
      "tests/test_rows.py": "from app.merge import x\n",
      "svc/go.mod": "module svc\n",
      "svc/store/db.go": "package store\n",
    };
    const changed = Object.fromEntries(
      Object.entries(base).map(([path, text]) => [
        path,
        /\.(?:ts|sh|mjs|py|go)$/.test(path) && !/test/.test(path) ? `${text}\n` : text,
      ]),
    );
    assert.deepEqual(
      proposed(base, {
        ...changed,
        "apps/web/src/a.ts": "export const a = 2;\n",
        "tools/run.sh": "false\n",
        "tools/x.mjs": "2;\n",
        "app/merge.py": "x = 2\n",
        "svc/store/db.go": "package store // x\n",
      }),
      [
        "syntax python3 -m py_compile app/merge.py",
        "syntax bash -n tools/run.sh",
        "syntax node --check tools/x.mjs",
        "tests [apps/web] npx vitest run src/a.test.ts",
        "tests python3 -m pytest tests/test_rows.py",
        "tests [svc] go test ./store",
        "suite [apps/web] pnpm test",
        "suite python3 -m pytest",
      ],
    );
  });
});
