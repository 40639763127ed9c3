import type { ChangedFact, CommentedCode, FileChange, Protocol, ReadConfig } from "#core";
import { createDocumentMemory, type DocumentMemory } from "./documents.ts";
import type { ClaimMemory } from "./claims.ts";
import { createKept, type Kept } from "./kept.ts";
import type { SpecMemory } from "./specs.ts";
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
  /** The same of the before side, read only where the change edits them. */
  readonly policy: { readonly configuration: Kept<ReadConfig>; readonly protocols: Kept<Protocol> };
  readonly changes: Kept<ReadChange>;
  readonly unmatched: UnmatchedMemory;
  readonly documents: DocumentMemory;
  /** Code files that were read for their comments; `undefined` where these cannot be told apart. */
  readonly commented: Kept<CommentedCode | undefined>;
  readonly specs: SpecMemory;
  readonly claims: ClaimMemory;
}

export function createMemory(): Memory {
  return {
    configuration: createKept(),
    protocols: createKept(),
    policy: { configuration: createKept(), protocols: createKept() },
    changes: createKept(),
    unmatched: { last: undefined },
    documents: createDocumentMemory(),
    commented: createKept(),
    specs: { bottom: undefined, read: createKept() },
    claims: { texts: createKept(), index: { last: undefined } },
  };
}
