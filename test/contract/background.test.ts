import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { indexDocument } from "#core";
import type { Tree } from "#ports";
import { createDocumentMemory, documentsOf } from "../../src/gather/documents.ts";
import { codeHolding } from "../../src/gather/words.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const FILES = {
  "src/retry.ts": "export const retryLimit = 3;\nexport function fetchInvoice() {}\n",
  "src/other.ts": "import { retryLimit } from './retry';\n",
  "test/retry.test.ts": "retryLimit;\n",
  "docs/retry.md": "# Retry\n\n## Limit\n\n`retryLimit` is 3.\n\n## Other\n\nText.\n",
};

describe("what is known by heart", () => {
  let test: TestRepository;
  beforeEach(() => (test = makeRepository(FILES)));
  afterEach(() => test.dispose());
  const folder = (): string => join(test.root, ".git/lockstep/cache");

  async function holding(word: string): Promise<readonly string[] | undefined> {
    const repository = await test.open();
    const { after } = await repository.comparison({ is: "working" });
    return (await after.searchCode?.([word]))?.get(word);
  }

  it("knows nothing before it was learned, and leaves nothing in the work tree", async () => {
    assert.equal(await holding("retryLimit"), undefined);
    assert.equal(existsSync(folder()), false);
    const repository = await test.open();
    await repository.learnCode(await repository.resolve("HEAD"));
    assert.deepEqual(readdirSync(folder()), ["code.bin"]);
    assert.equal(test.git("status", "--porcelain"), "");
  });

  it("says which code files hold a word: no tests, no documents, edits and new files counted", async () => {
    const repository = await test.open();
    await repository.learnCode(await repository.resolve("HEAD"));
    assert.deepEqual(await holding("retryLimit"), ["src/other.ts", "src/retry.ts"]);
    test.write("src/other.ts", "nothing;\n");
    test.write("src/new.ts", "retryLimit;\n");
    test.remove("src/retry.ts");
    assert.deepEqual(await holding("retryLimit"), ["src/new.ts"]);
    assert.deepEqual(await holding("fetchInvoice"), []);
  });

  it("names every code file of a content, never a test or a link of the same content, rich ones included", async () => {
    const rich = Array.from({ length: 25_000 }, (_, k) => `word${k}`).join(" ");
    for (const path of ["src/one.ts", "src/two.ts", "lib/three.ts", "test/four.test.ts", "five.txt"])
      test.write(path, "sameWords;\n");
    for (const path of ["src/rich.ts", "test/rich.test.ts"]) test.write(path, rich);
    test.link("src/link.ts", "one.ts");
    test.commit("more");
    const repository = await test.open();
    await repository.learnCode(await repository.resolve("HEAD"));
    assert.deepEqual(await holding("sameWords"), ["lib/three.ts", "src/one.ts", "src/two.ts"]);
    assert.deepEqual(await holding("word24999"), ["src/rich.ts"]);
    test.remove("src/one.ts");
    assert.deepEqual(await holding("sameWords"), ["lib/three.ts", "src/two.ts"]);
  });

  it("knows the committed words of files that are edited or gone when it learns", async () => {
    test.write("src/retry.ts", "export const other = 1;\n");
    test.remove("src/other.ts");
    const repository = await test.open();
    await repository.learnCode(await repository.resolve("HEAD"));
    const { before } = await (await test.open()).comparison({ is: "working" });
    assert.deepEqual(
      [...((await before.searchCode?.(["retryLimit", "other"])) ?? [])],
      [
        ["retryLimit", ["src/other.ts", "src/retry.ts"]],
        ["other", []],
      ],
    );
  });

  it("reads what a commit added since, and keeps that when it is learned again", async () => {
    const first = await test.open();
    await first.learnCode(await first.resolve("HEAD"));
    test.write("src/more.ts", "export const other = retryLimit;\n");
    test.commit("more");
    assert.deepEqual(await holding("retryLimit"), ["src/more.ts", "src/other.ts", "src/retry.ts"]);
    const before = readFileSync(join(folder(), "code.bin"));
    const second = await test.open();
    await second.learnCode(await second.resolve("HEAD"));
    assert.notDeepEqual(readFileSync(join(folder(), "code.bin")), before);
  });

  it("keeps documents: the same as read anew, only of contents it knows, edits left to the layers above", async () => {
    const first = await test.open();
    await first.learnDocuments(await first.resolve("HEAD"));
    assert.deepEqual(readdirSync(folder()), ["documents.bin"]);
    test.write("docs/more.md", "# More\n");
    test.commit("more");
    const second = await test.open();
    const { before } = await second.comparison({ is: "working" });
    const ids = await before.ids();
    const kept = await before.documents?.(ids);
    assert.deepEqual(
      [...(kept?.documents() ?? [])].map(({ path }) => path),
      ["docs/retry.md"],
    );
    const document = kept?.get("docs/retry.md");
    const anew = indexDocument("docs/retry.md", FILES["docs/retry.md"]);
    for (const part of ["lines", "kinds", "sections", "sectionOf", "length", "pathStems"] as const)
      assert.deepEqual(document?.[part], anew[part], part);
    assert.deepEqual([...(document?.allNames() ?? [])], [...anew.allNames()]);
    assert.deepEqual(document?.places("retryLimit"), anew.places("retryLimit"));
    assert.deepEqual(document?.linesWith("limit"), anew.linesWith("limit"));
    assert.deepEqual(kept?.spellings("retrylimit"), ["retryLimit"]);
    await second.learnDocuments(await second.resolve("HEAD"));
    const third = await (await test.open()).comparison({ is: "working" });
    assert.deepEqual(
      [...((await third.before.documents?.(ids))?.documents() ?? [])].map(({ path }) => path).toSorted(),
      ["docs/more.md", "docs/retry.md"],
    );
  });

  it("a small edit costs no more reading than itself, once documents and code are known", async () => {
    const first = await test.open();
    const head = await first.resolve("HEAD");
    await first.learnDocuments(head);
    await first.learnCode(head);
    test.write("docs/retry.md", FILES["docs/retry.md"].replace("3", "4"));
    test.write("src/other.ts", "retryLimit;\n");
    const { after } = await (await test.open()).comparison({ is: "working" });
    const read: string[] = [];
    const watched = (tree: Tree): Tree => ({
      ...tree,
      ...("below" in tree ? { below: watched(tree.below as Tree) } : {}),
      read: (path) => (read.push(path), tree.read(path)),
      search: () => assert.fail("searches the repository"),
    });
    const index = await documentsOf(watched(after), true, createDocumentMemory());
    assert.deepEqual(read, ["docs/retry.md"]);
    assert.deepEqual(
      index.mentions("retryLimit").map(({ line }) => line),
      [5],
    );
    assert.match(index.get("docs/retry.md")?.lines[4] ?? "", /4/);
    const held = await codeHolding(watched(after), ["retryLimit"]);
    assert.deepEqual(held.get("retryLimit"), ["src/other.ts", "src/retry.ts"]);
  });

  it("reads documents anew where what was kept is damaged", async () => {
    const first = await test.open();
    await first.learnDocuments(await first.resolve("HEAD"));
    const file = join(folder(), "documents.bin");
    const bytes = readFileSync(file);
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    const { before } = await (await test.open()).comparison({ is: "working" });
    assert.equal((await before.documents?.(await before.ids()))?.size, 0);
  });

  it("learns which documents and sections changed with which code, step by step", async () => {
    for (const limit of [4, 5]) {
      test.write("src/retry.ts", FILES["src/retry.ts"].replace("3", String(limit)));
      test.write("docs/retry.md", FILES["docs/retry.md"].replace("3", String(limit)));
      test.commit(`limit ${limit}`);
    }
    const one = await test.open();
    const head = await one.resolve("HEAD");
    const log = await one.learnHistory(head);
    assert.equal(log.commits.at(-1), head);
    assert.equal(log.steps.length, 3);
    assert.deepEqual(log.steps.at(-1), {
      code: ["src/retry.ts"],
      documents: [{ path: "docs/retry.md", sections: ["Limit"] }],
      moves: [],
    });
    test.write("src/other.ts", "1;\n");
    test.commit("one more");
    const two = await test.open();
    assert.equal((await two.keptHistory()).steps.length, 3);
    const longer = await two.learnHistory(await two.resolve("HEAD"));
    assert.deepEqual(longer.steps.slice(0, 3), log.steps);
    assert.equal(longer.steps.length, 4);
  });

  it("takes the first parent of a merge, and what a rename moved", async () => {
    test.git("checkout", "-qb", "side");
    test.git("mv", "docs/retry.md", "docs/again.md");
    test.commit("move");
    test.git("checkout", "-q", "main");
    test.write("src/other.ts", "2;\n");
    test.commit("main goes on");
    test.git("merge", "-q", "--no-ff", "-m", "merge", "side");
    const repository = await test.open();
    const { steps } = await repository.learnHistory(await repository.resolve("HEAD"));
    assert.equal(steps.length, 3);
    assert.deepEqual(steps.at(-1)?.moves, [["docs/retry.md", "docs/again.md"]]);
  });

  for (const [what, damage] of [
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["garbled", (bytes: Buffer) => Buffer.from(bytes).fill(7, 20)],
    ["empty", () => Buffer.alloc(0)],
    ["text", () => Buffer.from("hello")],
  ] as const) {
    it(`is made anew where what was kept is ${what}`, async () => {
      const one = await test.open();
      const head = await one.resolve("HEAD");
      await one.learnCode(head);
      await one.learnHistory(head);
      for (const name of readdirSync(folder()))
        writeFileSync(join(folder(), name), damage(readFileSync(join(folder(), name))));
      assert.equal(await holding("retryLimit"), undefined);
      const two = await test.open();
      assert.deepEqual((await two.keptHistory()).steps, []);
      assert.equal((await two.learnHistory(head)).steps.length, 1);
      await two.learnCode(head);
      assert.deepEqual(await holding("retryLimit"), ["src/other.ts", "src/retry.ts"]);
    });
  }

  it("still answers where nothing can be kept", async () => {
    mkdirSync(join(test.root, ".git/lockstep"), { recursive: true });
    rmSync(folder(), { recursive: true, force: true });
    writeFileSync(folder(), "a file where the folder would be");
    const repository = await test.open();
    const head = await repository.resolve("HEAD");
    await repository.learnCode(head);
    assert.equal((await repository.learnHistory(head)).steps.length, 1);
    const { after } = await repository.comparison({ is: "working" });
    assert.deepEqual((await after.searchCode?.(["fetchInvoice"]))?.get("fetchInvoice"), ["src/retry.ts"]);
  });

  it("stops when it is told to", async () => {
    const repository = await test.open();
    const head = await repository.resolve("HEAD");
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    await assert.rejects(repository.learnCode(head, { signal: stop.signal }), /enough/);
    await assert.rejects(repository.learnHistory(head, { signal: stop.signal }), /enough/);
  });
});
