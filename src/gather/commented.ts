import { type ChangedFact, type CommentedCode, filesToRead, type Path, readCommented } from "#core";
import type { Tree } from "#ports";
import { contentKey, type Kept } from "./kept.ts";

/** How many files are read at once. */
const AT_ONCE = 32;

/** The code files of a tree that have to be read to tell whether only comments go on naming what is gone. */
export async function commentedCode(
  tree: Tree,
  facts: readonly ChangedFact[],
  occurrences: (word: string) => readonly Path[],
  memory: Kept<CommentedCode | undefined>,
): Promise<ReadonlyMap<Path, CommentedCode>> {
  const paths = filesToRead(facts, occurrences);
  const out = new Map<Path, CommentedCode>();
  const ids = paths.length > 0 ? await tree.ids() : new Map<Path, string>();
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = paths.slice(start, start + AT_ONCE);
    const read = await Promise.all(
      some.map((path) =>
        memory.get(contentKey(path, ids.get(path)), async () => {
          const text = await tree.read(path);
          return text === undefined ? undefined : readCommented(path, text);
        }),
      ),
    );
    some.forEach((path, at) => {
      const file = read[at];
      if (file) out.set(path, file);
    });
  }
  memory.turn();
  return out;
}
