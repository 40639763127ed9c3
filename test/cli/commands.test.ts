import { strict as assert } from "node:assert";
import { CLI_COMMANDS } from "#manifest/cli";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const FILES = {
  "package.json": '{ "name": "x", "scripts": { "test": "true" } }\n',
  "README.md": "# X\n",
  "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
  "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 3.\n",
};

describe("the command line", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
    repository.git("config", "user.name", "Ada");
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
  });
  afterEach(() => repository.dispose());

  it("helps with every command", () => {
    const overview = lockstep(repository, "--help").out;
    for (const [name, { does }] of Object.entries(CLI_COMMANDS)) {
      assert.ok(overview.includes(does), name);
      const { code, out } = lockstep(repository, name, "--help");
      assert.equal(code, 0);
      assert.ok(out.includes(does), name);
    }
  });

  it("prints its version", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    assert.equal(lockstep(repository, "--version").out.trim(), version);
  });

  for (const args of [
    ["nonsense"],
    ["check", "--nonsense"],
    ["check", "--staged", "--base", "main"],
    ["explain", "--staged"],
  ]) {
    it(`refuses “${args.join(" ")}” with exit code 2`, () => {
      const { code, out, err } = lockstep(repository, ...args);
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.ok(err.length > 0);
    });
  }

  it("status says one line for each surface", () => {
    const { code, out } = lockstep(repository, "status");
    assert.equal(code, 0);
    assert.match(out, /Documentation +owed/);
    assert.equal(out.trimEnd().split("\n").length, 6);
  });

  it("still-true takes a line out of doubt until the fact changes again", () => {
    const reason = ["--reason", "The dialer caps it at three."];
    assert.equal(lockstep(repository, "still-true", "docs/dialer.md:3", "--reason", "short").code, 2);
    assert.equal(lockstep(repository, "still-true", "docs/dialer.md:1", ...reason).code, 2);
    const { code, out } = lockstep(repository, "still-true", "docs/dialer.md:3", ...reason);
    assert.equal(code, 0);
    assert.match(out, /docs\/dialer\.md:3 is still true/);
    assert.match(
      lockstep(repository, "report").out,
      /^# Change report$[^]*No change was started; decisions/m,
    );
    const findings = (): string[] =>
      JSON.parse(lockstep(repository, "check", "--json").out).findings.map(
        ({ rule }: { rule: string }) => rule,
      );
    assert.ok(!findings().includes("docs/stale-line"));
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 7;\n");
    assert.ok(findings().includes("docs/stale-line"));
  });

  it("next names the line to change", () => {
    assert.match(lockstep(repository, "next").out, /docs\/dialer\.md:3\n$/);
    const { next } = JSON.parse(lockstep(repository, "next", "--json").out);
    assert.deepEqual(next.place, { path: "docs/dialer.md", line: 3 });
  });

  it("not-needed records a reason that holds until the file changes again", () => {
    const reason = "An internal limit, nobody relies on it.";
    const { code, err } = lockstep(repository, "not-needed", "documentation", "--reason", reason);
    assert.equal(code, 0, err);
    const status = lockstep(repository, "status").out;
    assert.match(status, /Documentation +not needed +An internal limit, nobody relies on it\. \(Ada\)/);
    assert.equal(lockstep(repository, "check").code, 0);
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 7;\n");
    const again = lockstep(repository, "check");
    assert.equal(again.code, 1);
    assert.match(again.out, /surface\/not-needed-stale/);
  });

  it("not-needed survives the commit it is made for", () => {
    lockstep(repository, "not-needed", "documentation", "--reason", "Internal: nobody relies on it.");
    repository.git("checkout", "-q", "-b", "feature");
    repository.commit();
    assert.equal(lockstep(repository, "check", "--base", "main").code, 0);
  });

  for (const [what, args] of [
    ["without a reason", ["documentation"]],
    ["with hardly a reason", ["documentation", "--reason", "no"]],
    ["for a surface nobody knows", ["nonsense", "--reason", "long enough a reason"]],
    ["for a surface that is not owed", ["workflow-references", "--reason", "long enough a reason"]],
  ] as const) {
    it(`not-needed is refused ${what}`, () => {
      const { code, err } = lockstep(repository, "not-needed", ...args);
      assert.equal(code, 2);
      assert.ok(err.length > 0);
      assert.equal(repository.git("status", "--porcelain").includes(".lockstep"), false);
    });
  }

  it("init proposes, and writes only when told to", () => {
    const proposed = lockstep(repository, "init");
    assert.equal(proposed.code, 0, proposed.err);
    assert.match(proposed.out, /"src\/\*\*"/);
    assert.match(proposed.out, /npm test/);
    assert.equal(repository.git("status", "--porcelain").includes(".lockstep"), false);
    assert.equal(lockstep(repository, "init", "--write").code, 0);
    const written = readFileSync(join(repository.root, ".lockstep/config.jsonc"), "utf8");
    assert.ok(proposed.out.endsWith(written));
    assert.notEqual(lockstep(repository, "check").code, 2, "what is proposed is valid");
    assert.equal(lockstep(repository, "init", "--write").code, 2, "it never replaces one");
  });

  it("explain tells what clears a rule", () => {
    assert.match(lockstep(repository, "explain", "docs/stale-line").out, /It clears when/);
    assert.equal(lockstep(repository, "explain", "docs/nonsense").code, 2);
  });

  it("schema prints both schemas", () => {
    assert.match(JSON.parse(lockstep(repository, "schema", "config").out).title, /configuration/);
    assert.match(JSON.parse(lockstep(repository, "schema", "check").out).title, /report/);
    assert.equal(lockstep(repository, "schema", "nonsense").code, 2);
  });

  it("doctor looks at what a check depends on", () => {
    const { code, out } = lockstep(repository, "doctor");
    assert.equal(code, 0);
    assert.match(out, /Repository/);
    assert.match(out, /Configuration/);
    repository.write(".lockstep/config.jsonc", "{ nonsense");
    assert.equal(lockstep(repository, "doctor").code, 2);
  });
});
