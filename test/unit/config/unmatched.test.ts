import { strict as assert } from "node:assert";
import { mapTree } from "#adapters/trees/map";
import { type Path, readConfig, type ReadConfig } from "#core";
import { unmatchedGlobs, type UnmatchedMemory } from "#gather/unmatched";
import type { LayeredTree, Tree } from "#ports";

/** A tree that differs from another as `delta` says. */
function layered(below: Tree, delta: Readonly<Record<Path, string | undefined>>): LayeredTree {
  return { ...below, below, delta: new Map(Object.entries(delta)) };
}

function configured(config: object): ReadConfig {
  return readConfig(".lockstep/config.jsonc", JSON.stringify(config));
}

const CONFIG = configured({
  surfaces: { docs: { paths: ["docs/**"], causes: ["src/**", "!src/gen/**"] } },
  packages: { "packages/*": { surfaces: { docs: { paths: ["guide/**"] } } } },
  components: { db: { documents: ["docs/db/**"], rollback: ["docs/rollback/**"] } },
  audit: { tests: { paths: ["test/**"] } },
  verification: [{ id: "tests", run: "x", when: ["lib/**"] }],
  ignore: ["nowhere/**"],
});

const ALL = [
  "docs/a.md",
  "docs/db/schema.md",
  "docs/rollback/db.md",
  "src/a.ts",
  "packages/web/guide/a.md",
  "test/a.ts",
  "lib/a.ts",
];

const tree = (paths: readonly Path[]): Tree => mapTree(new Map(paths.map((path) => [path, path])));

async function unmatched(
  of: Tree,
  config: ReadConfig | undefined = CONFIG,
  memory: UnmatchedMemory = { last: undefined },
): Promise<string[]> {
  return (await unmatchedGlobs(of, config, memory)).map((keys) => keys.join("."));
}

describe("glob lists that match nothing", () => {
  it("are none where all match, and none without a configuration", async () => {
    assert.deepEqual(await unmatched(tree(ALL)), []);
    assert.deepEqual(await unmatchedGlobs(tree([]), undefined, { last: undefined }), []);
  });

  it("are named by their keys, wherever they stand; ignore may match nothing", async () => {
    assert.deepEqual(await unmatched(tree([])), [
      "surfaces.docs.paths",
      "surfaces.docs.causes",
      "packages.packages/*.surfaces.docs.paths",
      "components.db.documents",
      "components.db.rollback",
      "audit.tests.paths",
      "verification.0.when",
    ]);
  });

  it("of components match documents only", async () => {
    const paths = ALL.map((path) => (path === "docs/db/schema.md" ? "docs/db/schema.png" : path));
    assert.deepEqual(await unmatched(tree(paths)), ["components.db.documents"]);
  });

  it("of a package match below it only", async () => {
    const paths = [...ALL.filter((path) => !path.startsWith("packages/")), "guide/a.md"];
    assert.deepEqual(await unmatched(tree(paths)), ["packages.packages/*.surfaces.docs.paths"]);
  });

  it("begin where the layers take the last file away, and end where they bring one", async () => {
    const bottom = tree([...ALL, "docs/db/more.md"]);
    const memory: UnmatchedMemory = { last: undefined };
    const after = (delta: Record<Path, string | undefined>): Promise<string[]> =>
      unmatched(layered(bottom, delta), CONFIG, memory);
    assert.deepEqual(await after({}), []);
    assert.deepEqual(await after({ "docs/db/schema.md": undefined }), []);
    assert.deepEqual(await after({ "docs/db/schema.md": undefined, "docs/db/more.md": undefined }), [
      "components.db.documents",
    ]);
    assert.deepEqual(
      await after({ "docs/db/schema.md": undefined, "docs/db/more.md": undefined, "docs/db/new.md": "1" }),
      [],
    );
    assert.deepEqual(await after({ "test/a.ts": undefined }), ["audit.tests.paths"]);
    assert.deepEqual(await after({}), []);
  });

  it("are not looked for again in a tree that is known", async () => {
    const memory: UnmatchedMemory = { last: undefined };
    const bottom = tree(ALL);
    await unmatched(bottom, CONFIG, memory);
    const known = memory.last;
    await unmatched(layered(bottom, { "src/a.ts": "2" }), CONFIG, memory);
    assert.equal(memory.last, known);
    await unmatched(layered(bottom, {}), configured({}), memory);
    assert.notEqual(memory.last, known);
  });
});
