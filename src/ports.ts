import type { BlobId, DocumentIndex, History, Path, Records, Stage, Uncommitted } from "#core";

/**
 * A repository's files at one moment: a commit, the index, the working tree, the working tree with
 * unsaved buffers on top, a map. Contract (test/contract/tree.ts runs it against every adapter):
 * - `ids` has one entry per tracked or untracked-and-not-ignored file, symbolic links and
 *   submodules included; equal ids mean equal content. A git tree's id of a regular file is git's blob id;
 *   a symbolic link's is `link:` + the blob id of its target's name, a submodule's `commit:` + its commit.
 *   The executable bit is no content. A nested repository that is no submodule is not part of the tree;
 * - `read` gives the text of a file, `undefined` when the tree has no such file or it has no text:
 *   a NUL byte in its first 8,000 bytes, more than `TEXT_LIMIT` bytes, a submodule. A symbolic link
 *   reads as its target's name and is never followed. A byte order mark is dropped; UTF-16 with a mark is
 *   decoded; bytes that are not UTF-8 become U+FFFD. Line ends are left as they are, except in the
 *   working tree where git would rewrite them on the way in (`core.autocrlf`, `text`, `eol`): there a
 *   file has the id and the line ends that git would store. A buffer laid over a file that has no CRLF has none;
 * - `search` says which files hold each word, paths in order: case-sensitive, as a whole word (no
 *   `[A-Za-z0-9_]` right before or after), in text files only; a file in UTF-16 may be missing. Links and
 *   submodules are not searched. Every word asked for has an entry; a word that is empty or holds a
 *   control character is nowhere.
 * - `searchCode` says the same of code files only, tests left out, as far as that is known without looking: a
 *   word without an entry has to be searched for. Of ten thousand words that stand nowhere it may take one
 *   for being somewhere.
 * - `documents` gives those of some of its documents that were read before, without reading them.
 * A tree is a value: it answers the same for as long as it is held, as far as the world allows. A
 * working file that was overwritten since may read as `undefined`, never as a text its id does not name.
 * Where the world refuses, the promise is rejected with a `Trouble`.
 */
export interface Tree {
  ids(): Promise<ReadonlyMap<Path, BlobId>>;
  read(path: Path): Promise<string | undefined>;
  search(words: readonly string[]): Promise<ReadonlyMap<string, readonly Path[]>>;
  searchCode?(words: readonly string[]): Promise<ReadonlyMap<string, readonly Path[]>>;
  documents?(files: Iterable<readonly [Path, BlobId]>): Promise<DocumentIndex>;
}

/** A tree known by how it differs from another: `undefined` marks a file the other has and this one has not. */
export interface LayeredTree extends Tree {
  readonly below: Tree;
  readonly delta: ReadonlyMap<Path, BlobId | undefined>;
}

/** Files larger than this are changed or not changed, but not read. */
export const TEXT_LIMIT = 2 * 1024 * 1024;

/** How a document came to be, as far as it is committed. */
export interface Writing {
  /** Its text in the last commit of the after side. */
  readonly text: string;
  /** For each of its lines, the tree of the commit that wrote it. */
  readonly lines: readonly Tree[];
}

/** Two trees to compare, and what to call them. */
export interface Comparison {
  readonly before: Tree;
  readonly after: Tree;
  /** Names the before side for people: a ref, a short commit id. */
  readonly base: string;
  /** Names the after side: a short commit id, `index`, `working tree`. */
  readonly head: string;
  /** Present where the after side is a working copy or its index. */
  readonly uncommitted?: Uncommitted;
  /** The commit the before side is; absent where nothing was committed before, or it is no commit. */
  readonly began?: string;
  /** How a document of the after side was written; `undefined` where it is in no commit, or history cannot tell. */
  writing?(path: Path): Promise<Writing | undefined>;
}

/** Everything a check asks of the world. The front ends differ in the world they bring, and in nothing else. */
export interface World {
  readonly stage: Stage;
  /** The two trees, as they are now. Throws Trouble when there is nothing to compare. */
  compare(): Promise<Comparison>;
  /** What was written down about this change. */
  records(comparison: Comparison): Promise<Records>;
  /** The text of a built-in protocol, `recommended`; `undefined` when there is none of that name. */
  builtin(name: string): Promise<string | undefined>;
  /** The text of an installed npm package's `lockstep.jsonc`; `undefined` when there is none. */
  packaged(name: string): Promise<string | undefined>;
  /** Whether the change's documents are ranked even where no surface asks for it. */
  readonly ranks?: boolean;
  /** What changed together with what before the change, as far as it is known by now. Asked where documents are ranked. */
  history?(comparison: Comparison): Promise<History | undefined>;
  /**
   * Where the configuration and the protocols are read that the change is held to, both in it and where it began;
   * left out, each side has its own.
   */
  readonly held?: Pick<Tree, "read">;
  /** A collision-resistant digest of a text, as hexadecimal digits. */
  digest(text: string): string;
}

/** What the world can refuse. Worded in one table elsewhere. */
export type TroubleCode =
  | "no-git"
  | "not-a-repository"
  | "git-too-old"
  | "unknown-ref"
  | "no-base"
  | "bare-repository"
  | "dubious-ownership"
  | "git-failed"
  | "timed-out"
  | "file-exists"
  | "outside-repository";

/** The world refused: the one error adapters throw on purpose. It has no wording, only what a wording needs. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly code: TroubleCode;
  /** Names and values for the wording: `path`, `ref`, `command`, `exit`, `stderr` (its first line), … */
  readonly args: Readonly<Record<string, string>>;

  constructor(code: TroubleCode, args: Readonly<Record<string, string>>, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.args = args;
  }
}
