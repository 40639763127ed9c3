/** How many questions a tree asks one after the other. */
export const DEPTH = 3;
const QUESTIONS = 2 ** DEPTH - 1;

/**
 * A full binary tree in one row of numbers: its questions from the top, row by row, each a feature's place and the
 * value above which the answer is yes; then what its leaves add, from no to yes.
 */
export type Tree = readonly number[];

/** What some trees add up to for a case (boosted trees, Friedman 2001). */
export function sumOfTrees(trees: readonly Tree[], values: ArrayLike<number>): number {
  let sum = 0;
  for (const tree of trees) sum += tree[2 * QUESTIONS + leafOf(tree, values)]!;
  return sum;
}

/** Which leaf of a tree a case ends in. */
export function leafOf(tree: Tree, values: ArrayLike<number>): number {
  let at = 0;
  while (at < QUESTIONS) at = 2 * at + (values[tree[2 * at]!]! > tree[2 * at + 1]! ? 2 : 1);
  return at - QUESTIONS;
}
