import assert from "node:assert/strict";
import { certain, type Files, impactsBetween } from "./harness.ts";

/** A change of code whose comments stay, and the lines that are certainly false then. */
type Case = [title: string, before: Files, after: Files, expected: string[]];

const python = `def parse_invoice(text, limit=30):
    """Reads an invoice.

    :param limit: how many lines are read, 30 by default
    """
    return text[:limit]
`;
const go = `package mail

// maxRetries is how often a message is sent again. Defaults to 3.
const maxRetries = 3

// SendInvoice sends what ParseInvoice read.
func SendInvoice() {}
`;
const typescript = `export interface Options {
  /**
   * How long an answer is waited for.
   * @default 3000
   */
  answerTimeout?: number;
}

/** Made by \`readOptions\`. */
export const defaults = { answerTimeout: 3000 };
`;
const rust = `/// Opens a \`ConnectionPool\`, see [\`PoolBuilder\`].
pub fn open() {}

pub struct PoolBuilder {
    // At most 8 connections.
    max_connections: usize,
}
`;

const cases: Case[] = [
  [
    "a Python function that a docstring of its caller still names",
    { "app/read.py": python, "app/mail.py": '"""Sends what `parse_invoice` read."""\nparse_invoice(1)\n' },
    {
      "app/read.py": python.replace("parse_invoice", "read_invoice"),
      "app/mail.py": '"""Sends what `parse_invoice` read."""\nread_invoice(1)\n',
    },
    ["app/mail.py:1"],
  ],
  [
    "a Go function that the comment of its caller still names",
    {
      "mail/send.go": go.replace("{}", "{ ParseInvoice() }"),
      "mail/parse.go": "package mail\n\nfunc ParseInvoice() {}\n",
    },
    {
      "mail/send.go": go.replace("{}", "{ ReadInvoice() }"),
      "mail/parse.go": "package mail\n\nfunc ReadInvoice() {}\n",
    },
    ["mail/send.go:6"],
  ],
  [
    "a TypeScript function that a JSDoc comment beside its use still names",
    {
      "src/options.ts": `${typescript}readOptions();\n`,
      "src/read.ts": "export function readOptions() {}\n",
    },
    {
      "src/options.ts": `${typescript}loadOptions();\n`,
      "src/read.ts": "export function loadOptions() {}\n",
    },
    ["src/options.ts:9"],
  ],
  [
    "a Rust type that the doc comment of its user still names",
    {
      "src/lib.rs": rust.replace("open()", "open(pool: ConnectionPool)"),
      "src/pool.rs": "pub struct ConnectionPool {}\n",
    },
    {
      "src/lib.rs": rust.replace("open()", "open(pool: SocketPool)"),
      "src/pool.rs": "pub struct SocketPool {}\n",
    },
    ["src/lib.rs:1"],
  ],
  [
    "its own comment, where the name below it changed",
    { "src/lib.rs": rust },
    { "src/lib.rs": rust.replace("pub struct PoolBuilder", "pub struct PoolMaker") },
    ["src/lib.rs:1"],
  ],
  [
    "a document, too, that only comments kept alive",
    {
      "app/read.py": python,
      "app/mail.py": "# parse_invoice reads it\nx = 1\n",
      "README.md": "Call `parse_invoice`.\n",
    },
    {
      "app/read.py": python.replace("parse_invoice", "read_invoice"),
      "app/mail.py": "# parse_invoice reads it\nx = 1\n",
      "README.md": "Call `parse_invoice`.\n",
    },
    ["README.md:1"],
  ],
  [
    "an environment variable that a comment beside code names",
    { "src/a.ts": 'f(process.env["MAIL_HOST"]);\n', "src/b.ts": "g(); // set by MAIL_HOST\n" },
    { "src/a.ts": 'f(process.env["SMTP_HOST"]);\n', "src/b.ts": "g(1); // set by MAIL_HOST\n" },
    ["src/b.ts:1"],
  ],
  [
    "a Python function that docstrings of its own file still name",
    {
      "app/a.py":
        'def join_native():\n    """Joins."""\n\n\ndef join():\n    """Like `join_native`, slower."""\n',
    },
    {
      "app/a.py":
        'def join_fast():\n    """Joins."""\n\n\ndef join():\n    """Like `join_native`, slower."""\n',
    },
    ["app/a.py:6"],
  ],
  [
    "a Python default in the docstring of its function",
    { "app/read.py": python },
    { "app/read.py": python.replace("limit=30", "limit=50") },
    ["app/read.py:4"],
  ],
  [
    "a Go constant and the comment above it",
    { "mail/send.go": go },
    { "mail/send.go": go.replace("maxRetries = 3", "maxRetries = 5") },
    ["mail/send.go:3"],
  ],
  [
    "an option of TypeScript and the tag above it",
    { "src/options.ts": typescript },
    { "src/options.ts": typescript.replace("answerTimeout: 3000 }", "answerTimeout: 5000 }") },
    [],
  ],
  [
    "a Rust limit and the comment beside it",
    { "src/lib.rs": "const MAX_CONNECTIONS: usize = 8; // 8 connections at most\n" },
    { "src/lib.rs": "const MAX_CONNECTIONS: usize = 16; // 8 connections at most\n" },
    ["src/lib.rs:1"],
  ],
  [
    "a Python attribute and the string below it",
    { "app/a.py": 'class Settings:\n    retry_limit = 3\n    """How often; defaults to 3."""\n' },
    { "app/a.py": 'class Settings:\n    retry_limit = 5\n    """How often; defaults to 3."""\n' },
    ["app/a.py:3"],
  ],
  [
    "a parameter of a Google docstring, on the line after its name",
    {
      "app/a.py":
        'def send(retries=3):\n    """Sends.\n\n    Args:\n        retries (int): how often,\n            3 by default\n    """\n',
    },
    {
      "app/a.py":
        'def send(retries=5):\n    """Sends.\n\n    Args:\n        retries (int): how often,\n            3 by default\n    """\n',
    },
    ["app/a.py:6"],
  ],
  [
    "a parameter of JSDoc",
    {
      "src/a.js":
        "/**\n * Sends.\n * @param {number} [retries=3] how often\n */\nexport function send(retries = 3) {}\n",
    },
    {
      "src/a.js":
        "/**\n * Sends.\n * @param {number} [retries=3] how often\n */\nexport function send(retries = 5) {}\n",
    },
    ["src/a.js:3"],
  ],
];

const silent: Case[] = [
  [
    "a name that code in a string still uses",
    { "app/read.py": python, "app/mail.py": '# parse_invoice\ncall("parse_invoice")\n' },
    {
      "app/read.py": python.replace("parse_invoice", "read_invoice"),
      "app/mail.py": '# parse_invoice\ncall("parse_invoice")\n',
    },
    [],
  ],
  [
    "a comment that says what the name was",
    { "src/read.ts": "export function readOptions() {}\n", "src/b.ts": "// formerly readOptions\nf();\n" },
    { "src/read.ts": "export function loadOptions() {}\n", "src/b.ts": "// formerly readOptions\nf();\n" },
    [],
  ],
  [
    "a comment that the change itself wrote",
    { "src/read.ts": "export function readOptions() {}\n" },
    { "src/read.ts": "// takes over from readOptions\nexport function loadOptions() {}\n" },
    [],
  ],
  [
    "a comment that names the new one as well",
    {
      "src/read.ts": "export function readOptions() {}\n",
      "src/b.ts": "// readOptions → loadOptions\nf();\n",
    },
    {
      "src/read.ts": "export function loadOptions() {}\n",
      "src/b.ts": "// readOptions → loadOptions\nf();\n",
    },
    [],
  ],
  [
    "a comment of a test, and one of an example",
    {
      "src/read.ts": "export function readOptions() {}\n",
      "test/a.test.ts": "// readOptions\n",
      "examples/a.ts": "// readOptions\n",
    },
    {
      "src/read.ts": "export function loadOptions() {}\n",
      "test/a.test.ts": "// readOptions\n",
      "examples/a.ts": "// readOptions\n",
    },
    [],
  ],
  [
    "a plain word",
    { "src/read.ts": "export function read() {}\n", "src/b.ts": "// We read it.\nf();\n" },
    { "src/read.ts": "export function load() {}\n", "src/b.ts": "// We read it.\nf();\n" },
    [],
  ],
  [
    "a name that was somebody else's",
    {
      "src/a.ts": 'import { readOptions } from "theirs";\nreadOptions();\n',
      "src/b.ts": "// like readOptions\nf();\n",
    },
    { "src/a.ts": 'import { load } from "theirs";\nload();\n', "src/b.ts": "// like readOptions\nf();\n" },
    [],
  ],
  [
    "a comment that was edited",
    { "src/b.ts": "// readOptions is called first\nf();\n" },
    { "src/b.ts": "// loadOptions is called first\nf();\n" },
    [],
  ],
  [
    "a local name",
    {
      "src/a.ts": "export function f() {\n  const oldName = 1;\n  return oldName;\n}\n",
      "src/b.ts": "// oldName\ng();\n",
    },
    {
      "src/a.ts": "export function f() {\n  const newName = 1;\n  return newName;\n}\n",
      "src/b.ts": "// oldName\ng();\n",
    },
    [],
  ],
  [
    "formatting",
    { "src/b.ts": "// calls readOptions\nf( 1 );\n" },
    { "src/b.ts": "// calls readOptions\nf(1);\n" },
    [],
  ],
  [
    "a value whose comment says another number",
    { "mail/send.go": go.replace("to 3.", "to 4.") },
    { "mail/send.go": go.replace("to 3.", "to 4.").replace("maxRetries = 3", "maxRetries = 5") },
    [],
  ],
  [
    "code that was commented out",
    { "src/read.ts": "// readOptions = () => 1;\nexport function readOptions() {}\n" },
    { "src/read.ts": "// readOptions = () => 1;\nexport function loadOptions() {}\n" },
    [],
  ],
  [
    "a file that the change did not touch: possible",
    {
      "src/read.ts": "export function readOptions() {}\nexport const kept = 1;\n",
      "src/b.ts": "// like readOptions\nf();\n",
    },
    {
      "src/read.ts": "export function loadOptions() {}\nexport const kept = 1;\n",
      "src/b.ts": "// like readOptions\nf();\n",
    },
    [],
  ],
  [
    "words of an algorithm that a variable was called by",
    {
      "src/a.ts":
        "export function f() {\n  // 1. Let bytePoint be the byte.\n  const bytePoint = 1;\n  g(bytePoint);\n}\n",
    },
    { "src/a.ts": "export function f() {\n  // 1. Let bytePoint be the byte.\n  g(1);\n}\n" },
    [],
  ],
];

describe("impacts on comments", () => {
  for (const [title, before, after, expected] of cases)
    it(`${title} → ${expected.join(", ")}`, () => {
      const impacts = impactsBetween(before, after);
      assert.deepEqual(certain(impacts), expected, JSON.stringify(impacts, null, 1));
    });
  for (const [title, before, after, expected] of silent)
    it(`${title} → silent`, () => {
      const impacts = impactsBetween(before, after);
      assert.deepEqual(certain(impacts), expected, JSON.stringify(impacts, null, 1));
    });
});
