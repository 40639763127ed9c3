import type { BlobId, Path } from "#core";
import type { LayeredTree, Tree } from "#ports";

/** The tree at the bottom, and what all layers above it change together. */
export function layersOf(tree: Tree): { bottom: Tree; above: ReadonlyMap<Path, BlobId | undefined> } {
  const deltas: ReadonlyMap<Path, BlobId | undefined>[] = [];
  let bottom = tree;
  while (isLayered(bottom)) {
    deltas.unshift(bottom.delta);
    bottom = bottom.below;
  }
  return { bottom, above: new Map(deltas.flatMap((delta) => [...delta])) };
}

function isLayered(tree: Tree): tree is LayeredTree {
  return "below" in tree;
}
