import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { readContents } from "#adapters/background/contents";
import { openGit } from "#adapters/git/git";
import { blobId } from "#adapters/trees/entry";
import { TEXT_LIMIT } from "#ports";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const idOf = (text: string): string => blobId(Buffer.from(text));

describe("contents of a commit", () => {
  let test: TestRepository | undefined;
  afterEach(() => test?.dispose());

  /** What is read of a commit's files, by path. */
  async function read(
    repository: TestRepository,
    files: readonly (readonly [path: string, id: string])[],
    { signal, most = Infinity }: { readonly signal?: AbortSignal; readonly most?: number } = {},
  ): Promise<Record<string, string>> {
    const git = openGit(repository.root, { env: repository.env });
    const out = new Map<string, string>();
    const take = (id: string, bytes: Buffer): boolean => out.set(id, bytes.toString("latin1")).size < most;
    await readContents(git, new Map(files.map(([path, id]) => [id, path])), take, signal).finally(() =>
      git.close(),
    );
    return Object.fromEntries(
      files.flatMap(([path, id]) => (out.has(id) ? [[path, out.get(id) ?? ""]] : [])),
    );
  }
  /** git no longer has it: whoever reads it has it from the working tree. */
  function dropFromGit({ root }: TestRepository, id: string): void {
    rmSync(join(root, ".git/objects", id.slice(0, 2), id.slice(2)));
  }

  it("are read in the working tree where they lie there as they are, else by git", async () => {
    test = makeRepository({
      "src/here.ts": "here",
      "src/edited.ts": "old",
      "gone.ts": "gone",
      "a/b/c.ts": "",
    });
    test.write("src/edited.ts", "new");
    test.remove("gone.ts");
    dropFromGit(test, idOf("here"));
    const files = { "src/here.ts": "here", "src/edited.ts": "old", "gone.ts": "gone", "a/b/c.ts": "" };
    const asked = Object.entries(files).map(([path, text]) => [path, idOf(text)] as const);
    assert.deepEqual(await read(test, asked), files);
  });

  it("are never read behind a link, in a pipe or in a folder", async () => {
    test = makeRepository({ "a/one.ts": "one", "two.ts": "two", "three.ts": "three", "four.ts": "four" });
    test.write("elsewhere/one.ts", "one");
    test.write("elsewhere/two.ts", "two");
    test.remove("a");
    test.link("a", "elsewhere");
    test.link("two.ts", "elsewhere/two.ts");
    test.remove("three.ts");
    test.write("three.ts/three.ts", "three");
    test.remove("four.ts");
    execFileSync("mkfifo", [join(test.root, "four.ts")]);
    const asked = [
      ["a/one.ts", idOf("one")],
      ["two.ts", idOf("two")],
      ["three.ts", idOf("three")],
      ["four.ts", idOf("four")],
    ] as const;
    assert.deepEqual(Object.values(await read(test, asked)), ["one", "two", "three", "four"]);
    for (const [, id] of asked) dropFromGit(test, id);
    assert.deepEqual(await read(test, asked), {});
  });

  it("of more than a text may have, or that nobody has, are left out", async () => {
    const [most, more] = ["x".repeat(TEXT_LIMIT), "x".repeat(TEXT_LIMIT + 1)];
    test = makeRepository({
      "most.ts": most,
      "more.ts": more,
      "also.ts": most.replace("x", "y"),
      "last.ts": "l",
    });
    test.remove("also.ts");
    const asked = [
      ["most.ts", idOf(most)],
      ["more.ts", idOf(more)],
      ["also.ts", idOf(most.replace("x", "y"))],
      ["nowhere.ts", "1".repeat(40)],
      ["no-blob.ts", test.git("rev-parse", "HEAD^{tree}")],
      ["last.ts", idOf("l")],
    ] as const;
    const found = await read(test, asked);
    assert.deepEqual(Object.keys(found), ["most.ts", "also.ts", "last.ts"]);
    assert.equal(found["most.ts"], most);
  });

  it("are known by the hash of the repository", async () => {
    test = makeRepository({ "a.ts": "a" }, { format: "sha256" });
    const id = test.git("rev-parse", "HEAD:a.ts");
    dropFromGit(test, id);
    assert.deepEqual(await read(test, [["a.ts", id]]), { "a.ts": "a" });
  });

  it("of another commit than lies in the working tree come from git, all of them", async () => {
    const files = Array.from({ length: 250 }, (_, k) => [`f${k}.ts`, `text ${k}`] as const);
    test = makeRepository(Object.fromEntries(files));
    for (const [path] of files) test.write(path, "other");
    const asked = files.map(([path, text]) => [path, idOf(text)] as const);
    assert.deepEqual(await read(test, asked), Object.fromEntries(files));
  });

  it("are read no further than somebody wants them, in the working tree and by git", async () => {
    const files = { "a.ts": "a", "b.ts": "b", "c.ts": "c", "d.ts": "d" };
    test = makeRepository(files);
    const asked = Object.entries(files).map(([path, text]) => [path, idOf(text)] as const);
    assert.equal(Object.keys(await read(test, asked, { most: 3 })).length, 3);
    for (const path of Object.keys(files)) test.remove(path);
    assert.equal(Object.keys(await read(test, asked, { most: 2 })).length, 2);
  });

  it("are read no further once somebody stops it", async () => {
    test = makeRepository({ "a.ts": "a" });
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    await assert.rejects(read(test, [["a.ts", idOf("a")]], { signal: stop.signal }), /enough/);
  });
});
