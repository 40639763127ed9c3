import { renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type NewFolders, watchNewFolders } from "#adapters/new-folders";
import { makeRepository, type TestRepository } from "../support/repository.ts";

describe("folders made after the editor began to watch", () => {
  let test: TestRepository;
  let folders: NewFolders;
  let told: Set<string>;
  /** Waits until all of these were told. */
  async function until(...files: readonly string[]): Promise<void> {
    while (!files.every((file) => told.has(file))) await pause(10);
  }

  beforeEach(async () => {
    test = makeRepository({ ".gitignore": "node_modules\n", "src/a.ts": "1\n" });
    told = new Set();
    const repository = await test.open();
    folders = watchNewFolders({ repository, touched: (paths) => paths.forEach((one) => told.add(one)) });
  });
  afterEach(() => {
    folders.dispose();
    test.dispose();
  });

  it("tell what is in them, and what happens there later, however deep", async () => {
    test.write("src/one/two/three/x.ts", "1\n");
    folders.made("src/one");
    await until("src/one/two/three/x.ts");
    told.clear();
    test.write("src/one/two/three/x.ts", "2\n");
    await until("src/one/two/three/x.ts");
    test.write("src/one/two/four/five/y.ts", "1\n");
    await until("src/one/two/four/five/y.ts");
    told.clear();
    test.write("src/one/two/four/five/y.ts", "2\n");
    await until("src/one/two/four/five/y.ts");
  });

  it("are followed when they are renamed, and left when they are removed", async () => {
    test.write("src/one/two/x.ts", "1\n");
    folders.made("src/one");
    await until("src/one/two/x.ts");
    renameSync(join(test.root, "src/one/two"), join(test.root, "src/one/other"));
    await until("src/one/other/x.ts");
    told.clear();
    test.remove("src/one/other/x.ts");
    await until("src/one/other/x.ts");
    test.remove("src/one");
    test.write("src/one/other/z.ts", "1\n");
    folders.made("src/one");
    await until("src/one/other/z.ts");
  });

  it("are followed where one is removed and another made at once", async () => {
    test.write("src/one/two/x.ts", "1\n");
    folders.made("src/one");
    await until("src/one/two/x.ts");
    for (let round = 0; round < 5; round++) {
      test.remove("src/one");
      test.write(`src/one/two/y${round}.ts`, "1\n");
      folders.made("src/one");
      await until(`src/one/two/y${round}.ts`);
      told.clear();
      test.write(`src/one/two/y${round}.ts`, "2\n");
      await until(`src/one/two/y${round}.ts`);
    }
  });

  it("are passed over where git ignores them or keeps its own", async () => {
    test.write("node_modules/lib/deep/i.js", "1\n");
    test.write("src/new/node_modules/lib/i.js", "1\n");
    test.write("src/new/b.ts", "1\n");
    for (const made of ["node_modules", ".git/hooks", "src/new"]) folders.made(made);
    await until("src/new/b.ts", "src/new/node_modules");
    await pause(400);
    const strange = [...told].filter((file) => /node_modules\/|\.git\//.test(file));
    if (strange.length > 0) throw new Error(`told of ${strange.join(", ")}`);
  });
});
