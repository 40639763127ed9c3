import { strict as assert } from "node:assert";
import { Ajv2020 } from "ajv/dist/2020.js";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockstep, lockstepIn } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const FILES = {
  "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
  "docs/dialer.md": "# Dialer\n\nThe `RETRY_LIMIT` is 3.\n",
};

interface Report {
  readonly version: number;
  readonly change: { readonly head: string };
  readonly findings: readonly { readonly because: readonly unknown[] }[];
  readonly impacts: readonly { readonly fact: unknown }[];
}

function parsed(out: string): Report {
  return JSON.parse(out) as Report;
}

describe("lockstep check", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository(FILES);
  });
  afterEach(() => repository.dispose());

  const edit = (): void => repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
  const fix = (): void => repository.write("docs/dialer.md", "# Dialer\n\nThe `RETRY_LIMIT` is 5.\n");

  it("says there is nothing to do, with exit code 0", () => {
    const { code, out, err } = lockstep(repository, "check");
    assert.equal(code, 0, err);
    assert.match(out, /Nothing to do/);
    assert.equal(err, "");
  });

  it("is the default command", () => {
    assert.equal(lockstep(repository).out, lockstep(repository, "check").out);
  });

  it("names the line that became false, and exits with 1", () => {
    edit();
    const { code, out } = lockstep(repository, "check");
    assert.equal(code, 1);
    assert.match(out, /src\/retry\.ts:1 .*RETRY_LIMIT is now 5 here; docs\/dialer\.md:3 still says 3/);
  });

  it("exits with 0 when the line is mended, and when the edit is undone", () => {
    edit();
    fix();
    assert.equal(lockstep(repository, "check").code, 0);
    repository.git("checkout", "--", ".");
    assert.match(lockstep(repository, "check").out, /Nothing to do/);
  });

  it("prints JSON that its own schema describes", () => {
    edit();
    const { code, out } = lockstep(repository, "check", "--format", "json");
    assert.equal(code, 1);
    const report = parsed(out);
    const validate = new Ajv2020().compile(JSON.parse(lockstep(repository, "schema").out));
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.equal(report.version, 1);
    assert.equal(report.change.head, "working tree");
    assert.deepEqual(report.findings[0], {
      rule: "surface/docs-behind-code",
      severity: "warning",
      message: "RETRY_LIMIT is now 5 here; docs/dialer.md:3 still says 3.",
      place: { path: "src/retry.ts", line: 1 },
      because: [{ path: "docs/dialer.md", line: 3 }, report.findings[0]?.because[1]],
    });
    assert.deepEqual(report.impacts[0]?.fact, { kind: "value", before: "3", after: "5" });
    assert.equal(lockstep(repository, "check", "--json").out, out);
  });

  it("compares the index with HEAD when --staged", () => {
    edit();
    assert.equal(lockstep(repository, "check", "--staged").code, 0);
    repository.git("add", "src");
    fix();
    const { code, out } = lockstep(repository, "check", "--staged", "--format", "json");
    assert.equal(code, 1);
    assert.equal(JSON.parse(out).change.head, "index");
    repository.git("add", "docs");
    assert.equal(lockstep(repository, "check", "--staged").code, 0);
  });

  it("reads the index that git names to a hook", () => {
    edit();
    repository.git("add", ".");
    const index = join(repository.root, "other-index");
    const env = { ...repository.env, GIT_INDEX_FILE: index };
    assert.equal(lockstep({ root: repository.root, env }, "check", "--staged").code !== 1, true);
    assert.equal(lockstep(repository, "check", "--staged").code, 1);
  });

  it("judges a commit against its parent, and a branch against where it began", () => {
    repository.git("checkout", "-q", "-b", "feature");
    edit();
    const sha = repository.commit();
    assert.equal(lockstep(repository, "check", "--commit", sha).code, 1);
    assert.equal(lockstep(repository, "check", "--base", "main").code, 1);
    assert.equal(lockstep(repository, "check").code, 1, "the branch began at main");
    fix();
    repository.commit();
    assert.equal(lockstep(repository, "check", "--commit", sha).code, 1);
    assert.equal(lockstep(repository, "check", "--base", "main").code, 0);
    assert.equal(
      JSON.parse(lockstep(repository, "check", "--base", "main", "--json").out).findings.length,
      0,
    );
  });

  it("fails on what --fail-on says", () => {
    edit();
    assert.equal(lockstep(repository, "check", "--fail-on", "error").code, 0);
    assert.equal(lockstep(repository, "check", "--fail-on", "never").code, 0);
    assert.equal(lockstep(repository, "check", "--fail-on", "everything").code, 2);
  });

  it("exits with 2 and a place where the configuration is wrong", () => {
    repository.write(".lockstep/config.jsonc", '{\n  "surfacs": {}\n}\n');
    const { code, out } = lockstep(repository, "check");
    assert.equal(code, 2);
    assert.match(out, /\.lockstep\/config\.jsonc:2 .*There is no setting “surfacs”/);
  });

  it("takes --cwd, a folder below the root included", () => {
    edit();
    mkdirSync(join(repository.root, "deep/er"), { recursive: true });
    const { code, out } = lockstepIn(
      tmpdir(),
      repository.env,
      "check",
      "--cwd",
      join(repository.root, "deep/er"),
    );
    assert.equal(code, 1);
    assert.match(out, /src\/retry\.ts:1/);
  });

  it("colours only when asked or when a terminal reads", () => {
    assert.doesNotMatch(lockstep(repository, "check").out, /\u001b/);
    assert.match(lockstep(repository, "check", "--color").out, /\u001b\[/);
    const env = { ...repository.env, FORCE_COLOR: "1" };
    assert.match(lockstep({ root: repository.root, env }, "check").out, /\u001b\[/);
    assert.doesNotMatch(
      lockstep({ root: repository.root, env: { ...env, NO_COLOR: "1" } }, "check").out,
      /\u001b/,
    );
  });

  it("judges repositories in unusual states", () => {
    repository.git("checkout", "-q", "--detach");
    edit();
    assert.equal(lockstep(repository, "check").code, 1, "detached");
    const worktree = join(repository.root, "..", "worktree");
    repository.git("worktree", "add", "-q", worktree, "-b", "side");
    assert.equal(lockstepIn(worktree, repository.env, "check").code, 0, "another worktree");
    const empty = makeRepository();
    try {
      assert.equal(lockstep(empty, "check").code, 0, "empty");
      empty.write("src/a.ts", "export const A_LIMIT = 1;\n");
      assert.equal(lockstep(empty, "check").code, 0, "no HEAD");
    } finally {
      empty.dispose();
    }
  });

  it("shows hostile names without letting them break a line", () => {
    repository.write("docs/a\nb\u202e.md", "The `RETRY_LIMIT` is 3.\n");
    repository.commit();
    edit();
    const { out } = lockstep(repository, "check");
    assert.doesNotMatch(out, /\u202e/);
    assert.match(out, /docs\/a\ufffdb\ufffd\.md:1/);
    const report = JSON.parse(lockstep(repository, "check", "--json").out);
    assert.ok(
      report.impacts.some(
        (impact: { place: { path: string } }) => impact.place.path === "docs/a\nb\u202e.md",
      ),
    );
  });
});

describe("where there is nothing to compare, lockstep check", () => {
  it("says so on stderr and exits with 2", () => {
    const folder = mkdtempSync(join(tmpdir(), "lockstep-no-git-"));
    try {
      const env = { PATH: process.env["PATH"] ?? "", HOME: folder, GIT_CEILING_DIRECTORIES: tmpdir() };
      const { code, out, err } = lockstepIn(folder, env, "check");
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.match(err, /is not in a git repository/);
      assert.match(lockstepIn(folder, { ...env, PATH: folder }, "check").err, /git was not found/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names a base nobody knows", () => {
    const repository = makeRepository(FILES);
    try {
      for (const args of [
        ["--base", "nowhere"],
        ["--commit", "deadbeef"],
        ["--base", "--output=/tmp/x"],
      ]) {
        const { code, err } = lockstep(repository, "check", ...args);
        assert.equal(code, 2, args.join(" "));
        assert.match(err, /There is no branch, tag or commit|takes|argument/);
      }
    } finally {
      repository.dispose();
    }
  });
});
