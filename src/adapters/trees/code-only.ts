import { isDocument } from "#core";
import type { LayeredTree, Tree } from "#ports";
import { compareTrees } from "../../compare.ts";
import { layeredTree } from "./layered.ts";

/** `after` with every document as it was in `before`: what the code alone made of the documents. */
export async function codeOnly(before: Tree, after: Tree): Promise<LayeredTree> {
  const changes = await compareTrees(before, after);
  const delta = new Map(
    changes.flatMap(({ path, from, beforeId, afterId }) => {
      const old = from !== undefined && !isDocument(from) ? [[from, undefined] as const] : [];
      return isDocument(path)
        ? old
        : [...old, [path, beforeId === afterId && !from ? beforeId : afterId] as const];
    }),
  );
  return layeredTree(before, delta, (path) => after.read(path));
}
