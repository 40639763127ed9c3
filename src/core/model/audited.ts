import type { Result } from "../audit/audit.ts";
import type { ClaimState } from "./evidence.ts";
import type { Path, Place } from "./place.ts";

/**
 * What an item of a self-audit or a rubric comes to, whatever its result cell says.
 * - `proven`: it says Pass, and something that it names holds;
 * - `unproven`: it says Pass, and nothing of what it names can be believed;
 * - `failing`: it says Fail;
 * - `open`: it says Open, or no valid word;
 * - `not-applicable`: it says N/A;
 * - `unanswered`: nobody has said anything yet.
 */
export type AuditItemState = "proven" | "unproven" | "failing" | "open" | "not-applicable" | "unanswered";

/** A piece of evidence as it was written, and whether it holds now. */
export interface AuditedEvidence {
  readonly text: string;
  readonly state: ClaimState;
  /** One clause: why the state is what it is. */
  readonly says: string;
  /** What it points at; absent for runs and for what was not found. */
  readonly place?: Place;
  /** Where it is claimed; absent for what only the record holds. */
  readonly claimed?: Place;
}

/** A gap somebody owns up to, in a document or in the record. */
export interface KnownGap {
  readonly item: string;
  readonly owner?: string;
  readonly eta?: string;
  /** The row that says so; absent where only the record does. */
  readonly place?: Place;
}

/** An item that the protocol asks about, or that somebody wrote a row for. */
export interface AuditedItem {
  readonly item: string;
  readonly state: AuditItemState;
  readonly result?: Result;
  /** The row that answers it. */
  readonly place?: Place;
  /** The line of the protocol that asks for it. */
  readonly demanded?: Place;
  readonly evidence: readonly AuditedEvidence[];
  /** Who closes it when, where it fails and somebody said so. */
  readonly gap?: KnownGap;
}

/** What was claimed of the change, and what came of checking it. */
export interface AuditVerdict {
  /** The documents that claims were read from, the change's own first. */
  readonly documents: readonly Path[];
  readonly items: readonly AuditedItem[];
  readonly rubric: readonly AuditedItem[];
  readonly gaps: readonly KnownGap[];
}
