import assert from "node:assert/strict";
import { changedFacts } from "../../../src/core/impact/facts/facts.ts";
import { changesBetween, type Files } from "./harness.ts";

/** Facts as `kind name: before → after @line`, `!` where it is a definition's. */
function said(before: Files, after: Files, moves: Files = {}): string[] {
  return changesBetween(before, after, moves)
    .flatMap((change) => changedFacts(change))
    .map(
      ({ fact: { kind, name, before: old, after: now }, cause: { line }, defines }) =>
        `${kind}${name === undefined ? "" : ` ${name}`}: ${old ?? "∅"} → ${now ?? "∅"} @${line}${defines ? "!" : ""}`,
    )
    .sort();
}

describe("changedFacts", () => {
  const cases: [title: string, path: string, before: string, after: string, expected: string[]][] = [
    ["a constant", "a.ts", "const MAX_SIZE = 1;\n", "const MAX_SIZE = 2;\n", ["value MAX_SIZE: 1 → 2 @1!"]],
    [
      "a qualified key",
      "a.ts",
      "const retry = { limit: 1 };\n",
      "const retry = { limit: 2 };\n",
      ["value retry.limit: 1 → 2 @1!"],
    ],
    [
      "a Go constant with a type",
      "a.go",
      "const MaxSize int = 1\n",
      "const MaxSize int = 2\n",
      ["value MaxSize: 1 → 2 @1!"],
    ],
    [
      "a Rust constant",
      "a.rs",
      "const MAX: u32 = 10;\n",
      "const MAX: u32 = 20;\n",
      ["value MAX: 10 → 20 @1!"],
    ],
    [
      "a Python fallback",
      "a.py",
      'x = os.environ.get("A_PORT", 80)\n',
      'x = os.environ.get("A_PORT", 81)\n',
      ["value A_PORT: 80 → 81 @1!"],
    ],
    [
      "a typescript fallback",
      "a.ts",
      "const x = process.env.A_PORT ?? 80;\n",
      "const x = process.env.A_PORT ?? 81;\n",
      ["value A_PORT: 80 → 81 @1!"],
    ],
    [
      "a shell fallback",
      "a.sh",
      "echo ${A_PORT:-80}\n",
      "echo ${A_PORT:-81}\n",
      ["value A_PORT: 80 → 81 @1!"],
    ],
    [
      "a click option",
      "a.py",
      '@click.option("--size", default=1)\n',
      '@click.option("--size", default=2)\n',
      ["value --size: 1 → 2 @1!"],
    ],
    ["a yaml path", "a.yml", "a:\n  b:\n    c: 1\n", "a:\n  b:\n    c: 2\n", ["value a.b.c: 1 → 2 @3!"]],
    [
      "a toml section",
      "a.toml",
      "[tool.x]\nsize = 1\n",
      "[tool.x]\nsize = 2\n",
      ["value tool.x.size: 1 → 2 @2!"],
    ],
    [
      "SQL default",
      "a.sql",
      "CREATE TABLE t (\n  n int DEFAULT 1\n);\n",
      "CREATE TABLE t (\n  n int DEFAULT 2\n);\n",
      ["value t.n: 1 → 2 @2!"],
    ],
    [
      "a flag renamed",
      "a.ts",
      'program.option("--old-one")\n',
      'program.option("--new-one")\n',
      ["flag: --old-one → --new-one @1!"],
    ],
    ["a kept flag", "a.ts", 'program.option("--old-one")\n', 'program.option("--old-one", "help")\n', []],
    ["a Go flag", "a.go", 'flag.Bool("dry", false, "x")\n', "\n", ["flag: --dry → ∅ @1!"]],
    [
      "a clap flag",
      "a.rs",
      "struct A {\n  #[arg(long)]\n  dry_run: bool,\n}\n",
      "struct A {\n  #[arg(long)]\n  only_plan: bool,\n}\n",
      ["flag: --dry-run → --only-plan @3!", "token: dry_run → only_plan @3!"].sort(),
    ],
    [
      "an env variable in Rust",
      "a.rs",
      'let a = env!("A_TOKEN");\n',
      'let a = env!("B_TOKEN");\n',
      ["env: A_TOKEN → B_TOKEN @1!"],
    ],
    [
      "a destructured env variable",
      "a.ts",
      "const { A_TOKEN } = process.env;\n",
      "const { B_TOKEN } = process.env;\n",
      ["env: A_TOKEN → B_TOKEN @1!"],
    ],
    [
      "a WSGI environ is no environment",
      "a.py",
      "x = environ['HTTP_HOST']\n",
      "x = 1\n",
      ["token: HTTP_HOST → ∅ @1!"],
    ],
    [
      "a Django route",
      "a.py",
      'r = path("/old/x")\n',
      'r = path("/new/x")\n',
      ["route: /old/x → /new/x @1!"],
    ],
    [
      "a fastify route",
      "a.ts",
      'app.route({ url: "/old" });\n',
      'app.route({ url: "/new" });\n',
      ["route: /old → /new @1!"],
    ],
    ["a file's path is no route", "a.ts", 'open("/tmp/a");\n', 'open("/tmp/b");\n', []],
    [
      "a subcommand",
      "a.py",
      'sub.add_parser("build")\n',
      'sub.add_parser("make")\n',
      ["command: build → make @1!"],
    ],
    ["a justfile recipe", "justfile", "build:\n  x\n", "make:\n  x\n", ["command just: build → make @1!"]],
    [
      "a SQLAlchemy column",
      "a.py",
      "class User(Base):\n    old_name = Column(String)\n",
      "class User(Base):\n    new_name = Column(String)\n",
      ["model User: old_name → new_name @2!"],
    ],
    [
      "an exported function",
      "a.ts",
      "export function one() {}\nexport function twoThree() {}\n",
      "export function one() {}\n",
      ["token: twoThree → ∅ @1!"],
    ],
    [
      "reordered keys",
      "a.ts",
      "const a = { oneTwo: 1, threeFour: 2 };\n",
      "const a = { threeFour: 2, oneTwo: 1 };\n",
      [],
    ],
    ["a comment", "a.ts", "f(); // oneTwo\n", "f();\n", []],
    ["an import", "a.ts", 'import { oneTwo } from "x";\nf();\n', "f();\n", []],
  ];
  for (const [title, path, before, after, expected] of cases) {
    it(`${title} (${path})`, () => assert.deepEqual(said({ [path]: before }, { [path]: after }), expected));
  }

  it("a deleted and a moved file", () => {
    assert.deepEqual(said({ "x/a.ts": "" }, {}), ["path: x/a.ts → ∅ @1!"]);
    assert.deepEqual(said({ "x/a.ts": "1\n" }, { "y/a.ts": "1\n" }, { "y/a.ts": "x/a.ts" }), [
      "path: x/a.ts → y/a.ts @1!",
    ]);
  });

  it("a document's headings", () => {
    assert.deepEqual(said({ "a.md": "# A\n\n## Old one\n" }, { "a.md": "# A\n\n## New one\n" }), [
      "path: a.md#old-one → a.md#new-one @3!",
    ]);
  });
});
