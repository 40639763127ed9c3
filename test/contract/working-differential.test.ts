import assert from "node:assert/strict";
import { lstatSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { compareTrees } from "../../src/compare.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

/** Rounds of edits, each checked against a tree read anew. `LOCKSTEP_SEED` and `LOCKSTEP_ROUNDS` repeat and lengthen. */
const SEED = Number(process.env["LOCKSTEP_SEED"] ?? Date.now() % 1_000_000);
const ROUNDS = Number(process.env["LOCKSTEP_ROUNDS"] ?? 12);

const NAMES = [
  "a",
  "b",
  "c.txt",
  "d/a",
  "d/b",
  "d/e/c",
  "e",
  "e/a",
  "f.log",
  "build/x",
  "é",
  "-x",
  "s p",
  "q\nq",
  "*",
];
const TEXTS = [
  "",
  "one\n",
  "two\nwords\n",
  "one\r\n",
  "two\r\nwords\r\n",
  "one\ntwo\nthree\nfour\n",
  "\0binary",
  "deux mots\n",
];
const WORDS = ["one", "two", "words", "mots", "nowhere"];

describe("the working tree, edited at random", () => {
  // Attributes stay as they are: after they change, git's own answer depends on how old its index is.
  for (const [name, settings, attributes] of [
    ["no conversion", {}, ""],
    ["core.autocrlf", { "core.autocrlf": "true" }, ""],
    ["text and eol", {}, "* text=auto\n*.txt eol=crlf\nb -text\n"],
  ] as const)
    it(`updates to what reading anew says: ${name} (seed ${SEED})`, async function () {
      this.timeout(120_000);
      const random = generator(SEED);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
      const test = makeRepository({
        ".gitignore": "*.log\nbuild/\n",
        ".gitattributes": attributes,
        a: "one\n",
        "d/a": "two\nwords\n",
        "e/a": "one\r\n",
        l: "one\n",
      });
      try {
        for (const [key, value] of Object.entries(settings)) test.git("config", key, value);
        const repository = await test.open();
        let { before, after } = await repository.comparison({ is: "working" });
        for (let round = 0; round < ROUNDS; round++) {
          const touched = new Set<string>();
          for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--)
            edit(test, random, pick, touched);
          if (random() < 0.15) {
            test.git("add", "--all");
            if (random() < 0.5) test.git("commit", "--quiet", "--allow-empty", "--message", "round");
            ({ before, after } = await repository.comparison({ is: "working" }));
          } else after = await after.touched(touched);
          const fresh = await repository.comparison({ is: "working" });
          const told = `round ${round}, touched ${JSON.stringify([...touched])}`;
          assert.deepEqual(new Map([...after.delta].sort()), new Map([...fresh.after.delta].sort()), told);
          assert.deepEqual(after.uncommitted, fresh.uncommitted, told);
          assert.deepEqual(
            await compareTrees(before, after),
            await compareTrees(fresh.before, fresh.after),
            told,
          );
          const texts = async (tree: typeof after): Promise<unknown> =>
            Promise.all(
              [...(await tree.ids()).keys()].sort().map(async (path) => [path, await tree.read(path)]),
            );
          assert.deepEqual(await texts(after), await texts(fresh.after), told);
          if (round % 8 === 0) {
            const anew = await (await test.open()).comparison({ is: "working" });
            assert.deepEqual(await after.search(WORDS), await anew.after.search(WORDS), told);
          }
        }
      } finally {
        test.dispose();
      }
    });
});

function edit(
  test: TestRepository,
  random: () => number,
  pick: <T>(items: readonly T[]) => T,
  touched: Set<string>,
): void {
  const path = pick(NAMES);
  const kind = random();
  const clear = (name: string): void => {
    for (const file of filesAt(test.root, name)) touched.add(file);
    test.remove(name);
    touched.add(name);
  };
  // A folder cannot be made where a file lies.
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1))
    if (kindAt(test.root, path.slice(0, end)) === "file") clear(path.slice(0, end));
  if (kind < 0.6) {
    // Writing would go through a link that lies there.
    clear(path);
    test.write(path, pick(TEXTS));
  } else if (kind < 0.75) clear(path);
  else if (kind < 0.82) {
    clear(path);
    test.link(path, pick(["a", "d", "nowhere"]));
  } else if (kind < 0.88) {
    if (kindAt(test.root, path) === "file" && !lstatSync(join(test.root, path)).isSymbolicLink())
      test.executable(path, random() < 0.5);
  } else if (kind < 0.94) {
    const target = `moved-${Math.floor(random() * 3)}`;
    if (kindAt(test.root, path) === "none") return;
    for (const file of filesAt(test.root, path)) touched.add(file);
    clear(target);
    renameSync(join(test.root, path), join(test.root, target));
    for (const file of filesAt(test.root, target)) touched.add(file);
  } else {
    test.write(".gitignore", pick(["*.log\nbuild/\n", "c.txt\n", "", "d/\n!d/a\n"]));
    touched.add(".gitignore");
  }
  touched.add(path);
}

function kindAt(root: string, path: string): "file" | "folder" | "none" {
  const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
  return stats === undefined ? "none" : stats.isDirectory() ? "folder" : "file";
}

function filesAt(root: string, path: string): string[] {
  if (kindAt(root, path) !== "folder") return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesAt(root, `${path}/${name}`));
}

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
