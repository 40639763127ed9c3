import type { Covered, Path } from "#core";

/** A file a plan would create or replace. */
export interface PlannedFile {
  readonly path: Path;
  readonly text: string;
}

/** A decision a plan would record. */
export interface PlannedRecord {
  readonly is: "not-needed";
  readonly surface: string;
  readonly reason: string;
  readonly covers: readonly Covered[];
}

/** What an act would do: shown first, then performed, all or nothing of each kind. */
export interface Plan {
  readonly title: string;
  readonly files: readonly PlannedFile[];
  readonly records: readonly PlannedRecord[];
}

/** A plan, or why there is none, in a sentence for the person who asked. */
export type Planned = { readonly plan: Plan } | { readonly refused: string };
