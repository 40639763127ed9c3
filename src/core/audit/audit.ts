import type { Claim } from "../model/evidence.ts";
import type { Path, Place } from "../model/place.ts";

/** What the words of a result cell come to. */
export type Result = "Pass" | "Fail" | "Open" | "N/A";

/** A piece of a document: a table's cell, the part of a bullet. */
export interface Cell {
  /** As it was written, marks and broken encoding and all. */
  readonly raw: string;
  /** As the reader sees it. */
  readonly text: string;
  readonly place: Place;
  /** Columns in the line, 0-based UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A claim, and the cell it stands in. The claim's columns count from the cell's start. */
export interface PlacedClaim {
  readonly claim: Claim;
  readonly cell: Cell;
}

/** One row of a self-audit, a rubric or a list of runs, whoever wrote it. */
export interface AuditRow {
  readonly kind: "audit" | "rubric" | "runs";
  readonly item: Cell;
  /** Absent where the row has no such cell. */
  readonly result?: Cell;
  /** What the result cell says; absent where it is missing, empty or no valid word. */
  readonly verdict?: Result;
  /** The evidence cell, where the table has such a column and the row such a cell. */
  readonly evidence?: Cell;
  readonly claims: readonly PlacedClaim[];
  readonly followUp?: Cell;
  readonly place: Place;
}

/** A gap somebody owns up to. */
export interface GapRow {
  readonly item: string;
  readonly owner?: string;
  readonly eta?: string;
  readonly place: Place;
}

/** `[FILE] … [WHY] … [DIFF] …` of one file. */
export interface TraceBlock {
  readonly file: string;
  readonly why: string;
  /** The lines under `[DIFF]`, without fences; absent where there is no such mark. */
  readonly diff?: readonly string[];
  readonly place: Place;
  /** The line of `[DIFF]`. */
  readonly diffLine?: number;
}

/** An entry of an audit log. */
export interface LogEntry {
  readonly fields: ReadonlyMap<string, unknown>;
  readonly place: Place;
}

/** A table or list that rows were read from. */
export interface AuditTable {
  readonly kind: AuditRow["kind"] | "gaps";
  readonly title: string;
  /** From the header to the last row. */
  readonly place: Place;
  /** Columns as written; empty for lists. */
  readonly columns: readonly string[];
}

/** Everything in one document that claims something of a change. */
export interface Audit {
  readonly path: Path;
  readonly tables: readonly AuditTable[];
  readonly rows: readonly AuditRow[];
  readonly gaps: readonly GapRow[];
  readonly traces: readonly TraceBlock[];
  readonly logs: readonly LogEntry[];
}
