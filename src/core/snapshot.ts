import type { Claims } from "./audit/claims.ts";
import type { ConfigKeys } from "./config/glob-lists.ts";
import type { Config } from "./config/schema.ts";
import type { ReadConfig } from "./config/read.ts";
import type { CommentedCode } from "./impact/code/commented-code.ts";
import type { DocumentIndex } from "./impact/documents/documents.ts";
import type { ChangeState } from "./ledger/fold.ts";
import type { LedgerProblem, SignatureVerdict } from "./ledger/verify.ts";
import type { KnownGap } from "./model/audited.ts";
import type { History } from "./impact/ranking/history.ts";
import type { ChangedFact, FileChange } from "./model/change.ts";
import type { KnownEvidence } from "./model/evidence.ts";
import type { RunGap, TestCounts } from "./model/ledger.ts";
import type { BlobId, Path } from "./model/place.ts";
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

/** A verification command that Lockstep ran, or could not run. */
export interface RunRecord {
  /** The configured verifications it stands for, by their ids. */
  readonly covers: readonly string[];
  readonly command: string;
  readonly exit: number;
  readonly outputDigest: string;
  readonly when: string;
  /** The digest of the change it ran on; see `Snapshot.digest`. */
  readonly tree: string;
  readonly durationMs?: number;
  /** The files it looked at, as they were, where it looked at no others. */
  readonly files?: readonly { readonly path: Path; readonly id: BlobId }[];
  /** What its JUnit report counts. */
  readonly tests?: TestCounts;
  /** Why it came to no result. */
  readonly gap?: RunGap;
}

/** What was written down about the change, as far as judging needs it. */
export interface Records {
  readonly notNeeded: readonly NotNeededRecord[];
  readonly runs: readonly RunRecord[];
  /** What people or agents recorded as evidence, oldest first, with what it stood on. */
  readonly evidence: readonly KnownEvidence[];
  readonly gaps: readonly KnownGap[];
  /** The changes that are judged: the branch's open one, or all that a pull request brings; oldest first. */
  readonly changes: readonly ChangeState[];
  /** What is wrong with the records, levels 0 to 2 of docs/trust.md. */
  readonly problems: readonly LedgerProblem[];
  /** Verdicts on the signatures of the changes that are judged, by event id. */
  readonly signatures: ReadonlyMap<string, SignatureVerdict>;
  /** Ids of approvals for which the forge attests a review; known only to CI. */
  readonly enforced: ReadonlySet<string>;
  /** Names the repository; absent where a shallow clone cannot tell. */
  readonly repository?: string;
  /** Who made the change: git names and addresses. */
  readonly authors: readonly string[];
  /** The judge's clock, as `Date.toISOString` writes it. */
  readonly now: string;
}

/** A phase document of a change as it stands in the after tree. */
export interface PhaseText {
  readonly path: Path;
  readonly text: string;
}

/** What gates are judged by. It is read from where the change began, so that a change cannot soften what it is held to. */
export interface Policy {
  /** The phases come from here. */
  readonly protocol: Protocol;
  readonly approvals: NonNullable<Config["approvals"]>;
  /** Severities of the rules about gates. */
  readonly rules: NonNullable<Config["rules"]>;
  /** Files of the policy that the change edits: configuration, protocols, allowed signers. */
  readonly edited: readonly Path[];
}

/** What ranking the documents needs besides the change. */
export interface RankingKnown {
  /** What changed together before; absent where nobody has read it (yet). */
  readonly history?: History;
  /** How many code files of the after tree hold a word, tests left out; answers every word of `wordsWeighed`. */
  spread(word: string): number;
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
  /** What its descriptions of APIs say to their readers; contracts otherwise, they are no documents of a surface. */
  readonly specs: DocumentIndex;
  /** The code files of the after tree that hold a word, tests left out; asked only for words the facts name. */
  occurrences(word: string): readonly Path[];
  /** Those of these files that were read for their comments: few hold a name that is gone, or a value changed in them. */
  readonly commented: ReadonlyMap<Path, CommentedCode>;
  /** The files of the after tree that name a new flag, command, variable or key, documents included. */
  named(word: string): readonly Path[];
  /** Present where documents are ranked. */
  readonly ranking?: RankingKnown;
  /** The glob lists of the configuration that match no file of the after tree, by their keys. */
  readonly unmatched: readonly ConfigKeys[];
  /** Present where the after tree is a working copy or its index. */
  readonly uncommitted?: Uncommitted;
  readonly records: Records;
  /** Documents that claim something of the change, and what they are held against; absent where there are none. */
  readonly claims?: Claims;
  readonly policy: Policy;
  /** Names the protocol as it stands in the after tree. */
  readonly protocolDigest: string;
  /** The phase documents of the changes that are judged, by change and phase. */
  readonly phaseTexts: ReadonlyMap<string, ReadonlyMap<number, PhaseText>>;
  /** Names the contents of all changed files together: equal digests, equal change. */
  readonly digest: string;
}
