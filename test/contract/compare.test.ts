import assert from "node:assert/strict";
import { mapTree } from "#adapters/trees/map";
import { overlay } from "#adapters/trees/overlay";
import type { LayeredTree, Tree } from "#ports";
import { compareTrees } from "../../src/compare.ts";
import { changesBetween } from "./tree.ts";

const lines = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${name} line ${at}\n`).join("");

describe("comparing trees", () => {
  it("gives ids of both sides, and the old id of what moved", async () => {
    const before = mapTree(
      new Map([
        ["a", "1\n"],
        ["b", "2\n"],
        ["c", "3\n"],
      ]),
    );
    const after = mapTree(
      new Map([
        ["a", "one\n"],
        ["d", "2\n"],
        ["e", "5\n"],
      ]),
    );
    const [old, now] = [await before.ids(), await after.ids()];
    assert.deepEqual(await compareTrees(before, after), [
      { path: "a", status: "modified", beforeId: old.get("a"), afterId: now.get("a") },
      { path: "c", status: "deleted", beforeId: old.get("c") },
      { path: "d", from: "b", status: "renamed", beforeId: old.get("b"), afterId: now.get("d") },
      { path: "e", status: "added", afterId: now.get("e") },
    ]);
  });

  it("takes the most similar file for the one that moved, and each only once", async () => {
    const text = lines("x", 20);
    const before = mapTree(
      new Map([
        ["near", text],
        ["far", lines("x", 13)],
      ]),
    );
    const after = mapTree(
      new Map([
        ["moved", `${text}end\n`],
        ["other", `${lines("x", 11)}${lines("y", 2)}`],
      ]),
    );
    assert.deepEqual(await changesBetween(before, after), ["R near -> moved", "R far -> other"]);
  });

  it("sees an exact move before a similar one, and lost line ends as no difference", async () => {
    const before = mapTree(
      new Map([
        ["a", lines("x", 9)],
        ["b", lines("x", 10)],
      ]),
    );
    const after = mapTree(
      new Map([
        ["c", lines("x", 10)],
        ["d", lines("x", 9).replaceAll("\n", "\r\n")],
      ]),
    );
    assert.deepEqual(await changesBetween(before, after), ["R b -> c", "R a -> d"]);
  });

  it("with very many files compares only those of equal names, and with those still finds the moved ones", async () => {
    const before = mapTree(
      new Map(Array.from({ length: 60 }, (_, at) => [`old/${at}`, lines(`f${at}`, 10)])),
    );
    const after = mapTree(
      new Map(
        Array.from({ length: 60 }, (_, at) => [
          at < 5 ? `new/${at}` : `new/n${at}`,
          `${lines(`f${at}`, 9)}edited\n`,
        ]),
      ),
    );
    const changes = await compareTrees(before, after);
    assert.deepEqual(
      changes.flatMap(({ from, path }) => (from === undefined ? [] : [`${from} ${path}`])),
      ["old/0 new/0", "old/1 new/1", "old/2 new/2", "old/3 new/3", "old/4 new/4"],
    );
  });

  it("looks only at what layers hold: over each other, or over one tree", async () => {
    const base = mapTree(
      new Map([
        ["a", "1\n"],
        ["b", "2\n"],
        ["c", "3\n"],
      ]),
    );
    const listed: string[] = [];
    const ids = await base.ids();
    const watched: Tree = {
      ...base,
      ids: async () =>
        ({
          ...ids,
          size: ids.size,
          has: (path: string) => ids.has(path),
          get: (path: string) => (listed.push(path), ids.get(path)),
          keys: () => assert.fail("the whole tree was listed"),
        }) as unknown as ReadonlyMap<string, string>,
    };
    const layer = (delta: Record<string, string | undefined>, below: Tree): LayeredTree => ({
      ...watched,
      below,
      delta: new Map(Object.entries(delta)),
      ids: async () => {
        const under = await below.ids();
        return {
          get: (path: string) => (path in delta ? delta[path] : under.get(path)),
          has: () => true,
        } as unknown as ReadonlyMap<string, string>;
      },
    });
    const one = layer({ a: "x" }, watched);
    const two = layer({ b: undefined }, one);
    const other = layer({ a: "x", c: "y" }, watched);
    assert.deepEqual(await changesBetween(watched, two), ["M a", "D b"]);
    assert.deepEqual(await changesBetween(two, watched), ["M a", "A b"]);
    assert.deepEqual(await changesBetween(one, two), ["D b"]);
    assert.deepEqual(await changesBetween(two, other), ["A b", "M c"]);
    assert.ok(!listed.includes("d"));
  });

  it("sees through a layer that changes nothing", async () => {
    const base = mapTree(new Map([["a", "1\n"]]));
    assert.deepEqual(
      await changesBetween(
        base,
        await overlay(
          base,
          new Map([
            ["a", "1\n"],
            ["b", undefined],
          ]),
        ),
      ),
      [],
    );
  });
});
