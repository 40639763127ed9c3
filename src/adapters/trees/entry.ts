import { createHash } from "node:crypto";
import type { BlobId, Path } from "#core";
import type { Tree } from "#ports";

/** What git records of one file: its mode (`100644`, `100755`, `120000`, `160000`) and the id of its object. */
export interface Entry {
  readonly mode: string;
  readonly object: string;
}

/** A tree that also knows its files as git does. */
export interface EntryTree extends Tree {
  entry(path: Path): Promise<Entry | undefined>;
}

export type ObjectFormat = "sha1" | "sha256";

export const LINK = "120000";
export const SUBMODULE = "160000";

/** The id a tree gives for an entry; see `Tree`. */
export function idOf({ mode, object }: Entry): BlobId {
  return mode === LINK ? `link:${object}` : mode === SUBMODULE ? `commit:${object}` : object;
}

/** Whether an id names a regular file's content, not a link or a submodule. */
export function namesFile(id: BlobId): boolean {
  return !id.startsWith("link:") && !id.startsWith("commit:");
}

/** The id git gives to a blob of these bytes. */
export function blobId(bytes: Uint8Array, format: ObjectFormat = "sha1"): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

export function sameEntry(one: Entry | undefined, other: Entry | undefined): boolean {
  return one?.mode === other?.mode && one?.object === other?.object;
}
