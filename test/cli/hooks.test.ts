import { strict as assert } from "node:assert";
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { lockstep } from "../support/cli.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

describe("lockstep hooks", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository({
      "src/retry.ts": "export const RETRY_LIMIT = 3;\n",
      "docs/retry.md": "The `RETRY_LIMIT` is 3.\n",
    });
  });
  afterEach(() => repository.dispose());

  const hooks = (verb: string) => lockstep(repository, "hooks", verb);
  const file = (name: string) => join(repository.root, ".git/hooks", name);
  const commit = (message = "m") => {
    try {
      repository.git("commit", "-q", "-m", message);
      return true;
    } catch {
      return false;
    }
  };

  it("are installed, proven by a run, and taken away", () => {
    assert.equal(hooks("status").code, 1);
    const { code, out } = hooks("install");
    assert.equal(code, 0, out);
    assert.equal(out.match(/✔ \S+ +Lockstep's, and git runs it/g)?.length, 3);
    assert.equal(hooks("status").code, 0);
    assert.equal(hooks("uninstall").code, 0);
    assert.ok(!existsSync(file("pre-commit")));
  });

  it("stop a commit that leaves a document false, and its message's false evidence", () => {
    hooks("install");
    repository.write("src/retry.ts", "export const RETRY_LIMIT = 5;\n");
    repository.git("add", "src");
    assert.equal(commit(), false);
    repository.write("docs/retry.md", "The `RETRY_LIMIT` is 5.\n");
    repository.git("add", ".");
    const row = "| Tests | Pass | src/nowhere.ts:9 | |";
    const audit = `m\n\n| Checklist item | Result | Evidence (file:line) | Follow-up |\n|---|---|---|---|\n${row}`;
    assert.equal(commit(audit), false);
    assert.equal(commit(), true);
  });

  it("run before what was there, which stays", () => {
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\ntouch ran\n");
    chmodSync(file("pre-commit"), 0o755);
    assert.match(hooks("status").out, /another tool's/);
    hooks("install");
    assert.equal(hooks("status").code, 0);
    assert.ok(!existsSync(join(repository.root, "ran")), "asking runs nothing else");
    repository.git("commit", "-q", "--allow-empty", "-m", "m");
    assert.ok(existsSync(join(repository.root, "ran")));
    hooks("uninstall");
    assert.equal(readFileSync(file("pre-commit"), "utf8"), "#!/bin/sh\ntouch ran\n");
  });

  it("are found dead when they cannot be executed", () => {
    hooks("install");
    chmodSync(file("pre-commit"), 0o644);
    const { code, out } = hooks("status");
    assert.equal(code, 1);
    assert.match(out, /pre-commit.*does NOT run it/);
  });

  it("leave hooks alone that are no shell script, and those of other tools", () => {
    repository.write(".git/hooks/pre-commit", "#!/usr/bin/env python3\nprint(1)\n");
    assert.equal(hooks("install").code, 1);
    assert.match(readFileSync(file("pre-commit"), "utf8"), /^#!\/usr\/bin\/env python3\nprint\(1\)\n$/);
    hooks("uninstall");
    repository.write(".husky/pre-commit", "npm test\n");
    const { code, err } = hooks("install");
    assert.equal(code, 1);
    assert.match(err, /husky manages/);
    assert.equal(readFileSync(join(repository.root, ".husky/pre-commit"), "utf8"), "npm test\n");
    repository.remove(".husky");
    repository.git("config", "core.hooksPath", "elsewhere");
    assert.match(hooks("install").err, /core\.hooksPath manages/);
    assert.equal(repository.git("config", "core.hooksPath"), "elsewhere");
    assert.ok(!existsSync(join(repository.root, "elsewhere")));
  });

  it("are shared by the worktrees of a repository", () => {
    hooks("install");
    assert.ok(statSync(file("pre-commit")).mode & 0o100);
    const worktree = join(repository.root, "..", "side");
    repository.git("worktree", "add", "-q", worktree);
    assert.equal(lockstep({ root: worktree, env: repository.env }, "hooks", "status").code, 0);
  });

  it("never write through a link", () => {
    repository.write("shared-hook.sh", "#!/bin/sh\nexit 0\n");
    repository.write(".git/hooks/.keep", "");
    symlinkSync("../../shared-hook.sh", file("pre-push"));
    hooks("install");
    assert.equal(readFileSync(file("pre-push"), "utf8"), "#!/bin/sh\nexit 0\n");
  });
});

describe("lockstep lint-transcript", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = makeRepository({ ".lockstep/config.jsonc": '{ "protocols": ["lockstep:gated-phases"] }' });
  });
  afterEach(() => repository.dispose());

  it("holds a transcript to the repository's protocol", () => {
    const patch = "*** Begin Patch\n*** Add File: src/a.ts\n+x\n*** End Patch";
    const item = (payload: object) => JSON.stringify({ type: "response_item", payload });
    const content = [{ type: "output_text", text: "Done." }];
    repository.write(
      "rollout.jsonl",
      [
        item({ type: "custom_tool_call", name: "apply_patch", input: patch }),
        item({ type: "message", role: "assistant", content }),
      ].join("\n"),
    );
    const { code, out } = lockstep(repository, "lint-transcript", "rollout.jsonl");
    assert.equal(code, 1);
    assert.match(out, /rollout\.jsonl:1 .*src\/a\.ts was written before phase 2/);
    assert.match(out, /has no trace/);
    const json = lockstep(repository, "lint-transcript", "rollout.jsonl", "--json", "--fail-on", "never");
    assert.equal(json.code, 0);
    assert.equal((JSON.parse(json.out) as { findings: unknown[] }).findings.length, 2);
  });

  it("knows what is no transcript", () => {
    repository.write("a.txt", "text\n");
    assert.equal(lockstep(repository, "lint-transcript", "a.txt").code, 2);
    assert.equal(lockstep(repository, "lint-transcript", "none").code, 2);
    assert.equal(lockstep(repository, "lint-transcript").code, 2);
  });

  it("believes no evidence that a message claims", () => {
    const row = "| Tests added | Pass | src/nowhere.ts:9 | |";
    const text = `Done.\n\n| Checklist item | Result | Evidence (file:line) | Follow-up |\n|---|---|---|---|\n${row}`;
    const message = { id: "m", content: [{ type: "text", text }] };
    const lines = [
      { type: "user", message: { content: "Go." } },
      { type: "assistant", message },
    ];
    repository.write("claims.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"));
    const { code, out } = lockstep(repository, "lint-transcript", "claims.jsonl");
    assert.equal(code, 1, out);
    assert.match(out, /claims\.jsonl:2 .*nowhere\.ts.*evidence\//);
  });
});
