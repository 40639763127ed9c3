/**
 * A file of a repository: relative to its root, `/`-separated, never starting with `/` or `./`.
 * Bytes that are not UTF-8 are kept as lone surrogates U+DC80–U+DCFF (PEP 383), so every name
 * git can hold round-trips through this string.
 */
export type Path = string;

/** Names the content of a file: equal ids mean equal bytes. Opaque; a git object id where git knows one. */
export type BlobId = string;

/** One or more lines of a file, 1-based and inclusive. `endLine` is left out when it equals `line`. */
export interface Place {
  readonly path: Path;
  readonly line: number;
  readonly endLine?: number;
}
