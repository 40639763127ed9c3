import type { BlobId, Path } from "#core";
import type { LayeredTree } from "#ports";
import { fields, rawChanges } from "../git/diff.ts";
import type { Git } from "../git/git.ts";
import type { CodeIndex } from "../background/code-index.ts";
import type { DocumentStore } from "../background/document-store.ts";
import type { Blobs } from "./blobs.ts";
import { idOf, type Entry, type EntryTree } from "./entry.ts";
import { layeredTree } from "./layered.ts";
import { pathFromBytes } from "./paths.ts";
import { searchCommit } from "./search.ts";

/**
 * The tree of a commit: immutable, listed once and searched once per word for as long as it is held.
 * @param code what is known of its code by heart
 * @param known its ids, where somebody has them
 * @param documents those that were read before
 */
export function commitTree(
  git: Git,
  blobs: Blobs,
  sha: string,
  code?: CodeIndex,
  known?: () => Promise<ReadonlyMap<Path, BlobId>>,
  documents?: DocumentStore,
): EntryTree {
  let listed: Promise<Listing> | undefined;
  let named: Promise<ReadonlyMap<Path, BlobId>> | undefined;
  const listing = (): Promise<Listing> => {
    listed ??= list(git, sha).catch((error: unknown) => {
      listed = undefined;
      throw error;
    });
    return listed;
  };
  const ids = (): Promise<ReadonlyMap<Path, BlobId>> => {
    named ??= (known?.() ?? listing().then((all) => all.ids)).catch((error: unknown) => {
      named = undefined;
      throw error;
    });
    return named;
  };
  return {
    ids,
    entry: async (path) => entryIn(await listing(), path),
    async read(path) {
      const id = (await ids()).get(path);
      return id === undefined ? undefined : blobs.text(id);
    },
    search: searchCommit(git, sha),
    ...(code ? { searchCode: async (words) => code.search(await ids(), words) } : {}),
    ...(documents ? { documents: (files) => documents.known(files) } : {}),
  };
}

/**
 * The tree of a commit as a layer over that of another, so that comparing the two costs as much as they
 * differ. `from` is the commit of `below`, or the empty tree's id.
 */
export async function commitOver(
  git: Git,
  blobs: Blobs,
  below: EntryTree,
  from: string,
  sha: string,
): Promise<LayeredTree & EntryTree> {
  const answer = await git.bytes([...DIFF_TREE, from, sha, "--"]);
  const entries = new Map<Path, Entry | undefined>();
  for (const { path, after } of rawChanges(answer))
    entries.set(path, Number(after.mode) === 0 ? undefined : after);
  return entriesOver(blobs, below, entries);
}

/** A layer of entries whose contents git has. */
export function entriesOver(
  blobs: Blobs,
  below: EntryTree,
  entries: ReadonlyMap<Path, Entry | undefined>,
): LayeredTree & EntryTree {
  const delta = new Map([...entries].map(([path, entry]) => [path, entry && idOf(entry)]));
  return {
    ...layeredTree(below, delta, (_path, id) => blobs.text(id)),
    entry: async (path) => (entries.has(path) ? entries.get(path) : below.entry(path)),
  };
}

const DIFF_TREE = [
  "diff-tree",
  "-r",
  "--raw",
  "-z",
  "--no-abbrev",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--ignore-submodules=none",
  "--end-of-options",
] as const;

/** A commit's files, and the modes of those that are not `PLAIN`. */
interface Listing {
  readonly ids: ReadonlyMap<Path, BlobId>;
  readonly modes: ReadonlyMap<Path, string>;
}

const PLAIN = "100644";

/** Reads `<mode> <type> <object>` TAB path NUL. */
async function list(git: Git, sha: string): Promise<Listing> {
  const answer = await git.bytes(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", sha]);
  const ids = new Map<Path, BlobId>();
  const modes = new Map<Path, string>();
  const text = answer.toString("utf8");
  // Almost always every name is UTF-8, and cutting one long string is several times faster.
  const lines = text.includes("\ufffd") ? namesIn(answer) : text.split("\0");
  for (const line of lines) {
    const tab = line.indexOf("\t");
    if (tab < 0) continue;
    const path = line.slice(tab + 1);
    const object = line.slice(line.lastIndexOf(" ", tab) + 1, tab);
    if (line.startsWith(PLAIN)) ids.set(path, object);
    else {
      const mode = line.slice(0, PLAIN.length);
      modes.set(path, mode);
      ids.set(path, idOf({ mode, object }));
    }
  }
  return { ids, modes };
}

function entryIn({ ids, modes }: Listing, path: Path): Entry | undefined {
  const id = ids.get(path);
  return id === undefined
    ? undefined
    : { mode: modes.get(path) ?? PLAIN, object: id.slice(id.indexOf(":") + 1) };
}

function* namesIn(answer: Buffer): Generator<string> {
  for (const line of fields(answer)) yield pathFromBytes(line);
}
