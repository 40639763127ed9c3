import { type Config, groundOf, offerRuns, pathIndex, type ProposedRun, proposeRuns } from "#core";
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

  it("validate routes: the framework's own check, scripts of that name, tests that name the route", () => {
    const base = {
      "package.json":
        '{"scripts":{"test":"node --test test/*.js","routes:check":"x","build:routes":"x","dev":"x"}}',
      "src/http.js": 'app.get("/leads/:id/score", score);\n',
      "test/api.test.js": 'await get("/leads/7/score");\n',
      "test/other.test.js": 'await get("/leadership");\n',
      "shop/manage.py": "",
      "shop/app/urls.py": "urlpatterns = []\n",
    };
    const after = {
      ...base,
      "src/http.js": 'app.get("/leads/:id/rank", score);\n',
      "shop/app/urls.py": "urlpatterns = [1]\n",
    };
    const changes = changesBetween(new Map(Object.entries(base)), new Map(Object.entries(after)));
    const tree = groundOf({
      index: pathIndex(Object.keys(after), changes),
      read: (path) => new Map(Object.entries(after)).get(path),
      changes,
    });
    assert.deepEqual(
      proposeRuns(tree, ["/leads/:id/score", "/leads/:id/rank"]).map(({ argv }) => argv.join(" ")),
      [
        "python3 -m py_compile shop/app/urls.py",
        "node --check src/http.js",
        "node --test test/api.test.js",
        "python3 manage.py check",
        "npm run routes:check",
        "npm test",
      ],
    );
    assert.ok(!proposeRuns(tree).some(({ argv }) => argv.includes("routes:check")), "no route changed");
  });

  it("hand no file's name to a program as an option", () => {
    assert.deepEqual(proposed({ "--eval=1.js": "1;\n" }, { "--eval=1.js": "2;\n" }), [
      "syntax node --check ./--eval=1.js",
    ]);
  });
});

describe("offered verification", () => {
  const before = new Map([
    ["src/a.mjs", "1;\n"],
    ["docs/a.md", "# A\n"],
  ]);
  const changes = changesBetween(before, new Map([...before, ["src/a.mjs", "2;\n"]])).map((file) => ({
    ...file,
    afterId: "2",
  }));
  const check: ProposedRun = {
    cwd: "",
    argv: ["node", "--check", "src/a.mjs"],
    size: "syntax",
    why: "It is read.",
    because: ["src/a.mjs"],
  };
  const suite: ProposedRun = { ...check, argv: ["npm", "test"], size: "suite" };
  const told = (config: Config, proposed: ProposedRun[]): string[] =>
    offerRuns(config, changes, proposed).map(
      ({ id, command: { run }, wanted, files }) =>
        `${wanted ? "*" : "-"} ${id ?? "proposed"} ${"argv" in run ? run.argv.join(" ") : run.shell}${files ? " [files]" : ""}`,
    );

  it("is what the configuration asks for, with the rest and the proposed beside it", () => {
    const verification = [
      { id: "docs", run: "npm run docs", when: ["docs/**"] },
      { id: "tests", run: "npm test" },
    ];
    assert.deepEqual(told({ verification }, [check, suite]), [
      "* tests npm test",
      "- docs npm run docs",
      "- proposed node --check src/a.mjs [files]",
    ]);
  });

  it("is the smallest where nothing is configured: a suite only for what no test touches", () => {
    assert.deepEqual(told({}, [check, suite]), [
      "* proposed node --check src/a.mjs [files]",
      "* proposed npm test",
    ]);
    const test: ProposedRun = { ...check, argv: ["node", "--test"], size: "tests" };
    assert.deepEqual(told({}, [check, test, suite]), [
      "* proposed node --check src/a.mjs [files]",
      "* proposed node --test",
      "- proposed npm test",
    ]);
  });
});
