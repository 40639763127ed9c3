import type { Place } from "../model/place.ts";

/** What a gate can wait for. */
export type AskCode =
  | "change-missing"
  | "document-missing"
  | "document-too-large"
  | "section-missing"
  | "section-empty"
  | "table-missing"
  | "columns-missing"
  | "table-empty"
  | "cell-empty"
  | "question-unanswered"
  | "bullets-out-of-bounds"
  | "sent-back"
  | "marker-missing"
  | "marker-altered"
  | "marker-not-last"
  | "assumption-pending"
  | "surface-owed"
  | "risk-unanswered"
  | "verification-stale"
  | "evidence-unresolved"
  | "checklist-unanswered"
  | "code-too-early"
  | "earlier-gate"
  | "approval-missing"
  | "approval-too-low"
  | "approval-stale"
  | "approval-unverified"
  | "approval-taken-back"
  | "record-damaged";

/** One thing that has to happen before a gate opens, and where. Computed, never ticked. */
export interface Ask {
  readonly code: AskCode;
  /** One line of plain text. */
  readonly text: string;
  readonly place: Place;
}

/** Asks that mean trust was broken, not that work is left: they make a gate broken instead of waiting. */
export const BREAKS: ReadonlySet<AskCode> = new Set<AskCode>([
  "marker-altered",
  "code-too-early",
  "approval-stale",
  "approval-unverified",
  "record-damaged",
]);
