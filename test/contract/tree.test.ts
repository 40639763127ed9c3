import { readdirSync } from "node:fs";
import type { Path } from "#core";
import { mapTree } from "#adapters/trees/map";
import { overlay } from "#adapters/trees/overlay";
import { onDisk, pathFromBytes } from "#adapters/trees/paths";
import type { Repository } from "#adapters/repository";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { treeContract, type Content, type Files } from "./tree.ts";

/** A repository, made once, whose working tree is made to hold exactly the files of one scenario after the other. */
interface Workbench {
  /** Makes the working tree hold these files only; gives every path that was removed or written. */
  lay(files: Files): readonly Path[];
  commit(): string;
  stage(): void;
  readonly repository: Repository;
}

/** Scenarios in which the length of an object id could make a difference. */
const SOME = /nothing at all|deleted files|strange names$|symbolic|a first file/;

describe("the contract of trees", () => {
  const made: TestRepository[] = [];
  const benches = new Map<string, Promise<Workbench>>();
  function workbench(format: "sha1" | "sha256" = "sha1"): Promise<Workbench> {
    const bench = benches.get(format) ?? build(format);
    benches.set(format, bench);
    return bench;
  }
  async function build(format: "sha1" | "sha256"): Promise<Workbench> {
    const tested = makeRepository({}, { format });
    made.push(tested);
    return {
      repository: await tested.open(),
      lay: (files) => layOut(tested, files),
      stage: () => void tested.git("add", "--all"),
      commit: tested.commit,
    };
  }
  after(() => {
    for (const tested of made) tested.dispose();
  });

  treeContract({
    name: "map",
    holds: "bytes",
    lay: async (before, after) => ({ before: mapTree(contents(before)), after: mapTree(contents(after)) }),
  });

  for (const format of ["sha1", "sha256"] as const)
    treeContract({
      name: `commit (${format})`,
      holds: "all",
      ...(format === "sha256" && { only: SOME }),
      async lay(before, after) {
        const bench = await workbench(format);
        bench.lay(before);
        const base = bench.commit();
        bench.lay(after);
        const head = bench.commit();
        const at = async (sha: string) =>
          (await bench.repository.comparison({ is: "range", base: sha, head: sha })).after;
        return { before: await at(base), after: await at(head) };
      },
    });

  treeContract({
    name: "commit over its parent",
    holds: "all",
    async lay(before, after) {
      const bench = await workbench();
      bench.lay(before);
      bench.commit();
      bench.lay(after);
      const sha = bench.commit();
      return bench.repository.comparison({ is: "commit", sha });
    },
  });

  treeContract({
    name: "index over HEAD",
    holds: "all",
    async lay(before, after) {
      const bench = await workbench();
      bench.lay(before);
      bench.commit();
      bench.lay(after);
      bench.stage();
      return bench.repository.comparison({ is: "staged" });
    },
  });

  for (const format of ["sha1", "sha256"] as const)
    treeContract({
      name: `working tree over HEAD (${format})`,
      holds: "all",
      ...(format === "sha256" && { only: SOME }),
      async lay(before, after) {
        const bench = await workbench(format);
        bench.lay(before);
        bench.commit();
        bench.lay(after);
        return bench.repository.comparison({ is: "working" });
      },
    });

  treeContract({
    name: "working tree, partly staged, over an older base",
    holds: "all",
    only: /nothing|deleted files|names edited|symbolic|folder|link|binary|exact rename/,
    async lay(before, after) {
      const bench = await workbench();
      bench.lay(before);
      const base = bench.commit();
      bench.lay({ ...before, "between.txt": "committed in between\n" });
      bench.commit();
      bench.lay({ ...after, "staged.txt": "staged, then gone\n" });
      bench.stage();
      bench.lay(after);
      return bench.repository.comparison({ is: "working", base });
    },
  });

  treeContract({
    name: "working tree, told what was touched",
    holds: "all",
    async lay(before, after) {
      const bench = await workbench();
      bench.lay(before);
      bench.commit();
      const { before: base, after: first } = await bench.repository.comparison({ is: "working" });
      return { before: base, after: await first.touched(bench.lay(after)) };
    },
  });

  treeContract({
    name: "texts over a commit",
    holds: "texts",
    async lay(before, after) {
      const bench = await workbench();
      bench.lay(before);
      bench.commit();
      const { before: base } = await bench.repository.comparison({ is: "working" });
      return { before: base, after: await overlay(base, textsFrom(before, after)) };
    },
  });

  treeContract({
    name: "texts over a map",
    holds: "texts",
    async lay(before, after) {
      const base = mapTree(contents(before));
      return { before: base, after: await overlay(base, textsFrom(before, after)) };
    },
  });
});

/** Makes the working tree hold these files only; gives every path that was removed or written. */
function layOut(repository: TestRepository, files: Files): readonly Path[] {
  const removed = filesBelow(repository.root);
  for (const name of new Set(removed.map((path) => path.split("/")[0]!))) repository.remove(name);
  for (const [path, content] of Object.entries(files)) layFile(repository, path, content);
  return [...new Set([...removed, ...Object.keys(files)])];
}

/** All files and links in a folder, the repository's own left out. */
function filesBelow(root: string, folder: Path = ""): Path[] {
  const place = folder === "" ? root : onDisk(root, folder);
  return readdirSync(place, { withFileTypes: true, encoding: "buffer" }).flatMap((entry) => {
    const path = `${folder}${folder === "" ? "" : "/"}${pathFromBytes(entry.name as unknown as Buffer)}`;
    if (path === ".git") return [];
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

function layFile(repository: TestRepository, path: Path, content: Content): void {
  if (typeof content === "object" && "link" in content) repository.link(path, content.link);
  else repository.write(path, content);
}

function contents(files: Files): Map<Path, string | Uint8Array> {
  return new Map(Object.entries(files) as [Path, string | Uint8Array][]);
}

/** What to lay over `before` so that it reads as `after`. */
function textsFrom(before: Files, after: Files): Map<Path, string | undefined> {
  const texts = new Map<Path, string | undefined>();
  for (const path of Object.keys(before)) if (!Object.hasOwn(after, path)) texts.set(path, undefined);
  for (const [path, content] of Object.entries(after)) texts.set(path, content as string);
  return texts;
}
