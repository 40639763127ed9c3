import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Repository, WorkingComparison } from "#adapters/repository";
import { overlay } from "#adapters/trees/overlay";
import { TEXT_LIMIT } from "#ports";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { changesBetween } from "./tree.ts";

describe("the working tree", () => {
  const made: TestRepository[] = [];
  function repositoryWith(files: Readonly<Record<string, string | Uint8Array>> = {}): TestRepository {
    const repository = makeRepository(files);
    made.push(repository);
    return repository;
  }
  afterEach(() => {
    for (const repository of made.splice(0)) repository.dispose();
  });

  /** What a fresh reading says, having held that touching `touched` from `earlier` says the same. */
  async function agree(
    repository: Repository,
    earlier: WorkingComparison,
    touched: readonly string[],
  ): Promise<WorkingComparison> {
    const fresh = await repository.comparison({ is: "working" });
    const updated = await earlier.after.touched(touched);
    assert.deepEqual(sorted(updated.delta), sorted(fresh.after.delta));
    assert.deepEqual(updated.uncommitted, fresh.uncommitted);
    return fresh;
  }
  const sorted = (delta: ReadonlyMap<string, unknown>): unknown[] =>
    [...delta].sort(([a], [b]) => (a < b ? -1 : 1));

  it("says what is staged, unstaged and untracked", async () => {
    const test = repositoryWith({ a: "1\n", b: "1\n", c: "1\n", d: "1\n", e: "1\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.write("a", "staged\n");
    test.write("b", "staged\n");
    test.remove("c");
    test.write("new-staged", "x\n");
    test.git("add", "--all");
    test.write("b", "and edited\n");
    test.remove("d");
    test.write("new", "x\n");
    const { after, uncommitted } = await repository.comparison({ is: "working" });
    assert.deepEqual(uncommitted, {
      staged: ["a", "b", "c", "new-staged"],
      unstaged: ["b", "d"],
      untracked: ["new"],
    });
    assert.deepEqual(
      await changesBetween(earlier.before, after),
      ["M a", "M b", "D c", "D d", "A new", "A new-staged"].sort(byPath),
    );
    test.write("b", "staged\n");
    test.write("d", "1\n");
    test.remove("new");
    const updated = await after.touched(["b", "d", "new"]);
    assert.deepEqual(updated.uncommitted, {
      staged: ["a", "b", "c", "new-staged"],
      unstaged: [],
      untracked: [],
    });
  });
  const byPath = (one: string, other: string): number => (one.slice(2) < other.slice(2) ? -1 : 1);

  it("does not count a file that was written but not changed, nor one that was edited and restored", async () => {
    const test = repositoryWith({ a: "1\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.write("a", "1\n");
    assert.equal((await agree(repository, earlier, ["a"])).after.delta.size, 0);
    test.write("a", "2\n");
    test.git("add", "a");
    test.write("a", "1\n");
    const { after, uncommitted } = await repository.comparison({ is: "working" });
    assert.equal(after.delta.size, 0);
    assert.deepEqual(uncommitted, { staged: ["a"], unstaged: ["a"], untracked: [] });
  });

  it("has no ignored files, whether listed or touched, and notices changed ignore rules", async () => {
    const test = repositoryWith({ ".gitignore": "*.log\nbuild/\n!keep.log\n", "forced.log": "x\n" });
    test.git("add", "--force", "forced.log");
    test.commit();
    const repository = await test.open();
    let earlier = await repository.comparison({ is: "working" });
    const written = ["a.log", "d/b.log", "build/x", "build/deep/y", "keep.log", "c.txt", "forced.log"];
    for (const path of written) test.write(path, "written\n");
    earlier = await agree(repository, earlier, written);
    assert.deepEqual([...earlier.after.delta.keys()].sort(), ["c.txt", "forced.log", "keep.log"]);
    const again = await earlier.after.touched(["build/x", "build/other", "a.log", "build"]);
    assert.equal(again.delta.size, 3);
    test.write(".gitignore", "c.txt\n");
    const { after } = await agree(repository, earlier, [".gitignore"]);
    assert.ok(after.delta.has("a.log") && after.delta.has("build/deep/y") && !after.delta.has("c.txt"));
  });

  it("takes a folder for everything in it", async () => {
    const test = repositoryWith({ "d/a": "1\n", "d/e/b": "1\n", c: "1\n" });
    const repository = await test.open();
    let earlier = await repository.comparison({ is: "working" });
    renameSync(join(test.root, "d"), join(test.root, "moved"));
    earlier = await agree(repository, earlier, ["d", "moved"]);
    assert.deepEqual(
      await changesBetween(earlier.before, earlier.after),
      ["R d/a -> moved/a", "R d/e/b -> moved/e/b"].sort(),
    );
    renameSync(join(test.root, "moved"), join(test.root, "d"));
    await agree(repository, earlier, ["moved", "d"]);
  });

  it("passes over what lies outside or in .git", async () => {
    const test = repositoryWith({ a: "1\n" });
    const earlier = await (await test.open()).comparison({ is: "working" });
    const updated = await earlier.after.touched([
      "",
      "/etc/passwd",
      "../x",
      "a/../../x",
      ".git/index",
      ".git",
      "gone",
    ]);
    assert.equal(updated.delta.size, 0);
  });

  it("keeps saying what it said: a text is never another than its id names", async () => {
    const test = repositoryWith({ a: "1\n" });
    const repository = await test.open();
    test.write("a", "2\n");
    const first = await repository.comparison({ is: "working" });
    test.write("a", "3\n");
    const second = await first.after.touched(["a"]);
    assert.equal(await first.after.read("a"), "2\n");
    assert.equal(await second.read("a"), "3\n");
    test.write("a", "4\n");
    assert.equal(await second.read("a"), "3\n");
    assert.equal(await first.before.read("a"), "1\n");
  });

  it("does not follow a folder that became a link", async () => {
    const test = repositoryWith({ "d/secret": "mine\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    mkdirSync(join(test.root, "../outside"));
    writeFileSync(join(test.root, "../outside/secret"), "theirs\n");
    test.remove("d");
    symlinkSync("../outside", join(test.root, "d"));
    const { after } = await agree(repository, earlier, ["d", "d/secret"]);
    assert.equal(await after.read("d/secret"), undefined);
    assert.equal(await after.read("d"), "../outside");
    assert.deepEqual((await after.search(["theirs"])).get("theirs"), []);
  });

  it("does not wait for pipes, nor count them", async () => {
    const test = repositoryWith({ a: "1\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.remove("a");
    execFileSync("mkfifo", [join(test.root, "a"), join(test.root, "pipe")]);
    const updated = await earlier.after.touched(["a", "pipe"]);
    assert.deepEqual(await changesBetween(earlier.before, updated), ["D a"]);
    assert.equal(await updated.read("pipe"), undefined);
  });

  it("leaves nested repositories alone", async () => {
    const test = repositoryWith({ a: "1\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.git("init", "--quiet", "nested");
    test.write("nested/file", "theirs\n");
    test.gitIn(join(test.root, "nested"), "add", "file");
    test.gitIn(join(test.root, "nested"), "commit", "--quiet", "--message", "theirs");
    const { after, uncommitted } = await agree(repository, earlier, ["nested/file", "nested/.git/HEAD"]);
    assert.deepEqual([...(await after.ids()).keys()], ["a"]);
    assert.deepEqual(uncommitted.untracked, []);
  });

  it("knows a submodule by its commit, and reads nothing in it", async () => {
    const library = repositoryWith({ lib: "1\n" });
    const test = repositoryWith({ a: "1\n" });
    test.git("submodule", "--quiet", "add", library.root, "sub");
    test.commit();
    const repository = await test.open();
    const clean = await repository.comparison({ is: "working" });
    assert.equal(clean.after.delta.size, 0);
    assert.match((await clean.after.ids()).get("sub") ?? "", /^commit:[0-9a-f]{40}$/);
    assert.equal(await clean.after.read("sub"), undefined);

    test.write("sub/lib", "edited\n");
    assert.equal((await agree(repository, clean, ["sub/lib"])).after.delta.size, 0);
    test.gitIn(join(test.root, "sub"), "commit", "--quiet", "--all", "--message", "2");
    const moved = await agree(repository, clean, ["sub/lib", "sub/.git"]);
    const sha = test.gitIn(join(test.root, "sub"), "rev-parse", "HEAD");
    assert.deepEqual(sorted(moved.after.delta), [["sub", `commit:${sha}`]]);
    assert.deepEqual(moved.uncommitted.unstaged, ["sub"]);
    test.git("add", "sub");
    const staged = await repository.comparison({ is: "staged" });
    assert.deepEqual(await changesBetween(staged.before, staged.after), ["M sub"]);
    const added = await repository.comparison({ is: "working" });
    test.remove("sub");
    assert.deepEqual(await changesBetween(clean.before, (await agree(repository, added, ["sub"])).after), [
      "D sub",
    ]);
  });

  it("reads a file that is only intended to be added, and the index does not", async () => {
    const test = repositoryWith({ a: "1\n" });
    test.write("b", "word\n");
    test.git("add", "--intent-to-add", "b");
    const repository = await test.open();
    const { after, before, uncommitted } = await repository.comparison({ is: "working" });
    assert.deepEqual(await changesBetween(before, after), ["A b"]);
    assert.equal(await after.read("b"), "word\n");
    assert.deepEqual(uncommitted, { staged: [], unstaged: ["b"], untracked: [] });
    const staged = await repository.comparison({ is: "staged" });
    assert.deepEqual(await changesBetween(staged.before, staged.after), []);
  });

  it("does not take the executable bit for content, but for something uncommitted", async () => {
    const test = repositoryWith({ a: "1\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.executable("a");
    const { after, uncommitted } = await agree(repository, earlier, ["a"]);
    assert.equal(after.delta.size, 0);
    assert.deepEqual(uncommitted.unstaged, ["a"]);
    test.git("config", "core.fileMode", "false");
    const blind = await repository.comparison({ is: "working" });
    assert.deepEqual((await blind.after.touched(["a"])).uncommitted, {
      staged: [],
      unstaged: [],
      untracked: [],
    });
    test.git("config", "core.fileMode", "true");
    test.git("add", "a");
    const staged = await repository.comparison({ is: "staged" });
    assert.deepEqual(await changesBetween(staged.before, staged.after), []);
    assert.deepEqual(staged.uncommitted?.staged, ["a"]);
  });

  it("reads files in conflict as they lie there; the index has them as HEAD does", async () => {
    const test = repositoryWith({ a: "1\n", gone: "1\n" });
    test.git("checkout", "--quiet", "-b", "other");
    test.write("a", "theirs\n");
    test.write("gone", "theirs\n");
    test.write("both", "theirs\n");
    test.commit();
    test.git("checkout", "--quiet", "main");
    test.write("a", "ours\n");
    test.remove("gone");
    test.write("both", "ours\n");
    test.commit();
    assert.throws(() => test.git("merge", "--quiet", "other"));
    const repository = await test.open();
    const merging = await repository.comparison({ is: "working" });
    assert.deepEqual(await changesBetween(merging.before, merging.after), ["M a", "M both", "A gone"]);
    assert.match((await merging.after.read("a")) ?? "", /<<<<<<<[^]*>>>>>>>/);
    assert.deepEqual(merging.uncommitted, { staged: [], unstaged: ["a", "both", "gone"], untracked: [] });
    const staged = await repository.comparison({ is: "staged" });
    assert.deepEqual(await changesBetween(staged.before, staged.after), []);
    test.write("a", "ours\n");
    test.remove("gone");
    await agree(repository, merging, ["a", "gone"]);
  });

  it("has the files that a sparse checkout left out, as HEAD has them", async () => {
    const test = repositoryWith({ "in/a": "in\n", "out/b": "word\n", "out/c": "1\n", d: "1\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.git("sparse-checkout", "set", "--cone", "in");
    const sparse = await agree(repository, earlier, ["out/b", "out/c"]);
    assert.equal(sparse.after.delta.size, 0);
    assert.equal(await sparse.after.read("out/b"), "word\n");
    assert.deepEqual((await sparse.after.search(["word"])).get("word"), ["out/b"]);
    const staged = await repository.comparison({ is: "staged" });
    assert.equal((await staged.after.ids()).size, 4);
  });

  it("believes git about files that it was told not to look at", async () => {
    const test = repositoryWith({ a: "1\n", b: "1\n" });
    test.git("update-index", "--skip-worktree", "a");
    test.git("update-index", "--assume-unchanged", "b");
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.write("a", "2\n");
    test.remove("b");
    assert.equal((await agree(repository, earlier, ["a", "b"])).after.delta.size, 0);
  });

  for (const [name, settings, attributes] of [
    ["core.autocrlf=true", { "core.autocrlf": "true" }, ""],
    ["core.autocrlf=input", { "core.autocrlf": "input" }, ""],
    ["* text=auto", {}, "* text=auto\n"],
    ["* text eol=crlf", {}, "* text eol=crlf\n"],
    ["*.txt eol=crlf", {}, "*.txt eol=crlf\n"],
  ] as const)
    it(`with ${name}: line ends that git would rewrite are no change`, async () => {
      const test = repositoryWith({ ".gitattributes": attributes, "a.txt": "one\ntwo\n", "b.txt": "1\n" });
      for (const [key, value] of Object.entries(settings)) test.git("config", key, value);
      const repository = await test.open();
      const earlier = await repository.comparison({ is: "working" });
      test.write("a.txt", "one\r\ntwo\r\n");
      const updated = await earlier.after.touched(["a.txt"]);
      assert.equal(updated.delta.size, 0);
      assert.equal((await repository.comparison({ is: "working" })).after.delta.size, 0);

      test.write("a.txt", "one\r\ntwo\r\nthree\r\n");
      test.write("new.txt", "x\r\n");
      const { after } = await agree(repository, earlier, ["a.txt", "new.txt"]);
      assert.equal(await after.read("a.txt"), "one\ntwo\nthree\n");
      const id = test.gitWith("one\ntwo\nthree\n", "hash-object", "--stdin");
      assert.equal((await after.ids()).get("a.txt"), id);
      assert.equal(await after.read("new.txt"), "x\n");
    });

  it("with core.autocrlf=true: a file committed with CRLF keeps it", async () => {
    const test = repositoryWith({ a: "one\r\ntwo\r\n" });
    test.git("config", "core.autocrlf", "true");
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.write("a", "one\r\nthree\r\n");
    const { after } = await agree(repository, earlier, ["a"]);
    assert.equal(await after.read("a"), "one\r\nthree\r\n");
    test.git("add", "a");
    assert.equal((await after.ids()).get("a"), test.git("rev-parse", ":a"));
  });

  it("with -text and without settings: CRLF is content", async () => {
    const test = repositoryWith({ ".gitattributes": "*.bat -text\n", "a.bat": "one\n" });
    test.git("config", "core.autocrlf", "true");
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.write("a.bat", "one\r\n");
    const { after } = await agree(repository, earlier, ["a.bat"]);
    assert.equal(await after.read("a.bat"), "one\r\n");
  });

  it("notices changed attributes", async () => {
    const test = repositoryWith({ a: "one\n" });
    const repository = await test.open();
    let earlier = await repository.comparison({ is: "working" });
    test.write("a", "one\r\n");
    earlier = await agree(repository, earlier, ["a"]);
    assert.equal(earlier.after.delta.size, 1);
    test.write(".gitattributes", "a text\n");
    const { after } = await agree(repository, earlier, [".gitattributes"]);
    assert.deepEqual([...after.delta.keys()], [".gitattributes"]);
  });

  it("reads before a first commit", async () => {
    const test = repositoryWith();
    test.write("a", "staged\n");
    test.git("add", "a");
    test.write("b", "untracked\n");
    const repository = await test.open();
    assert.deepEqual(await repository.head(), { is: "none", branch: "main" });
    assert.deepEqual(await repository.defaultBase(), { sha: undefined, ref: "HEAD" });
    const { before, after, base, uncommitted } = await repository.comparison({ is: "working" });
    assert.equal(base, "empty");
    assert.deepEqual(await changesBetween(before, after), ["A a", "A b"]);
    assert.deepEqual(uncommitted, { staged: ["a"], unstaged: [], untracked: ["b"] });
    const staged = await repository.comparison({ is: "staged" });
    assert.deepEqual(await changesBetween(staged.before, staged.after), ["A a"]);
    assert.equal(await staged.after.read("a"), "staged\n");
  });

  it("hashes files too large to read", async () => {
    const test = repositoryWith({ large: Buffer.alloc(TEXT_LIMIT + 10, "x") });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    test.write("large", Buffer.alloc(TEXT_LIMIT + 10, "x"));
    assert.equal((await earlier.after.touched(["large"])).delta.size, 0);
    test.write("large", Buffer.alloc(TEXT_LIMIT + 10, "y"));
    const { after } = await agree(repository, earlier, ["large"]);
    assert.equal((await after.ids()).get("large"), test.git("hash-object", "large"));
    assert.equal(await after.read("large"), undefined);
  });

  it("takes many touched paths at once", async () => {
    const test = repositoryWith({ a: "1\n" });
    const repository = await test.open();
    const earlier = await repository.comparison({ is: "working" });
    const paths = Array.from({ length: 400 }, (_, at) => `many/${at}`);
    for (const path of paths) test.write(path, `${path}\n`);
    assert.equal((await agree(repository, earlier, paths)).after.delta.size, 400);
  });

  it("carries unsaved texts on top, and only what they change", async () => {
    const test = repositoryWith({ a: "one\ntwo\n", b: "1\n", c: "word\n" });
    const { before, after } = await (await test.open()).comparison({ is: "working" });
    const texts = new Map([
      ["a", "one\r\ntwo\r\n"],
      ["b", "2\n"],
      ["new", "word\n"],
      ["c", undefined],
      ["none", undefined],
    ]);
    const typed = await overlay(after, texts);
    assert.deepEqual(await changesBetween(before, typed), ["M b", "R c -> new"]);
    assert.equal(await typed.read("b"), "2\n");
    assert.deepEqual((await typed.search(["word", "2"])).get("word"), ["new"]);
    assert.equal((await typed.ids()).get("new"), test.gitWith("word\n", "hash-object", "--stdin"));
  });

  it("tells worktrees of one repository apart", async () => {
    const test = repositoryWith({ a: "1\n" });
    test.git("worktree", "add", "--quiet", "-b", "side", "../side");
    const side = join(test.root, "../side");
    writeFileSync(join(side, "a"), "2\n");
    const main = await test.open();
    const { openRepository } = await import("#adapters/repository");
    const other = await openRepository(side, { env: test.env });
    try {
      assert.equal(other.commonDir, main.commonDir);
      assert.notEqual(other.gitDir, main.gitDir);
      assert.ok(other.watched().includes(join(other.gitDir, "index")));
      assert.ok(other.watched().includes(join(main.gitDir, "refs")));
      assert.deepEqual(await other.head(), { is: "branch", branch: "side", sha: await main.resolve("main") });
      const { before, after } = await other.comparison({ is: "working" });
      assert.deepEqual(await changesBetween(before, after), ["M a"]);
      assert.equal((await main.comparison({ is: "working" })).after.delta.size, 0);
    } finally {
      other.close();
    }
  });

  it("is left as it was: nothing is written", async () => {
    const test = repositoryWith({ a: "1\n" });
    const repository = await test.open();
    const index = readFileSync(join(test.root, ".git/index"));
    test.write("a", "1\n");
    const { after } = await repository.comparison({ is: "working" });
    await after.touched(["a"]);
    await repository.comparison({ is: "staged" });
    assert.deepEqual(readFileSync(join(test.root, ".git/index")), index);
  });
});
