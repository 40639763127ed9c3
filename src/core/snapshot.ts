import type { Claims } from "./audit/claims.ts";
import type { ConfigKeys } from "./config/glob-lists.ts";
import type { ReadConfig } from "./config/read.ts";
import type { DocumentIndex } from "./impact/documents.ts";
import type { KnownGap } from "./model/audited.ts";
import type { ChangedFact, FileChange } from "./model/change.ts";
import type { KnownEvidence } from "./model/evidence.ts";
import type { Path } from "./model/place.ts";
import type { Protocol } from "./model/protocol.ts";
import type { Covered } from "./model/verdict.ts";

/** How close to landing the change is; rules may be milder while somebody works. */
export type Stage = "working" | "gate" | "ci";

/** The files of the working copy that are not (wholly) committed. */
export interface Uncommitted {
  readonly staged: readonly Path[];
  readonly unstaged: readonly Path[];
  readonly untracked: readonly Path[];
}

/** A person's reasoned decision that a surface is not owed for these contents. */
export interface NotNeededRecord {
  readonly surface: string;
  readonly reason: string;
  readonly who: string;
  readonly when: string;
  readonly covers: readonly Covered[];
}

/** A verification command that Lockstep ran. */
export interface RunRecord {
  /** The configured verifications it stands for, by their ids. */
  readonly covers: readonly string[];
  readonly command: string;
  readonly exit: number;
  readonly outputDigest: string;
  readonly when: string;
  /** The digest of the change it ran on; see `Snapshot.digest`. */
  readonly tree: string;
}

/** What was written down about the change, as far as judging needs it. */
export interface Records {
  readonly notNeeded: readonly NotNeededRecord[];
  readonly runs: readonly RunRecord[];
  /** What people or agents recorded as evidence, oldest first, with what it stood on. */
  readonly evidence: readonly KnownEvidence[];
  readonly gaps: readonly KnownGap[];
  /** The changes whose record this is, and the phase each is said to be in. */
  readonly changes: readonly { readonly change: string; readonly phase: number }[];
}

/** Everything judge looks at: gathered once, plain values, no questions left to ask the world. */
export interface Snapshot {
  readonly change: { readonly base: string; readonly head: string };
  readonly stage: Stage;
  readonly protocol: Protocol;
  /** The protocols it was composed from, as the configuration names them. */
  readonly protocols: readonly string[];
  /** Whether the repository names a protocol of its own; without one, only certain findings are raised. */
  readonly ownProtocol: boolean;
  readonly configuration: ReadConfig | undefined;
  readonly files: readonly FileChange[];
  readonly facts: readonly ChangedFact[];
  /** The documents of the after tree. */
  readonly documents: DocumentIndex;
  /** The files of the after tree that hold a word; asked only for words the facts name. */
  occurrences(word: string): readonly Path[];
  /** The glob lists of the configuration that match no file of the after tree, by their keys. */
  readonly unmatched: readonly ConfigKeys[];
  /** Present where the after tree is a working copy or its index. */
  readonly uncommitted?: Uncommitted;
  readonly records: Records;
  /** Documents that claim something of the change, and what they are held against; absent where there are none. */
  readonly claims?: Claims;
  /** Names the contents of all changed files together: equal digests, equal change. */
  readonly digest: string;
}
