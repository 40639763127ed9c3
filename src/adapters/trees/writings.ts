import type { Path } from "#core";
import { Trouble, type Tree, type Writing } from "#ports";
import { writersOf } from "../git/blame.ts";
import type { Git } from "../git/git.ts";
import { remember } from "./remember.ts";

/** Documents that are remembered, latest asked for. */
const DOCUMENTS = 64;

/** How the documents of commits were written. */
export interface Writings {
  /** @param base the commit that trees are layered over, so that they cost what they differ in */
  of(base: string | undefined, sha: string, path: Path): Promise<Writing | undefined>;
}

/**
 * How documents were written, asked of git once for each commit they are looked at from.
 * @param treeOf the tree of a commit, as a layer over that of another
 */
export function writingsOf(
  git: Git,
  treeOf: (base: string | undefined, sha: string) => Promise<Tree>,
): Writings {
  const known = new Map<string, Promise<Writing | undefined>>();
  const trees = new Map<string, Promise<Tree>>();
  const treeAt = (base: string | undefined, sha: string): Promise<Tree> =>
    recalled(trees, `${base}..${sha}`, () => treeOf(base, sha));

  async function written(base: string | undefined, sha: string, path: Path): Promise<Writing | undefined> {
    const text = await (await treeAt(base, sha)).read(path);
    if (text === undefined) return undefined;
    const writers = await writersOf(git, sha, path);
    const lines = await Promise.all(writers.map((commit) => treeAt(base, commit)));
    return { text, lines };
  }

  return {
    of: (base, sha, path) =>
      recalled(known, JSON.stringify([base, sha, path]), () =>
        written(base, sha, path).catch((error: unknown) => {
          // History that git cannot tell (a huge one, a clone without it) is not known: nothing is refused for it.
          if (error instanceof Trouble) return undefined;
          throw error;
        }),
      ),
  };
}

function recalled<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  return remember(known, key, known.get(key) ?? make(), DOCUMENTS);
}
