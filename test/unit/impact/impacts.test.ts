import assert from "node:assert/strict";
import { certain, impactsBetween, type Files } from "./harness.ts";

describe("impacts: across files", () => {
  const cases: [title: string, before: Files, after: Files, moves: Files, expected: string[]][] = [
    [
      "a word that other code still holds",
      {
        "src/a.ts": "export function parseInvoice() {}\n",
        "src/b.ts": "parseInvoice();\n",
        "README.md": "`parseInvoice`\n",
      },
      {
        "src/a.ts": "export function readInvoice() {}\n",
        "src/b.ts": "parseInvoice();\n",
        "README.md": "`parseInvoice`\n",
      },
      {},
      [],
    ],
    [
      "a word that only tests still hold",
      {
        "src/a.ts": "export function parseInvoice() {}\n",
        "test/b.test.ts": "parseInvoice();\n",
        "README.md": "`parseInvoice`\n",
      },
      {
        "src/a.ts": "export function readInvoice() {}\n",
        "test/b.test.ts": "parseInvoice();\n",
        "README.md": "`parseInvoice`\n",
      },
      {},
      ["README.md:1"],
    ],
    [
      "archives are silent",
      {
        "src/a.ts": "export function parseInvoice() {}\n",
        "CHANGELOG.md": "`parseInvoice`\n",
        "docs/fr/a.md": "`parseInvoice`\n",
      },
      {
        "src/a.ts": "export function readInvoice() {}\n",
        "CHANGELOG.md": "`parseInvoice`\n",
        "docs/fr/a.md": "`parseInvoice`\n",
      },
      {},
      [],
    ],
    [
      "a deleted file's links and mentions",
      {
        "src/lib/a.ts": "1\n",
        "docs/x.md": "[a](../src/lib/a.ts)\n\nSee `src/lib/a.ts`.\n\n[b](../src/lib/b.ts)\n",
      },
      { "docs/x.md": "[a](../src/lib/a.ts)\n\nSee `src/lib/a.ts`.\n\n[b](../src/lib/b.ts)\n" },
      {},
      ["docs/x.md:1", "docs/x.md:3"],
    ],
    [
      "a moved document's links",
      { "docs/a.md": "# A\n", "README.md": "[a](docs/a.md)\n[web](https://x.y/docs/a.md)\n" },
      { "docs/guide/a.md": "# A\n", "README.md": "[a](docs/a.md)\n[web](https://x.y/docs/a.md)\n" },
      { "docs/guide/a.md": "docs/a.md" },
      ["README.md:1"],
    ],
    [
      "a renamed heading's anchors",
      {
        "docs/a.md": "# A\n\n## Set up\n\n[here](#set-up)\n",
        "README.md": "[s](docs/a.md#set-up)\n[a](docs/a.md#a)\n",
      },
      {
        "docs/a.md": "# A\n\n## Install\n\n[here](#set-up)\n",
        "README.md": "[s](docs/a.md#set-up)\n[a](docs/a.md#a)\n",
      },
      {},
      ["README.md:1", "docs/a.md:5"],
    ],
    [
      "a Next.js route that moved",
      { "app/api/users/route.ts": "export const GET = 1;\n", "README.md": "`GET /api/users`\n" },
      { "app/api/members/route.ts": "export const GET = 1;\n", "README.md": "`GET /api/users`\n" },
      { "app/api/members/route.ts": "app/api/users/route.ts" },
      ["README.md:1"],
    ],
    [
      "a document edited in the same change",
      {
        "src/a.ts": "const MAX_RETRIES = 3;\n",
        "README.md": "`MAX_RETRIES` is 3.\n",
        "docs/b.md": "`MAX_RETRIES` is 3.\n",
      },
      {
        "src/a.ts": "const MAX_RETRIES = 5;\n",
        "README.md": "`MAX_RETRIES` is 5.\n",
        "docs/b.md": "`MAX_RETRIES` is 3.\n",
      },
      {},
      ["docs/b.md:1"],
    ],
    [
      "a variable that only settings still name",
      {
        "src/a.ts": "f(process.env.QUEUE_URL);\n",
        ".env.example": "QUEUE_URL=x\n",
        "README.md": "`QUEUE_URL`\n",
      },
      { "src/a.ts": "f();\n", ".env.example": "QUEUE_URL=x\n", "README.md": "`QUEUE_URL`\n" },
      {},
      ["README.md:1"],
    ],
  ];
  for (const [title, before, after, moves, expected] of cases) {
    it(title, () => {
      const impacts = impactsBetween(before, after, moves);
      assert.deepEqual(certain(impacts), expected, JSON.stringify(impacts, null, 1));
    });
  }
});

describe("impacts: a name that left for another package", () => {
  const example = (from: string): string =>
    `\`\`\`python\nfrom ${from} import TakeFirst, MapCompose\n\nTakeFirst()\n\`\`\`\n`;
  const doubts = (from: string): string[] =>
    certain(
      impactsBetween(
        { "crawl/processors.py": "class TakeFirst:\n    pass\n", "docs/use.md": example(from) },
        { "crawl/processors.py": "import loaders\n", "docs/use.md": example(from) },
      ),
    );

  it("is that package's where a document takes it from there", () => {
    assert.deepEqual(doubts("loaders.processors"), []);
  });

  it("is gone where a document takes it from where it was", () => {
    assert.deepEqual(doubts("crawl.processors"), ["docs/use.md:2", "docs/use.md:4"]);
  });
});

describe("impacts: a flag whose word other code goes on using", () => {
  const cli = (flag: string): Files => ({ "src/cli.py": `parser.add_argument("${flag}")\n` });
  const uses = { "src/run.py": "pipelines = load(args.pipelines)  # see --pipelines\n" };
  const docs = { "docs/cli.md": "Pass `--pipelines` to run them.\n" };
  const after = (others: Files): string[] =>
    certain(
      impactsBetween(
        { ...cli("--pipelines"), ...uses, ...docs, ...others },
        { ...cli("--run-pipelines"), ...uses, ...docs, ...others },
      ),
    );

  it("is gone where no other code spells the flag", () => {
    assert.deepEqual(after({ "src/schema.json": '{ "pipelines": {} }\n' }), ["docs/cli.md:1"]);
  });

  it("is not where another program offers it, or a script passes it", () => {
    assert.deepEqual(after({ "src/other.js": 'program.option("pipelines", "runs them");\n' }), []);
    assert.deepEqual(after({ "scripts/all.sh": "crawl --pipelines all\n" }), []);
  });
});

describe("impacts: a flag that code speaks of", () => {
  const doc = { "README.md": "Use `--decorations`.\n" };
  const cli = (id: string, long: string): string =>
    `app.arg(Arg::new("${id}").long("${long}").help("Alias for '--decorations=always', which is useful in scripts."));\nlet when = matches.get_one::<String>("${id}");\n`;

  it("is gone though an argument is asked by its id, and its help goes on", () => {
    const impacts = impactsBetween(
      { "src/cli.rs": cli("decorations", "decorations"), ...doc },
      { "src/cli.rs": cli("decorations", "decorate"), ...doc },
    );
    assert.deepEqual(certain(impacts), ["README.md:1"]);
  });

  it("is not where a field may stand for it", () => {
    const field = { "src/args.rs": "#[arg(long)]\npub decorations: bool,\n" };
    const impacts = impactsBetween(
      { "src/cli.rs": cli("decorations", "decorations"), ...field, ...doc },
      { "src/cli.rs": cli("decorations", "decorate"), ...field, ...doc },
    );
    assert.deepEqual(certain(impacts), []);
  });

  it("is gone in Python where its plain word goes on meaning something else", () => {
    const python = (flag: string): string =>
      `parser.add_argument("${flag}", help="x")\nkind = "decorations" if x else "y"\n`;
    const impacts = impactsBetween(
      { "src/cli.py": python("--decorations"), ...doc },
      { "src/cli.py": python("--decorate"), ...doc },
    );
    assert.deepEqual(certain(impacts), ["README.md:1"]);
  });
});

describe("impacts: a plain name in lists of defaults", () => {
  const list = "## Default config\n\n```go\nExpiration: 60,\n```\n";
  const docs = { "docs/cache.md": list, "docs/limiter.md": list, "cache/README.md": list, "README.md": list };

  it("is certain where the document is called like the code", () => {
    const impacts = impactsBetween(
      { ...docs, "cache/config.go": "var Default = Config{\n\tExpiration: 60,\n}\n" },
      { ...docs, "cache/config.go": "var Default = Config{\n\tExpiration: 90,\n}\n" },
    );
    assert.deepEqual(certain(impacts), ["cache/README.md:4", "docs/cache.md:4"]);
  });
});

describe("impacts: a value whose name many files use", () => {
  const others = Object.fromEntries(
    Array.from({ length: 15 }, (_, k) => [`src/rules/rule-${k}.ts`, `use(max, ${k});\n`]),
  );
  const says = "- `max` (default `300`) bounds it.\n";
  const docs = { "docs/max-lines.md": says, "docs/max-depth.md": says };

  it("is certain in the document of the same name only", () => {
    const impacts = impactsBetween(
      { ...others, ...docs, "src/rules/max-lines.ts": "let max = 300;\n" },
      { ...others, ...docs, "src/rules/max-lines.ts": "let max = 400;\n" },
    );
    assert.deepEqual(certain(impacts), ["docs/max-lines.md:1"]);
  });

  it("is certain in the document that is called like it", () => {
    const page = { "docs/config/max.md": "# max\n\n- **Default:** `300`\n" };
    const impacts = impactsBetween(
      { ...others, ...docs, ...page, "src/defaults.ts": "export const defaults = {\n  max: 300,\n};\n" },
      { ...others, ...docs, ...page, "src/defaults.ts": "export const defaults = {\n  max: 400,\n};\n" },
    );
    assert.deepEqual(certain(impacts), ["docs/config/max.md:3"]);
  });
});

describe("impacts: the cause", () => {
  it("names the fact before and after, and the line of the after tree", () => {
    const [impact] = impactsBetween(
      { "src/a.ts": "// a\nexport const MAX_RETRIES = 3;\n", "README.md": "`MAX_RETRIES` is 3.\n" },
      { "src/a.ts": "// a\n// b\nexport const MAX_RETRIES = 5;\n", "README.md": "`MAX_RETRIES` is 3.\n" },
    );
    assert.deepEqual(impact?.fact, { kind: "value", name: "MAX_RETRIES", before: "3", after: "5" });
    assert.deepEqual(impact?.cause, { path: "src/a.ts", line: 3 });
    assert.equal(impact?.says, "`MAX_RETRIES` is 3.");
  });

  it("is the definition, whatever file uses the name before it", () => {
    const doc = { "README.md": "It throws `ProviderGone`.\n" };
    const uses = (name: string): string => `import { ${name} } from "./z";\nthrow new ${name}("gone");\n`;
    const defines = (name: string): string => `// b\nexport class ${name} extends Error {}\n`;
    const [impact] = impactsBetween(
      { "src/a.ts": uses("ProviderGone"), "src/z.ts": defines("ProviderGone"), ...doc },
      { "src/a.ts": uses("ProviderBusy"), "src/z.ts": defines("ProviderBusy"), ...doc },
    );
    assert.deepEqual(impact?.fact, { kind: "token", before: "ProviderGone", after: "ProviderBusy" });
    assert.deepEqual(impact?.cause, { path: "src/z.ts", line: 2 });
  });
});
