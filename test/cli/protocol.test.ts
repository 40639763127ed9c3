import { strict as assert } from "node:assert";
import { protocolReport } from "#manifest/report-schema";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockstep, lockstepIn } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { SEEDS } from "../unit/protocol/support.ts";

const seedFile = (name: keyof typeof SEEDS): string =>
  fileURLToPath(new URL(`../fixtures/seeds/${SEEDS[name]}`, import.meta.url));

const ENV = { PATH: process.env["PATH"] ?? "" };

const PROTOCOL = `# Change protocol

| Surface | Requirement |
|---|---|
| Backend logic | Change the code. |
| Documentation | Keep it true. |
| Legal | Ask. |

1. **Inspect.** Read the code.
2. **Implement.** Change it.

Never merge an undocumented change.
`;

const FILES = {
  "package.json": '{ "name": "x", "scripts": { "test": "true" } }\n',
  "docs/CHANGE_PROTOCOL.md": PROTOCOL,
  "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 3.\n",
  "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
};

describe("lockstep protocol, outside of any repository", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lockstep-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => lockstepIn(folder, ENV, "protocol", ...args);

  for (const [name, counts] of [
    ["surfaces", { surfaces: 6, steps: 6, checklist: 6, risks: 5 }],
    ["documentation", { components: 7, mandates: 7, rules: 5, steps: 16 }],
    ["phases", { phases: 5, audit: 10, rubric: 9, assumptionFields: 3, commands: 2 }],
  ] as const)
    it(`show prints what is promised of the seed with ${name}`, () => {
      const { code, out, err } = run("show", seedFile(name), "--format", "json");
      assert.equal(code, 0, err);
      const report = protocolReport.parse(JSON.parse(out));
      for (const [part, count] of Object.entries(counts))
        assert.equal((report as unknown as Record<string, unknown[]>)[part]?.length, count, part);
      const { length } = readFileSync(seedFile(name), "utf8").split("\n");
      for (const { place } of report.advisory) assert.ok(place.line >= 1 && place.line <= length);
    });

  it("show prints a tree with lines", () => {
    const { code, out } = run("show", seedFile("phases"));
    assert.equal(code, 0);
    assert.match(out, /^Phases 5$/m);
    assert.match(out, /^ +33 {2}1 Clarifying Questions Only$/m);
    assert.match(out, /gate === AWAITING APPROVAL — DO NOT PROCEED ===/);
  });

  it("lint fails for warnings, and not for hints", () => {
    assert.equal(run("lint", seedFile("phases")).code, 1);
    assert.equal(run("lint", seedFile("phases"), "--fail-on", "error").code, 0);
    writeFileSync(join(folder, "p.md"), PROTOCOL);
    const { code, out } = run("lint", "p.md");
    assert.equal(code, 0);
    assert.doesNotMatch(out, /protocol\/unbound/);
  });

  it("lint prints its findings as JSON, in the order of their lines", () => {
    writeFileSync(
      join(folder, "p.md"),
      "## Phase 1: A\n\n- List the **X**.\n\n## Phase 1: B\n\n## Phase 4: C\n",
    );
    const { code, out } = run("lint", "p.md", "--json");
    assert.equal(code, 1);
    const { version, findings } = JSON.parse(out);
    assert.equal(version, 1);
    assert.deepEqual(protocolReport.shape.findings.parse(findings), findings);
    assert.deepEqual(
      findings.map(({ rule, place }: { rule: string; place: { line: number } }) => [rule, place.line]),
      [
        ["protocol/duplicate-phase", 5],
        ["protocol/missing-phase", 7],
      ],
    );
  });

  for (const args of [[], ["show"], ["print", "p.md"], ["show", "a.md", "b.md"], ["lint", "none.md"]])
    it(`refuses “protocol ${args.join(" ")}”`, () => {
      const { code, out, err } = run(...args);
      assert.deepEqual([code, out], [2, ""]);
      assert.ok(err.length > 0);
    });

  it("schema prints the shape of what show prints", () => {
    const printed = JSON.parse(lockstepIn(folder, ENV, "schema", "protocol").out);
    const shipped = readFileSync(new URL("../../schemas/protocol.schema.json", import.meta.url), "utf8");
    assert.deepEqual(printed, JSON.parse(shipped));
    assert.equal(printed.title, "Lockstep protocol report");
  });
});

describe("a repository's own protocol", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
  });
  afterEach(() => repository.dispose());

  it("is found by init, which binds its surfaces and says what it binds to nothing", () => {
    const { code, out, err } = lockstep(repository, "init", "--write");
    assert.equal(code, 0, err);
    const text = readFileSync(join(repository.root, ".lockstep/config.jsonc"), "utf8");
    assert.ok(out.endsWith(text));
    assert.match(text, /checked: Legal\.\n/);
    const config = JSON.parse(text.replace(/^\/\/.*$/gm, ""));
    assert.deepEqual(config, {
      protocols: ["docs/CHANGE_PROTOCOL.md"],
      surfaces: {
        "backend-logic": { paths: ["src/**"] },
        documentation: { paths: ["docs/**", "*.md", "!docs/CHANGE_PROTOCOL.md"] },
      },
      verification: [{ id: "tests", run: "npm test" }],
    });
  });

  it("is held to as init bound it", () => {
    lockstep(repository, "init", "--write");
    repository.commit();
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
    const { code, out } = lockstep(repository, "check", "--json");
    assert.equal(code, 1);
    const rules = JSON.parse(out).findings.map(
      ({ rule, place }: { rule: string; place: { path: string; line: number } }) =>
        `${rule} ${place.path}:${place.line}`,
    );
    assert.deepEqual(rules, [
      "surface/docs-behind-code src/retry.ts:1",
      "docs/stale-line docs/dialer.md:3",
      "protocol/unbound docs/CHANGE_PROTOCOL.md:7",
    ]);
  });

  it("is linted with the names its configuration binds to nothing", () => {
    const lint = (): string => lockstep(repository, "protocol", "lint", "docs/CHANGE_PROTOCOL.md").out;
    assert.doesNotMatch(lint(), /protocol\/unbound/);
    repository.write(".lockstep/config.jsonc", '{ "protocols": ["docs/CHANGE_PROTOCOL.md"] }');
    assert.match(lint(), /docs\/CHANGE_PROTOCOL\.md:7 .*Legal/);
    repository.write(
      ".lockstep/config.jsonc",
      '{ "protocols": ["docs/CHANGE_PROTOCOL.md"], "surfaces": { "legal": { "causes": ["src/**"] } } }',
    );
    assert.doesNotMatch(lint(), /protocol\/unbound/);
  });

  it("may come with a configuration from an npm package that git does not know", () => {
    repository.write(".gitignore", "node_modules/\n");
    repository.write(
      "node_modules/@acme/lockstep/lockstep.jsonc",
      '{ "protocols": ["docs/CHANGE_PROTOCOL.md"], "rules": { "docs/*": "off", "protocol/*": "off" } }',
    );
    repository.write(".lockstep/config.jsonc", '{ "extends": ["@acme/lockstep"] }');
    repository.commit();
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
    const { findings } = JSON.parse(lockstep(repository, "check", "--json").out);
    assert.deepEqual(
      findings.map(({ rule }: { rule: string }) => rule),
      ["surface/docs-behind-code"],
    );
  });
});
