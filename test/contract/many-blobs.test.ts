import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manyBlobs } from "#adapters/git/batch";
import { type Git, openGit } from "#adapters/git/git";
import { Trouble, TEXT_LIMIT } from "#ports";
import { makeRepository, type TestRepository } from "../support/repository.ts";

describe("many blobs", () => {
  let test: TestRepository;
  let git: Git;
  beforeEach(() => {
    test = makeRepository({ "a.txt": "a" });
    git = openGit(test.root, { env: test.env });
  });
  afterEach(() => {
    git.close();
    test.dispose();
  });
  const store = (content: string | Uint8Array): string =>
    test.gitWith(content, "hash-object", "-w", "--stdin");

  async function read(ids: readonly string[], from = git): Promise<Map<string, Buffer>> {
    const out = new Map<string, Buffer>();
    for await (const [id, bytes] of manyBlobs(from, ids)) out.set(id, bytes);
    return out;
  }

  it("come in order, each whole: empty ones, newlines, binary, of many pieces", async () => {
    const contents = [
      Buffer.alloc(0),
      Buffer.from("\n\n"),
      Buffer.from("blob 12\nmissing"),
      Buffer.alloc(70_000, "x\n"),
      Buffer.from([0, 255, 10, 0]),
      Buffer.alloc(TEXT_LIMIT, "long "),
      Buffer.from("last"),
    ];
    const ids = contents.map(store);
    const found = await read(ids);
    assert.deepEqual([...found.keys()], ids);
    for (const [k, id] of ids.entries()) assert.ok(found.get(id)?.equals(contents[k] as Buffer), `${k}`);
    assert.equal((await read([])).size, 0);
  });

  it("are read however git's answer is cut", async () => {
    const ids = [store("one\n"), "1".repeat(40), store(""), store("three")];
    const whole = test.gitWith(`${ids.join("\n")}\n`, "cat-file", "--batch") + "\n";
    for (let size = 1; size <= whole.length; size++) {
      const cut: Git = {
        ...git,
        async *stream() {
          for (let at = 0; at < whole.length; at += size)
            yield await Promise.resolve(Buffer.from(whole.slice(at, at + size)));
        },
      };
      const found = await read(ids, cut);
      assert.deepEqual(
        [...found].map(([id, bytes]) => [id, bytes.toString()]),
        [
          [ids[0], "one\n"],
          [ids[2], ""],
          [ids[3], "three"],
        ],
        `${size}`,
      );
    }
  });

  it("leave out what is missing, no blob, or more than a text may have, however many those are", async () => {
    const huge = Array.from({ length: 12 }, (_, k) => store(Buffer.alloc(TEXT_LIMIT + 1 + k, "x")));
    const small = Array.from({ length: 13 }, (_, k) => store(`small ${k}`));
    const others = ["1".repeat(40), test.git("rev-parse", "HEAD"), test.git("rev-parse", "HEAD^{tree}")];
    const ids = [...others, ...small.flatMap((id, k) => [id, huge[k] ?? id])];
    const asked: string[] = [];
    const watched: Git = {
      ...git,
      stream: (args, how) => (asked.push("contents"), git.stream(args, how)),
      bytes: (args, how) => (asked.push("sizes"), git.bytes(args, how)),
    };
    assert.deepEqual([...(await read(ids, watched)).keys()], small);
    assert.deepEqual(asked, ["contents", "sizes", "contents"]);
  });

  it("end when somebody stops, or stops it", async () => {
    const ids = [store("one"), store("two"), store(Buffer.alloc(1_000_000, "y"))];
    for await (const [id] of manyBlobs(git, ids)) {
      assert.equal(id, ids[0]);
      break;
    }
    const stop = new AbortController();
    const seen: string[] = [];
    await assert.rejects(async () => {
      for await (const [id] of manyBlobs(
        git,
        Array.from({ length: 100 }, () => ids[2] ?? ""),
        stop.signal,
      )) {
        seen.push(id);
        stop.abort(new Error("enough"));
      }
    }, /enough/);
    assert.ok(seen.length < 5);
    await assert.rejects(async () => {
      for await (const _ of manyBlobs(git, ids, stop.signal)) assert.fail("was stopped before");
    }, /enough/);
  });

  it("say what went wrong with git", async () => {
    const id = test.git("rev-parse", "HEAD:a.txt");
    writeFileSync(join(test.root, ".git/HEAD"), "");
    await assert.rejects(
      read([id]),
      (error) => error instanceof Trouble && error.code === "not-a-repository",
    );
    const nowhere = openGit(test.root, { env: { ...test.env, PATH: process.env["PATH"] ?? "" } });
    test.remove("");
    await assert.rejects(read([id], nowhere), (error) => error instanceof Trouble && error.code === "no-git");
  });
});
