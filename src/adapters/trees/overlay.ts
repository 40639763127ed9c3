import type { BlobId, Path } from "#core";
import type { LayeredTree, Tree } from "#ports";
import { blobId, type ObjectFormat } from "./entry.ts";
import { layeredTree } from "./layered.ts";

/**
 * A tree with other texts on top: unsaved buffers, an edit that is only proposed; `undefined` takes a file
 * away. A text equal to the one below makes no difference. Editors use one line end throughout: a text with
 * CRLF over a file without any is taken to have that file's line ends.
 */
export async function overlay(
  below: Tree,
  texts: ReadonlyMap<Path, string | undefined>,
  format: ObjectFormat = "sha1",
): Promise<LayeredTree> {
  const delta = new Map<Path, BlobId | undefined>();
  const laid = new Map<Path, string>();
  const ids = texts.size === 0 ? new Map<Path, BlobId>() : await below.ids();
  await Promise.all(
    [...texts].map(async ([path, text]) => {
      if (text === undefined) {
        if (ids.has(path)) delta.set(path, undefined);
        return;
      }
      const under = await below.read(path);
      const own = under?.includes("\r\n") === false ? text.replaceAll("\r\n", "\n") : text;
      if (own === under) return;
      delta.set(path, blobId(Buffer.from(own, "utf8"), format));
      laid.set(path, own);
    }),
  );
  return layeredTree(below, delta, async (path) => laid.get(path));
}
