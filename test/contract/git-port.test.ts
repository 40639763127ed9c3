import assert from "node:assert/strict";
import { openGit } from "#adapters/git/git";
import { openObjects } from "#adapters/git/objects";
import { runGit } from "#adapters/git/process";
import { streamGit } from "#adapters/git/stream";
import { bytesFromPath, pathFromBytes } from "#adapters/trees/paths";
import { Trouble, TEXT_LIMIT } from "#ports";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { NAMES } from "./tree.ts";

describe("the git port", () => {
  let test: TestRepository;
  before(() => {
    test = makeRepository({ a: "1\n", b: Buffer.alloc(300_000, "b") });
  });
  after(() => test.dispose());

  const shell = (
    script: string,
    more: { timeout?: number; cap?: number; signal?: AbortSignal } = {},
  ): Promise<Buffer> =>
    runGit({
      program: "/bin/sh",
      cwd: test.root,
      environment: {},
      args: ["-c", script],
      timeout: 10_000,
      cap: 1000,
      ...more,
    });

  const troubled = (code: string) => (error: unknown) => error instanceof Trouble && error.code === code;

  it("gives up on a process that takes too long, says too much, or is no longer wanted", async () => {
    const began = performance.now();
    await assert.rejects(shell("exec sleep 20", { timeout: 50 }), troubled("timed-out"));
    await assert.rejects(
      shell("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done"),
      troubled("git-failed"),
    );
    const stop = new AbortController();
    const work = shell("exec sleep 20", { signal: stop.signal });
    stop.abort(new Error("no longer"));
    await assert.rejects(work, /no longer/);
    await assert.rejects(shell("exec sleep 20", { signal: stop.signal }), /no longer/);
    assert.ok(performance.now() - began < 15_000, "none of them slept its 20 seconds");
  });

  it("streams what a process writes while it writes, and gives up on one that falls silent or is no longer wanted", async () => {
    const began = performance.now();
    const read = async (
      script: string,
      more: { timeout?: number; signal?: AbortSignal } = {},
    ): Promise<string> => {
      const asked = {
        program: "/bin/sh",
        cwd: test.root,
        environment: {},
        args: ["-c", script],
        timeout: 10_000,
      };
      let out = "";
      for await (const chunk of streamGit({ ...asked, ...more })) out += chunk.toString();
      return out;
    };
    const slowly = "for k in 1 2 3 4; do echo $k; sleep 0.1; done";
    assert.equal(await read(slowly), "1\n2\n3\n4\n");
    await assert.rejects(read("echo 1; exec sleep 20", { timeout: 50 }), troubled("timed-out"));
    await assert.rejects(read("exec >&-; exec sleep 20", { timeout: 50 }), troubled("timed-out"));
    await assert.rejects(read("echo 'fatal: no' >&2; exit 3"), troubled("git-failed"));
    await assert.rejects(read("exec sleep 20", { signal: AbortSignal.timeout(50) }), /timeout/);
    for await (const chunk of streamGit({
      program: "/bin/sh",
      cwd: test.root,
      environment: {},
      args: ["-c", "echo first; exec sleep 20"],
      timeout: 10_000,
    })) {
      assert.equal(chunk.toString(), "first\n");
      break;
    }
    assert.ok(performance.now() - began < 15_000, "none of them slept its 20 seconds");
  });

  it("keeps the first line git wrote about its failure", async () => {
    await assert.rejects(shell("echo 'fatal: first' >&2; echo second >&2; exit 3"), (error) => {
      assert.ok(error instanceof Trouble);
      assert.deepEqual(error.args, { command: error.args["command"], exit: "3", stderr: "first" });
      return true;
    });
  });

  it("reads blobs, many at once, and says when there is none", async () => {
    const git = openGit(test.root, { env: test.env });
    const [a, b] = [test.git("rev-parse", "HEAD:a"), test.git("rev-parse", "HEAD:b")];
    const tree = test.git("rev-parse", "HEAD^{tree}");
    const reads = Array.from({ length: 50 }, () => [
      git.objects.bytes(a, TEXT_LIMIT),
      git.objects.bytes(b, TEXT_LIMIT),
    ]).flat();
    for (const [at, bytes] of (await Promise.all(reads)).entries())
      assert.equal(bytes?.length, at % 2 === 0 ? 2 : 300_000);
    assert.equal(await git.objects.size(b), 300_000);
    assert.equal(await git.objects.bytes(b, 100), undefined);
    for (const none of [tree, "0".repeat(40), "nonsense", `${a}\ninfo ${b}`, ""])
      assert.equal(await git.objects.bytes(none, 100), undefined);
    assert.equal((await git.objects.bytes(a, 100))?.toString(), "1\n");
    git.close();
  });

  it("starts a new process after one ended, and refuses what the old one still owed", async () => {
    const git = openGit(test.root, { env: test.env });
    const id = test.git("rev-parse", "HEAD:a");
    const owed = git.objects.bytes(id, 100);
    git.close();
    await assert.rejects(owed, troubled("git-failed"));
    assert.equal((await git.objects.bytes(id, 100))?.toString(), "1\n");
    git.close();
  });

  it("does not wait for ever for an object", async () => {
    const command = { program: "/bin/sh", cwd: test.root, environment: {}, args: ["-c", "exec sleep 20"] };
    const objects = openObjects({ ...command, timeout: 50, idle: 1000 });
    await assert.rejects(objects.size("0".repeat(40)), troubled("timed-out"));
    const dead = openObjects({
      ...command,
      args: ["-c", "echo 'fatal: broken' >&2; exit 1"],
      timeout: 5000,
      idle: 1000,
    });
    await assert.rejects(dead.size("0".repeat(40)), troubled("git-failed"));
  });

  it("keeps every byte of a path", () => {
    for (const name of NAMES) assert.equal(pathFromBytes(bytesFromPath(name)), name);
    let state = 7;
    for (let round = 0; round < 2000; round++) {
      const bytes = Buffer.from(
        Array.from({ length: round % 12 }, () => {
          state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
          return [0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xed, 0xb2, 0x80, 0xff, 0x41, 0xef, 0xbf, 0xbd, state & 0xff][
            (state >> 8) % 14
          ]!;
        }),
      );
      assert.deepEqual(bytesFromPath(pathFromBytes(bytes)), bytes, bytes.toString("hex"));
    }
  });
});
