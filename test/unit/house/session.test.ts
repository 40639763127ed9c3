import { NO_RECORDS } from "../../support/records.ts";
import { strict as assert } from "node:assert";
import { mapTree } from "#adapters/trees/map";
import { sha256, type Verdict } from "#core";
import type { World } from "#ports";
import { createSession } from "#session";
import { readFile } from "node:fs/promises";

/** A world whose answers take as long as a test wants. */
function slowWorld() {
  let value = 3;
  const waiting: (() => void)[] = [];
  const world: World = {
    stage: "working",
    async compare() {
      const tree = (limit: number) =>
        mapTree(
          new Map([
            ["src/a.ts", `export const A_LIMIT = ${limit};\n`],
            ["docs/a.md", "`A_LIMIT` is 3.\n"],
          ]),
        );
      const after = value;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { before: tree(3), after: tree(after), base: "a", head: "b" };
    },
    records: async () => NO_RECORDS,
    builtin: (name) => readFile(new URL(`../../../protocols/${name}.md`, import.meta.url), "utf8"),
    packaged: async () => undefined,
    digest: sha256,
  };
  return {
    world,
    set: (now: number) => (value = now),
    /** Lets the check that waits go on. */
    async answer() {
      while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      waiting.shift()?.();
    },
    asked: () => waiting.length,
  };
}

describe("a session", () => {
  const told: Verdict[] = [];
  const events = {
    checking: () => {},
    verdict: (verdict: Verdict) => told.push(verdict),
    trouble: assert.ifError,
  };
  beforeEach(() => (told.length = 0));

  it("drops an answer that was overtaken", async () => {
    const { world, set, answer } = slowWorld();
    const session = createSession(world, events, 1);
    const first = session.check();
    set(5);
    session.touch();
    await answer();
    await answer();
    await first;
    assert.equal(told.length, 1);
    assert.equal(told[0]?.impacts[0]?.fact.after, "5");
    session.dispose();
  });

  it("checks once for many touches", async () => {
    const { world, answer, asked } = slowWorld();
    const session = createSession(world, events, 20);
    for (let at = 0; at < 50; at++) session.touch();
    await answer();
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(told.length, 1);
    assert.equal(asked(), 0);
    session.dispose();
  });

  it("tells nothing after it is disposed", async () => {
    const { world, answer } = slowWorld();
    const session = createSession(world, events, 1);
    const checked = session.check();
    session.dispose();
    await answer();
    await checked;
    assert.deepEqual(told, []);
  });

  it("tells trouble, and goes on", async () => {
    const troubles: unknown[] = [];
    const { world, answer } = slowWorld();
    let broken = true;
    const flaky: World = {
      ...world,
      compare: () => (broken ? Promise.reject(new Error("no")) : world.compare()),
    };
    const session = createSession(flaky, { ...events, trouble: (cause) => troubles.push(cause) }, 1);
    await session.check();
    assert.equal(troubles.length, 1);
    broken = false;
    const checked = session.check();
    await answer();
    await checked;
    assert.equal(told.length, 1);
    session.dispose();
  });
});
