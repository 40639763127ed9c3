import type { BlobId, Path, Place } from "./place.ts";

/**
 * A run of differing lines, in git's convention: starts are 1-based; where a count is 0 the start
 * is the line *after which* the other side's lines stand (0 = before the first line).
 */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

export type FileStatus = "added" | "modified" | "deleted" | "renamed";

/** Why an edit changes nothing that a document could state. */
export type Neutral = "comments" | "formatting" | "local-rename" | "move";

/** One file that differs between the two trees of a change. */
export interface FileChange {
  /** Where the file is in the after tree; where it was, when it is deleted. */
  readonly path: Path;
  /** Where the file was in the before tree, when it was moved. */
  readonly from?: Path;
  readonly status: FileStatus;
  /** Content ids on both sides; absent where there is no file. */
  readonly beforeId?: BlobId;
  readonly afterId?: BlobId;
  /** The text before; absent when there was no file, or no text to read (binary, too large, a submodule). */
  readonly before?: string;
  /** The text after; absent for the same reasons. */
  readonly after?: string;
  readonly hunks: readonly Hunk[];
  /** Present when the edit cannot have changed behaviour. */
  readonly neutral?: Neutral;
}

/**
 * What kind of statement changed. `token` is any other code-like name (an exported function, a
 * constant, a class); `value` a literal bound to a name; `text` a web address, or words in a
 * row of a message or comment.
 */
export type FactKind =
  | "token"
  | "flag"
  | "env"
  | "route"
  | "value"
  | "path"
  | "command"
  | "config-key"
  | "model"
  | "text";

/**
 * Something a document may state and a change altered. `before` is absent for what was only added,
 * `after` for what was removed. For a `value`, both are the literals and `name` what they are bound to; for a
 * `text`, `name` says of what it is: an `address`, a `message`, a `docstring` or a `comment`.
 */
export interface Fact {
  readonly kind: FactKind;
  readonly before?: string;
  readonly after?: string;
  readonly name?: string;
}

/** A fact and the line of the change where it happened: in the after tree, or the nearest line left of a removal. */
export interface ChangedFact {
  readonly fact: Fact;
  readonly cause: Place;
  /** The change took away, altered or made what the fact names, and not only a use of it. */
  readonly defines: boolean;
  /** The definition itself did. */
  readonly declares?: true;
}

/** A document line that states a fact the change altered, judged against the old fact. */
export interface Impact {
  readonly place: Place;
  /** The document line's text, trimmed and cut for showing. */
  readonly says: string;
  readonly fact: Fact;
  readonly cause: Place;
  /** 0 to 1. Certain enough for a diagnostic from `CERTAIN` on; below, a row marked "possible". */
  readonly confidence: number;
}
