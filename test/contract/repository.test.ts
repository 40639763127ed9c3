import assert from "node:assert/strict";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRepositories, openRepository } from "#adapters/repository";
import { Trouble, type TroubleCode } from "#ports";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { changesBetween } from "./tree.ts";

describe("the repository", () => {
  const made: TestRepository[] = [];
  const folders: string[] = [];
  function repositoryWith(files: Readonly<Record<string, string>> = {}): TestRepository {
    const repository = makeRepository(files);
    made.push(repository);
    return repository;
  }
  function folder(): string {
    const path = mkdtempSync(join(tmpdir(), "lockstep-"));
    folders.push(path);
    return path;
  }
  afterEach(() => {
    for (const repository of made.splice(0)) repository.dispose();
    for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
  });

  async function refused(work: Promise<unknown>, code: TroubleCode): Promise<Trouble> {
    const error = await work.then(
      () => assert.fail(`should be refused with ${code}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Trouble, String(error));
    assert.equal(error.code, code, JSON.stringify(error.args));
    return error;
  }

  describe("opening", () => {
    it("finds root, folders of git and object format from a folder inside", async () => {
      const test = repositoryWith({ "deep/er/a": "1\n" });
      const repository = await openRepository(join(test.root, "deep/er"), { env: test.env });
      assert.deepEqual(
        [repository.root, repository.gitDir, repository.commonDir, repository.objectFormat],
        [test.root, join(test.root, ".git"), join(test.root, ".git"), "sha1"],
      );
      assert.equal((await repository.comparison({ is: "working" })).after.delta.size, 0);
      repository.close();
    });

    it("gives several folders' repositories once, and says what stood against the others", async () => {
      const one = repositoryWith({ "a/b": "1\n" });
      const two = repositoryWith();
      const none = folder();
      const { repositories, troubles } = await openRepositories(
        [one.root, join(one.root, "a"), two.root, none],
        { env: one.env },
      );
      assert.deepEqual(
        repositories.map(({ root }) => root),
        [one.root, two.root],
      );
      assert.deepEqual(
        [...troubles].map(([path, { code }]) => [path, code]),
        [[none, "not-a-repository"]],
      );
      for (const repository of repositories) repository.close();
    });

    it("refuses a folder without git, a file, and what is not there", async () => {
      const path = folder();
      writeFileSync(join(path, "file"), "");
      const env = { PATH: process.env["PATH"], HOME: path };
      for (const each of [path, join(path, "file"), join(path, "missing")])
        await refused(openRepository(each, { env }), "not-a-repository");
    });

    it("refuses a bare repository", async () => {
      const test = repositoryWith({ a: "1\n" });
      test.git("clone", "--quiet", "--bare", test.root, "../bare.git");
      await refused(openRepository(join(test.root, "../bare.git"), { env: test.env }), "bare-repository");
    });

    it("opens a worktree of a bare repository", async () => {
      const test = repositoryWith({ a: "1\n" });
      test.git("clone", "--quiet", "--bare", test.root, "../bare.git");
      test.gitIn(join(test.root, "../bare.git"), "worktree", "add", "--quiet", "../side", "main");
      const side = await openRepository(join(test.root, "../side"), { env: test.env });
      assert.equal((await side.comparison({ is: "working" })).after.delta.size, 0);
      side.close();
    });

    it("says when there is no git, and never runs one that lies in the repository", async () => {
      const test = repositoryWith({ a: "1\n" });
      writeFileSync(join(test.root, "git"), `#!/bin/sh\ntouch '${test.root}/canary'\n`);
      chmodSync(join(test.root, "git"), 0o755);
      for (const PATH of ["/nonexistent", ".", "", ":"])
        await refused(test.open({ env: { ...test.env, PATH } }), "no-git");
      assert.throws(() => readFileSync(join(test.root, "canary")));
    });

    it("says when git is too old", async () => {
      const test = repositoryWith({ a: "1\n" });
      const bin = folder();
      writeFileSync(
        join(bin, "git"),
        `#!/bin/sh\ncase "$*" in *version) echo "git version 2.35.9.windows.1";; *) exec ${findGit()} "$@";; esac\n`,
      );
      chmodSync(join(bin, "git"), 0o755);
      const { args } = await refused(
        test.open({ env: { ...test.env, PATH: `${bin}:${test.env["PATH"]}` } }),
        "git-too-old",
      );
      assert.deepEqual(args, { found: "2.35.9.windows.1", needed: "2.36" });
    });

    it("says when the repository belongs to somebody else", async function () {
      if (process.getuid?.() !== 0) return this.skip();
      const test = repositoryWith({ a: "1\n" });
      chownSync(test.root, 12345, 12345);
      chownSync(join(test.root, ".git"), 12345, 12345);
      await refused(test.open(), "dubious-ownership");
    });

    it("says what git said of a damaged index", async () => {
      const test = repositoryWith({ a: "1\n" });
      writeFileSync(join(test.root, ".git/index"), "this is no index");
      const repository = await test.open();
      const { args } = await refused(repository.comparison({ is: "working" }), "git-failed");
      assert.match(args["stderr"] ?? "", /index/);
      await refused(repository.comparison({ is: "staged" }), "git-failed");
    });

    it("stops when told to", async () => {
      const test = repositoryWith({ a: "1\n" });
      const repository = await test.open();
      const stop = new AbortController();
      const work = repository.comparison({ is: "working" }, stop.signal);
      stop.abort(new Error("overtaken"));
      await assert.rejects(work, /overtaken/);
      assert.equal((await repository.comparison({ is: "working" })).after.delta.size, 0);
    });
  });

  describe("refs", () => {
    it("resolves names, and refuses those that name nothing, without taking them for options", async () => {
      const test = repositoryWith({ a: "1\n" });
      test.git("tag", "--annotate", "--message", "v1", "v1");
      const repository = await test.open();
      const head = test.git("rev-parse", "HEAD");
      for (const ref of ["HEAD", "main", "v1", head, head.slice(0, 10), "HEAD~0"])
        assert.equal(await repository.resolve(ref), head);
      for (const ref of [
        "nope",
        "",
        "--all",
        "-h",
        "HEAD~1",
        "HEAD:a",
        "a b",
        "@{upstream}",
        "x\ny",
        `${head}^{tree}`,
      ])
        await refused(repository.resolve(ref), "unknown-ref");
    });

    it("says where HEAD stands", async () => {
      const test = repositoryWith({ a: "1\n" });
      const repository = await test.open();
      const sha = test.git("rev-parse", "HEAD");
      assert.deepEqual(await repository.head(), { is: "branch", branch: "main", sha });
      test.git("checkout", "--quiet", "-b", "topic/ü");
      assert.deepEqual(await repository.head(), { is: "branch", branch: "topic/ü", sha });
      test.git("checkout", "--quiet", "--detach");
      assert.deepEqual(await repository.head(), { is: "detached", sha });
      assert.deepEqual([...(await repository.refs())].sort(), ["main", "topic/ü"]);
    });

    it("finds merge bases, and says when there is none", async () => {
      const test = repositoryWith({ a: "1\n" });
      const base = test.git("rev-parse", "HEAD");
      test.git("checkout", "--quiet", "-b", "topic");
      test.write("b", "1\n");
      test.commit();
      test.git("checkout", "--quiet", "main");
      test.write("c", "1\n");
      test.commit();
      test.git("checkout", "--quiet", "--orphan", "island");
      test.commit();
      const repository = await test.open();
      assert.equal(await repository.mergeBase("topic", "main"), base);
      await refused(repository.mergeBase("topic", "island"), "no-base");
      await refused(repository.comparison({ is: "range", base: "main", head: "island" }), "no-base");
      await refused(repository.comparison({ is: "working", base: "main" }), "no-base");
      await refused(repository.comparison({ is: "range", base: "nope", head: "main" }), "unknown-ref");
    });

    it("counts a change from upstream, origin's default branch, main or master, or HEAD, in this order", async () => {
      const test = repositoryWith({ a: "1\n" });
      const repository = await test.open();
      const first = test.git("rev-parse", "HEAD");
      assert.deepEqual(await repository.defaultBase(), { sha: first, ref: "HEAD" });
      test.git("checkout", "--quiet", "-b", "topic");
      const second = test.commit();
      assert.deepEqual(await repository.defaultBase(), { sha: first, ref: "refs/heads/main" });
      test.git("update-ref", "refs/remotes/origin/trunk", second);
      test.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
      const third = test.commit();
      assert.deepEqual(await repository.defaultBase(), { sha: second, ref: "refs/remotes/origin/HEAD" });
      test.git("update-ref", "refs/remotes/origin/topic", third);
      test.git("config", "remote.origin.url", "nowhere");
      test.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
      test.git("branch", "--quiet", "--set-upstream-to=origin/topic");
      test.commit();
      assert.deepEqual(await repository.defaultBase(), { sha: third, ref: "refs/remotes/origin/topic" });
      test.git("checkout", "--quiet", "--detach", first);
      assert.deepEqual(await repository.defaultBase(), { sha: first, ref: "refs/remotes/origin/HEAD" });
    });

    it("knows who commits here", async () => {
      const test = repositoryWith();
      const repository = await test.open();
      assert.deepEqual(await repository.person(), { name: undefined, email: undefined });
      test.git("config", "user.name", "Grace\nHopper");
      test.git("config", "user.email", "grace@example.org");
      assert.deepEqual(await repository.person(), { name: "Grace\nHopper", email: "grace@example.org" });
    });
  });

  describe("comparisons", () => {
    it("of a root commit, a merge, a range, a working tree since a base", async () => {
      const test = repositoryWith({ a: "1\n" });
      const root = test.git("rev-parse", "HEAD");
      test.git("checkout", "--quiet", "-b", "topic");
      test.write("b", "1\n");
      const topic = test.commit();
      test.git("checkout", "--quiet", "main");
      test.write("c", "1\n");
      const main = test.commit();
      test.git("merge", "--quiet", "--no-edit", "topic");
      const repository = await test.open();
      const said = async (mode: Parameters<typeof repository.comparison>[0]): Promise<unknown> => {
        const { before, after, base, head, uncommitted } = await repository.comparison(mode);
        return [base, head, await changesBetween(before, after), uncommitted === undefined];
      };
      const short = (sha: string): string => sha.slice(0, 12);
      const merge = test.git("rev-parse", "HEAD");
      assert.deepEqual(await said({ is: "commit", sha: root }), ["empty", short(root), ["A a"], true]);
      assert.deepEqual(await said({ is: "commit", sha: "HEAD" }), [short(main), short(merge), ["A b"], true]);
      assert.deepEqual(await said({ is: "range", base: main, head: "topic" }), [
        short(root),
        short(topic),
        ["A b"],
        true,
      ]);
      test.write("d", "1\n");
      assert.deepEqual(await said({ is: "working" }), [short(merge), "working tree", ["A d"], false]);
      assert.deepEqual(await said({ is: "working", base: root }), [
        short(root),
        "working tree",
        ["A b", "A c", "A d"],
        false,
      ]);
      assert.deepEqual(await said({ is: "staged" }), [short(merge), "index", [], false]);
    });

    it("know which commit wrote each line of a document, as far as history tells", async () => {
      const test = repositoryWith({ "a.ts": "1\n", "a.md": "| one |\n| two |\n" });
      test.write("a.ts", "2\n");
      test.write("a.md", "| one   |\n| TWO |\n| tree |\n");
      const second = test.commit();
      test.write("a.ts", "3\n");
      test.write("a.md", "typed\n");
      test.write("new.md", "x\n");
      const repository = await test.open();
      for (const mode of [
        { is: "working" },
        { is: "staged" },
        { is: "commit", sha: second },
        { is: "range", base: `${second}~1`, head: second },
      ] as const) {
        const { writing } = await repository.comparison(mode);
        const found = await writing?.("a.md");
        assert.equal(found?.text, "| one   |\n| TWO |\n| tree |\n");
        // White space alone writes no line.
        assert.deepEqual(await Promise.all(found.lines.map((tree) => tree.read("a.ts"))), [
          "1\n",
          "2\n",
          "2\n",
        ]);
        assert.equal(await writing?.("new.md"), undefined);
        assert.equal(await writing?.("none.md"), undefined);
      }
      // Where git refuses to tell, nothing else is refused.
      test.git("config", "blame.ignoreRevsFile", "not-there");
      const { writing } = await (await test.open()).comparison({ is: "working" });
      assert.equal(await writing?.("a.md"), undefined);
      assert.equal(
        (
          await repositoryWith()
            .open()
            .then((empty) => empty.comparison({ is: "working" }))
        ).writing,
        undefined,
      );
    });

    it("notice a commit, a checkout and staging when asked again", async () => {
      const test = repositoryWith({ a: "1\n" });
      const repository = await test.open();
      await repository.comparison({ is: "working" });
      test.write("a", "2\n");
      test.commit();
      const committed = await repository.comparison({ is: "working" });
      assert.equal(await committed.before.read("a"), "2\n");
      assert.equal(committed.after.head, test.git("rev-parse", "HEAD"));
      test.git("checkout", "--quiet", "HEAD~1");
      assert.equal(
        await (await repository.comparison({ is: "working", base: "HEAD" })).before.read("a"),
        "1\n",
      );
    });

    it("in a pre-commit hook see what is being committed, `git commit -a` and `git commit <path>` included", async () => {
      const test = repositoryWith({ a: "1\n", b: "1\n", "d/c": "1\n" });
      const hooks = join(test.root, ".git/hooks");
      mkdirSync(hooks, { recursive: true });
      const script = join(test.root, "../hook.mts");
      const here = (name: string): string => JSON.stringify(join(process.cwd(), name));
      writeFileSync(
        script,
        `import { openRepository } from ${here("src/adapters/repository.ts")};
         import { compareTrees } from ${here("src/compare.ts")};
         import { appendFileSync } from "node:fs";
         const repository = await openRepository(process.cwd() + "/d", { hook: true });
         const { before, after, uncommitted } = await repository.comparison({ is: "staged" });
         const changes = (await compareTrees(before, after)).map(({ path }) => path);
         appendFileSync(${JSON.stringify(join(test.root, "../said"))}, JSON.stringify([changes, uncommitted?.unstaged]) + "\\n");
         repository.close();`,
      );
      symlinkSync(join(process.cwd(), "node_modules"), join(test.root, "../node_modules"));
      writeFileSync(
        join(hooks, "pre-commit"),
        `#!/bin/sh\nexec '${process.execPath}' --import tsx '${script}'\n`,
      );
      chmodSync(join(hooks, "pre-commit"), 0o755);
      test.git("config", "core.hooksPath", hooks);
      test.write("a", "2\n");
      test.write("b", "2\n");
      test.git("commit", "--quiet", "--message", "one", "a");
      test.git("commit", "--quiet", "--all", "--message", "the rest");
      test.git("worktree", "add", "--quiet", "-b", "side", "../side");
      writeFileSync(join(test.root, "../side/b"), "3\n");
      test.gitIn(join(test.root, "../side"), "commit", "--quiet", "--all", "--message", "in a worktree");
      const said = readFileSync(join(test.root, "../said"), "utf8")
        .trim()
        .split("\n")
        .map((line): unknown => JSON.parse(line));
      assert.deepEqual(said, [
        [["a"], ["b"]],
        [["b"], []],
        [["b"], []],
      ]);
    });
  });
});

/** The git this machine has. */
function findGit(): string {
  const found = (process.env["PATH"] ?? "").split(":").map((path) => join(path, "git"));
  return found.find((path) => {
    try {
      return readFileSync(path).length > 0;
    } catch {
      return false;
    }
  })!;
}
