import type { BlobId, Path } from "#core";

/**
 * A repository's files at one moment: a commit, the index, the working tree, the working tree with
 * unsaved buffers on top, a map. Contract (test/contract/tree.ts runs it against every adapter):
 * - `ids` has one entry per tracked or untracked-and-not-ignored file, symbolic links and
 *   submodules included; equal ids mean equal content;
 * - `read` gives the text of a file, `undefined` when the tree has no such file or it has no text:
 *   a NUL byte in its first 8,000 bytes, more than `TEXT_LIMIT` bytes, a submodule. A symbolic link
 *   reads as its target's name. A byte order mark is dropped; UTF-16 with a mark is decoded; bytes that
 *   are not UTF-8 become U+FFFD. Line ends are left as they are.
 * - `search` says which files hold each word: as a whole word, case-sensitive, in text files only.
 * A tree is a value: it answers the same for as long as it is held, as far as the world allows.
 */
export interface Tree {
  ids(): Promise<ReadonlyMap<Path, BlobId>>;
  read(path: Path): Promise<string | undefined>;
  search(words: readonly string[]): Promise<ReadonlyMap<string, readonly Path[]>>;
}

/** A tree known by how it differs from another: `undefined` marks a file the other has and this one has not. */
export interface LayeredTree extends Tree {
  readonly below: Tree;
  readonly delta: ReadonlyMap<Path, BlobId | undefined>;
}

/** Files larger than this are changed or not changed, but not read. */
export const TEXT_LIMIT = 2 * 1024 * 1024;
