import assert from "node:assert/strict";
import { neutrality } from "../../../src/core/diff/neutral.ts";
import type { Neutral } from "../../../src/core/model/change.ts";

type Case = [title: string, path: string, before: string, after: string, expected: Neutral | undefined];

const comments: Case[] = [
  ["a line comment", "a.ts", "const a = 1; // old\n", "const a = 1; // new\n", "comments"],
  ["a comment added", "a.go", "x := 1\n", "// why\nx := 1\n", "comments"],
  ["a block comment removed", "a.java", "/** doc */\nint a = 1;\n", "int a = 1;\n", "comments"],
  [
    "a docstring",
    "a.py",
    'def f():\n    """Old."""\n    return 1\n',
    'def f():\n    """New\n    text."""\n    return 1\n',
    "comments",
  ],
  [
    "a docstring added",
    "a.py",
    "def f():\n    return 1\n",
    'def f():\n    """New."""\n    return 1\n',
    "comments",
  ],
  ["a module docstring", "a.py", "import os\n", '"""Says."""\nimport os\n', "comments"],
  ["a string that is a value", "a.py", 'X = """Old."""\n', 'X = """New."""\n', undefined],
  ["a yaml comment", "a.yml", "a: 1\n", "a: 1 # one\n", "comments"],
  ["a shell comment", "a.sh", "# a\necho 1\n", "# b\necho 1\n", "comments"],
  ["a sql comment", "a.sql", "select 1; -- a\n", "select 1; -- b\n", "comments"],
  ["a hash in a string is no comment", "a.py", 'x = "# a"\n', 'x = "# b"\n', undefined],
  ["a URL in JSX text is no comment", "a.tsx", "<p>http://a.b</p>\n", "<p>http://c.d</p>\n", undefined],
  [
    "a build constraint is code",
    "a.go",
    "//go:build linux\n\npackage a\n",
    "//go:build darwin\n\npackage a\n",
    undefined,
  ],
  ["a shebang is code", "a.py", "#!/usr/bin/python2\nx = 1\n", "#!/usr/bin/python3\nx = 1\n", undefined],
  ["a compiler directive is code", "a.ts", "// @ts-expect-error\na();\n", "a();\n", undefined],
  ["code commented out", "a.ts", "a();\nb();\n", "a();\n// b();\n", undefined],
  [
    "a prisma comment",
    "s.prisma",
    "model A {\n  id Int @id\n}\n",
    "model A {\n  // key\n  id Int @id\n}\n",
    "comments",
  ],
];

const formatting: Case[] = [
  ["quotes and semicolons", "a.ts", "const a = 'x'\nf(a)\n", 'const a = "x";\nf(a);\n', "formatting"],
  ["escaped quotes", "a.ts", "const a = 'it\\'s';\n", 'const a = "it\'s";\n', "formatting"],
  [
    "wrapped arguments and a trailing comma",
    "a.ts",
    "f(a, [b], (x) => x);\n",
    "f(\n  a,\n  [b],\n  (x) => x,\n);\n",
    "formatting",
  ],
  ["blank lines", "a.py", "a = 1\nb = 2\n", "a = 1\n\n\nb = 2\n", "formatting"],
  ["Python call wrapped", "a.py", "f(a, b)\n", "f(\n    a,\n    b,\n)\n", "formatting"],
  [
    "Python dictionary wrapped",
    "a.py",
    "x = {'a': 1, 'b': 2}\n",
    'x = {\n    "a": 1,\n    "b": 2,\n}\n',
    "formatting",
  ],
  ["a Python tuple is no parenthesis", "a.py", "x = (1)\n", "x = (1,)\n", undefined],
  ["Python indentation", "a.py", "if a:\n    b()\nc()\n", "if a:\n    b()\n    c()\n", undefined],
  ["yaml indentation", "a.yml", "a:\n  b: 1\nc: 2\n", "a:\n  b: 1\n  c: 2\n", undefined],
  ["yaml quotes", "a.yml", "a: 'x'\n", 'a: "x"\n', "formatting"],
  ["shell white space", "a.sh", "a=b\n", "a= b\n", undefined],
  ["return and its value parted", "a.js", "return x\n", "return\nx\n", undefined],
  ["a semicolon that parts two calls", "a.js", "a;\n(b)\n", "a\n(b)\n", undefined],
  ["Go alignment", "a.go", "a := 1\nbb := 2\n", "a  := 1\nbb := 2\n", "formatting"],
  ["Go lines joined", "a.go", "a()\nb()\n", "a(b())\n", undefined],
  ["Rust trailing comma", "a.rs", "f(a, b);\n", "f(\n    a,\n    b,\n);\n", "formatting"],
  ["Rust last semicolon has meaning", "a.rs", "fn f() -> i32 { 1 }\n", "fn f() -> i32 { 1; }\n", undefined],
  ["C macro joined with the next line", "a.c", "#define A\nb();\n", "#define A b();\n", undefined],
  ["JSX attributes wrapped", "a.tsx", "<A b={c} d='e' />\n", '<A\n  b={c}\n  d="e"\n/>\n', "formatting"],
  ["JSON wrapped", "a.json", '{"a":1}\n', '{\n  "a": 1\n}\n', "formatting"],
  ["a value", "a.json", '{"a":1}\n', '{"a":2}\n', undefined],
  ["a value in code", "a.ts", "const a = 1;\n", "const a = 2;\n", undefined],
  ["an unknown language", "a.unknown", "a b\n", "a  b\n", undefined],
  ["prose", "README.md", "a  b\n", "a b\n", undefined],
];

const fn = (body: string): string => `export function f(p) {\n${body}\n}\n`;
const rename: Case[] = [
  [
    "a constant of a function",
    "a.ts",
    fn("const tmp = p + 1;\nreturn tmp * 2;"),
    fn("const sum = p + 1;\nreturn sum * 2;"),
    "local-rename",
  ],
  [
    "a parameter",
    "a.ts",
    fn("return p + 1;"),
    fn("return p + 1;").replaceAll("(p)", "(n)").replace("p + 1", "n + 1"),
    "local-rename",
  ],
  [
    "a parameter of an arrow",
    "a.ts",
    "export const f = (a) => a.map((x) => x.id);\n",
    "export const f = (a) => a.map((item) => item.id);\n",
    "local-rename",
  ],
  [
    "in a template",
    "a.ts",
    fn("const a = 1;\nreturn `x ${a}`;"),
    fn("const b = 1;\nreturn `x ${b}`;"),
    "local-rename",
  ],
  [
    "one use forgotten",
    "a.ts",
    fn("const a = 1;\nreturn a + a;"),
    fn("const b = 1;\nreturn b + a;"),
    undefined,
  ],
  [
    "a use of another variable",
    "a.ts",
    fn("const a = 1;\nconst b = 2;\nreturn a;"),
    fn("const a = 1;\nconst b = 2;\nreturn b;"),
    undefined,
  ],
  [
    "a name already taken",
    "a.ts",
    fn("const a = 1;\nreturn a + c;"),
    fn("const c = 1;\nreturn c + c;"),
    undefined,
  ],
  ["a top-level name", "a.ts", "const a = 1;\nf(a);\n", "const b = 1;\nf(b);\n", undefined],
  ["an exported function", "a.ts", "export function f() {}\n", "export function g() {}\n", undefined],
  ["a property", "a.ts", fn("return p.old;"), fn("return p.fresh;"), undefined],
  ["an object key", "a.ts", fn("return { old: p };"), fn("return { fresh: p };"), undefined],
  [
    "a shorthand key",
    "a.ts",
    fn("const old = p;\nreturn { old };"),
    fn("const fresh = p;\nreturn { fresh };"),
    undefined,
  ],
  [
    "a destructured property",
    "a.ts",
    "export function f({ old }) {\n  return old;\n}\n",
    "export function f({ fresh }) {\n  return fresh;\n}\n",
    undefined,
  ],
  ["an attribute", "a.tsx", fn("return <A old={p} />;"), fn("return <A fresh={p} />;"), undefined],
  [
    "in one method, the other keeps its own",
    "a.ts",
    "class A {\n  m() {\n    const i = 1;\n    return i;\n  }\n  n() {\n    const i = 2;\n    return i;\n  }\n}\n",
    "class A {\n  m() {\n    const k = 1;\n    return k;\n  }\n  n() {\n    const i = 2;\n    return i;\n  }\n}\n",
    "local-rename",
  ],
  ["a class field", "a.ts", "class A {\n  old = 1;\n}\n", "class A {\n  fresh = 1;\n}\n", undefined],
  [
    "a Python variable",
    "a.py",
    "def f(p):\n    tmp = p + 1\n    return f'{tmp} x'\n",
    "def f(p):\n    total = p + 1\n    return f'{total} x'\n",
    "local-rename",
  ],
  [
    "a Python parameter can be named by callers",
    "a.py",
    "def f(p):\n    return p\n",
    "def f(q):\n    return q\n",
    undefined,
  ],
  [
    "a named argument",
    "a.py",
    "def f(p):\n    return g(old=p)\n",
    "def f(p):\n    return g(fresh=p)\n",
    undefined,
  ],
  [
    "a Python loop variable",
    "a.py",
    "def f(p):\n    for i in p:\n        print(i)\n",
    "def f(p):\n    for item in p:\n        print(item)\n",
    "local-rename",
  ],
  [
    "a Go variable",
    "a.go",
    "func f() error {\n\terr := g()\n\treturn err\n}\n",
    "func f() error {\n\tcause := g()\n\treturn cause\n}\n",
    "local-rename",
  ],
  [
    "a Rust variable",
    "a.rs",
    "fn f() -> i32 {\n    let tmp = 1;\n    tmp\n}\n",
    "fn f() -> i32 {\n    let sum = 1;\n    sum\n}\n",
    "local-rename",
  ],
  [
    "a Java variable",
    "A.java",
    "class A {\n  int f() {\n    int tmp = 1;\n    return tmp;\n  }\n}\n",
    "class A {\n  int f() {\n    int sum = 1;\n    return sum;\n  }\n}\n",
    "local-rename",
  ],
  ["a Java field", "A.java", "class A {\n  int tmp = 1;\n}\n", "class A {\n  int sum = 1;\n}\n", undefined],
  [
    "a rename with a changed value",
    "a.ts",
    fn("const a = 1;\nreturn a;"),
    fn("const b = 2;\nreturn b;"),
    undefined,
  ],
  [
    "a string that only looks like the name",
    "a.ts",
    fn('const a = "a";\nreturn a;'),
    fn('const b = "b";\nreturn b;'),
    undefined,
  ],
  [
    "two names swapped",
    "a.ts",
    fn("const a = 1, b = 2;\nreturn a - b;"),
    fn("const b = 1, a = 2;\nreturn a - b;"),
    undefined,
  ],
];

for (const [title, cases] of Object.entries({ comments, formatting, rename })) {
  describe(`neutrality: ${title}`, () => {
    for (const [name, path, before, after, expected] of cases) {
      it(`${name} (${path}) → ${expected ?? "not neutral"}`, () => {
        assert.equal(neutrality(path, before, after), expected);
      });
    }
  });
}
