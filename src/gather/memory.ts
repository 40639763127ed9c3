import type { BlobId, ChangedFact, FileChange, Path, Protocol, ReadConfig } from "#core";
import { createDocumentMemory, type DocumentMemory } from "./documents.ts";
import type { UnmatchedMemory } from "./unmatched.ts";

/** A changed file as it was thought through, and the facts it altered. */
export interface ReadChange {
  readonly change: FileChange;
  readonly facts: readonly ChangedFact[];
}

/**
 * What one check leaves for the next, keyed by content, so that a re-check costs what the change costs.
 * Owned by whoever checks again; a process that checks once throws it away.
 */
export interface Memory {
  readonly configuration: Kept<ReadConfig>;
  readonly protocols: Kept<Protocol>;
  readonly changes: Kept<ReadChange>;
  readonly unmatched: UnmatchedMemory;
  readonly documents: DocumentMemory;
}

/** Values kept for one more round: what the latest round did not ask for is forgotten. */
export interface Kept<Value> {
  get(key: string, make: () => Value | Promise<Value>): Promise<Value>;
  /** Ends a round. */
  turn(): void;
}

export function createMemory(): Memory {
  return {
    configuration: createKept(),
    protocols: createKept(),
    changes: createKept(),
    unmatched: { last: undefined },
    documents: createDocumentMemory(),
  };
}

/** The key of a file's content. */
export function contentKey(path: Path, ...ids: readonly (BlobId | undefined)[]): string {
  return JSON.stringify([path, ...ids]);
}

function createKept<Value>(): Kept<Value> {
  let last = new Map<string, Value>();
  let now = new Map<string, Value>();
  return {
    async get(key, make) {
      const known = now.get(key) ?? last.get(key);
      const value = known ?? (await make());
      now.set(key, value);
      return value;
    },
    turn() {
      last = now;
      now = new Map();
    },
  };
}
