import type { Path } from "#core";
import type { Tree } from "#ports";
import { blobId, type EntryTree } from "./entry.ts";
import { textFrom } from "./text.ts";
import { searchable, wordsIn } from "./words.ts";

/** A tree of regular files from their contents. Ids are those git gives in a SHA-1 repository. */
export function mapTree(files: ReadonlyMap<Path, string | Uint8Array>): Tree {
  const contents = new Map([...files].map(([path, content]) => [path, Buffer.from(content as string)]));
  const texts = new Map([...contents].map(([path, bytes]) => [path, textFrom(bytes)]));
  const ids = new Map([...contents].map(([path, bytes]) => [path, blobId(bytes)]));
  const paths = [...texts.keys()].sort();
  return {
    ids: async () => ids,
    read: async (path) => texts.get(path),
    async search(words) {
      const found = new Map(words.map((word): [string, Path[]] => [word, []]));
      const asked = searchable(words);
      for (const path of paths)
        for (const word of wordsIn(texts.get(path) ?? "", asked)) found.get(word)?.push(path);
      return found;
    },
  };
}

/** The tree without files: before a first commit. */
export function emptyTree(): EntryTree {
  return { ...mapTree(new Map()), entry: async () => undefined };
}
