import type { SurfaceRole } from "../config/schema.ts";
import type { AuditVerdict } from "./audited.ts";
import type { Ask } from "../ledger/ask.ts";
import type { Assumption } from "../ledger/fold-assumptions.ts";
import type { Said } from "../ledger/fold.ts";
import type { LedgerProblem } from "../ledger/verify.ts";
import type { RightSize } from "../ledger/track.ts";
import type { Worth } from "../ledger/tier.ts";
import type { Ranking } from "../impact/ranking/rank.ts";
import type { TestCounts } from "./ledger.ts";
import type { Impact } from "./change.ts";
import type { Finding } from "./finding.ts";
import type { BlobId, Path, Place } from "./place.ts";
import type { Protocol } from "./protocol.ts";

/** A content that a decision or a run was about. */
export interface Covered {
  readonly path: Path;
  /** Absent where the file was deleted. */
  readonly id?: BlobId;
}

export type SurfaceState = "met" | "owed" | "not-needed" | "untouched";

/**
 * Why a surface made of documents owes something although no line of it is false: behaviour changed and nothing
 * moved with it; the change looks like those that need a document; the configuration binds it to the code.
 */
export type Occasion = "behaviour" | "likely" | "binding";

/** One thing a surface still owes, and the edits because of which it is owed. */
export interface Obligation {
  /** Where to act: the document line, or the first changed line that owes. */
  readonly place: Place;
  /** What is owed there, in a sentence. */
  readonly says: string;
  /** The edits that caused it, most telling first; never empty. */
  readonly because: readonly Place[];
  /** The document line made false, where there is one. */
  readonly impact?: Impact;
  readonly occasion?: Occasion;
}

export interface SurfaceVerdict {
  readonly id: string;
  readonly role: SurfaceRole;
  readonly title: string;
  readonly requirement: string;
  readonly state: SurfaceState;
  /** First changed line of each edit that caused it, in path order. */
  readonly because: readonly Place[];
  /** The files of this surface that the change touched. */
  readonly files: readonly Path[];
  readonly obligations: readonly Obligation[];
  /** The contents a decision “not needed” would be about. */
  readonly covers: readonly Covered[];
  /** Why it is not needed, who said so and when; present only in that state. */
  readonly notNeeded?: { readonly reason: string; readonly who: string; readonly when: string };
}

/** A high-risk change type that the change touches, and whether its extra requirement is met. */
export interface RiskVerdict {
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  /** The line of the protocol that asks for it. */
  readonly place: Place;
  readonly state: "answered" | "unanswered";
  /** First changed line of each file that touches it, in path order; never empty. */
  readonly because: readonly Place[];
  /** What answers it, or what is missing, in clauses; never empty. */
  readonly says: readonly string[];
}

/**
 * What a verification command's record is worth now. `stale`: what it covered has changed; `no-result`: it could not
 * be run, or was stopped.
 */
export type RunState = "passed" | "failed" | "stale" | "no-result";

/** The one run of a command that counts. */
export interface RunVerdict {
  readonly command: string;
  /** The configured verifications it stands for, by their ids. */
  readonly covers: readonly string[];
  readonly state: RunState;
  /** What came of it, in a clause. */
  readonly says: string;
  readonly when: string;
  readonly durationMs?: number;
  /** What its JUnit report counts. */
  readonly tests?: TestCounts;
}

/** A document line that states a changed fact and, a person said, is true all the same. */
export interface StillTrue {
  readonly impact: Impact;
  readonly reason: string;
  readonly who: string;
  readonly when: string;
}

export type GateState = "ahead" | "waiting" | "open" | "broken";

/** The approval that opened a gate: never shown without what it is worth. */
export interface GateApproval extends Worth {
  /** Names the event. */
  readonly id: string;
  readonly by: string;
  readonly when: string;
}

export interface GateVerdict {
  /** The change whose gate it is; absent while none was started. */
  readonly change?: string;
  readonly phase: number;
  readonly title: string;
  /** Only questions and plans belong into the phase. */
  readonly planOnly: boolean;
  readonly state: GateState;
  /** What has to happen before it opens, most urgent first; where the gate is broken, what broke it comes first. */
  readonly asks: readonly Ask[];
  /** Where the phase's document is, or would be. */
  readonly document?: Path;
  /** Names the document's text; absent while there is none. */
  readonly documentDigest?: string;
  /** Present where a person's approval opened it. */
  readonly approval?: GateApproval;
}

/** What was written down about the change at hand. */
export interface RecordVerdict {
  readonly id: string;
  readonly title: string;
  readonly opened: { readonly by: string; readonly when: string };
  /** Somebody started a change; else the record only keeps decisions and runs of the branch. */
  readonly started: boolean;
  /** How it was closed, where it was. */
  readonly closed?: "done" | "abandoned";
  readonly assumptions: readonly Assumption[];
  /** What was said about its phases, oldest first. */
  readonly comments: readonly Said<"comment">[];
  readonly sendBacks: readonly Said<"send-back">[];
  readonly violations: readonly Said<"violation">[];
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** No error and no warning stands, and no human gate is closed. */
  readonly inStep: boolean;
}

/** Everything Lockstep holds to be true of a change now; plain JSON. */
export interface Verdict {
  /** What the change was held to, and the protocols it was composed from. */
  readonly protocol: Protocol;
  readonly protocols: readonly string[];
  readonly change: { readonly base: string; readonly head: string };
  readonly surfaces: readonly SurfaceVerdict[];
  /** The high-risk change types it touches. */
  readonly risks: readonly RiskVerdict[];
  /** The verification commands on record, each with its run that counts, oldest first. */
  readonly runs: readonly RunVerdict[];
  /** One for each phase the change has to walk through, in order; none where the protocol has no phases, or the change is small enough. */
  readonly gates: readonly GateVerdict[];
  /** How much of the protocol the change walks through, and why. */
  readonly track: RightSize;
  /** The change's record; absent while nobody started one. */
  readonly record?: RecordVerdict;
  /** What is wrong with the records themselves. */
  readonly recordProblems: readonly LedgerProblem[];
  readonly findings: readonly Finding[];
  readonly impacts: readonly Impact[];
  /** Present where the protocol asks for an audit of the change, or somebody wrote one. */
  readonly audit?: AuditVerdict;
  /** The impacts that a person said stay true. */
  readonly confirmed: readonly StillTrue[];
  /** The documents, sections and lines the change is likely about; present where they were ranked. */
  readonly ranking?: Ranking;
  readonly summary: Summary;
}
