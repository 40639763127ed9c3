import assert from "node:assert/strict";
import { CERTAIN } from "#core";
import { certain, impactsBetween, table } from "./harness.ts";

table("repeated texts", [
  [
    "a message",
    "src/a.ts",
    'warn("This reference is shared amongst all requests, use the hook");',
    'warn("Use the hook instead");',
    "# Warnings\n\n| A1 | This reference is shared amongst all requests. |",
    [3],
  ],
  [
    "a comment over two lines, which may only be reworded",
    "src/a.ts",
    "// Notice: in the early hooks the request body\n// will always be missing because nothing parsed it.\nrun(1);",
    "// The body is there.\nrun(2);",
    "**Notice**: in the early hooks, the `request` body will always be missing, because nothing parsed it.",
    [],
  ],
  [
    "a help text",
    "src/a.py",
    'parser.add_argument("--x", help="Separate the fields of every record with this character")',
    'parser.add_argument("--x", help="A character")',
    "Usage:\n\n    separate the fields of every record\n    with this character",
    [3],
  ],
  [
    "a web address",
    "site/links.ts",
    'export const chat = "https://chat.test/tBZqKpeF";',
    'export const chat = "https://chat.test/other";',
    "Ask in the [chat](https://chat.test/tBZqKpeF).\n\nAlso https://chat.test/tBZqKpeFAndMore.",
    [1],
  ],
  [
    "an address that only the package no longer names",
    "pyproject.toml",
    '[project.urls]\nchat = "https://chat.test/tBZqKpeF"',
    '[project.urls]\nhome = "https://home.test/"',
    "Ask in the [chat](https://chat.test/tBZqKpeF).",
    [],
  ],
  [
    "an address that nothing replaced, which an example may go on calling",
    "src/links.ts",
    'export const chat = "https://chat.test/tBZqKpeF";',
    "export const chat = undefined;",
    "Ask in the [chat](https://chat.test/tBZqKpeF).\n\n```sh\ncurl https://chat.test/tBZqKpeF\n```",
    [1],
  ],
  [
    "a description in YAML",
    "chart/values.yaml",
    "description: deletes every stored record that is older than the limit",
    "description: archives records",
    "It deletes every stored record that is older than the limit.",
    [1],
  ],
]);

table("repeated texts, silent", [
  [
    "the document says the new text",
    "src/a.ts",
    'warn("This reference is shared amongst all requests, use the hook");',
    'warn("This reference is shared amongst few requests, use the hook");',
    "This reference is shared amongst few requests.",
    [],
  ],
  [
    "few words",
    "src/a.ts",
    'warn("shared by all requests");',
    'warn("gone");',
    "It is shared by all requests.",
    [],
  ],
  [
    "code in a comment",
    "src/a.ts",
    "// app.route(handler).serve(listener).unwrap(server).await(result).finish(all)\nrun(1);",
    "run(2);",
    "    app.route(handler).serve(listener).unwrap(server).await(result).finish(all)",
    [],
  ],
  [
    "an address on this machine",
    "src/a.ts",
    'open("http://localhost/the-page");',
    'open("http://localhost/another-page");',
    "See http://localhost/the-page in the browser.",
    [],
  ],
]);

describe("impacts: a text that moved", () => {
  const said = 'warn("This reference is shared amongst all requests, use the hook");\n';
  const document = "This reference is shared amongst all requests.\n";

  it("to another changed file is not gone", () => {
    const impacts = impactsBetween(
      { "src/a.ts": said, "README.md": document },
      { "src/a.ts": "run();\n", "src/b.ts": said, "README.md": document },
    );
    assert.deepEqual(certain(impacts), []);
  });

  it("and stands in a file that did not change is not gone", () => {
    const impacts = impactsBetween(
      { "src/a.ts": said, "src/b.ts": said, "README.md": document },
      { "src/a.ts": "run();\n", "src/b.ts": said, "README.md": document },
    );
    assert.deepEqual(certain(impacts), []);
  });

  it("of which other code says the words on the line is not gone", () => {
    const help = (least: string): string =>
      `${least}option("max", "Maximum number or percentage of processes to run tests in");\n`;
    const line = "Maximum number or percentage of processes to run tests in.\n";
    const impacts = impactsBetween(
      {
        "src/a.ts": help('option("min", "Minimum number or percentage of processes to run tests in");\n'),
        "README.md": line,
      },
      { "src/a.ts": help(""), "README.md": line },
    );
    assert.deepEqual(certain(impacts), []);
  });

  it("only from a test says nothing", () => {
    const impacts = impactsBetween(
      { "test/a.test.ts": said, "README.md": document },
      { "test/a.test.ts": "run();\n", "README.md": document },
    );
    assert.deepEqual(certain(impacts), []);
  });
});

it("impacts: a comment that was taken away makes a line that repeats it possible", () => {
  const document = "In the early hooks the request body will always be missing.\n";
  const [impact] = impactsBetween(
    {
      "src/a.ts": "// In the early hooks the request body will always be missing.\nrun(1);\n",
      "README.md": document,
    },
    { "src/a.ts": "run(2);\n", "README.md": document },
  );
  assert.deepEqual(impact?.place, { path: "README.md", line: 1 });
  assert.ok(impact.confidence < CERTAIN);
});
