import type { Covered, EventDraft, Path } from "#core";

/** A file a plan would create or replace. */
export interface PlannedFile {
  readonly path: Path;
  readonly text: string;
  /** The text it has now, absent where there is no such file. Where it is any other by then, the file is left alone. */
  readonly replaces?: string;
}

/** A file a plan would take away. */
export interface RemovedFile {
  readonly path: Path;
  /** The text it has now. Where it is any other by then, the file is left alone. */
  readonly replaces: string;
}

/** What a plan would record: a person's decision, evidence, a command that ran. */
export type PlannedRecord =
  | {
      readonly is: "not-needed";
      readonly surface: string;
      readonly reason: string;
      readonly covers: readonly Covered[];
    }
  | { readonly is: "event"; readonly draft: Extract<EventDraft, { type: PlannedEvent }> };

/** What an act may write down as it stands: nothing that opens a gate. */
type PlannedEvent = "run" | "evidence" | "gap" | "revoke";

/** What an act would do: shown first, then performed, all or nothing of each kind. */
export interface Plan {
  readonly title: string;
  readonly files: readonly PlannedFile[];
  readonly removes?: readonly RemovedFile[];
  readonly records: readonly PlannedRecord[];
}

/** A plan, or why there is none, in a sentence for the person who asked. */
export type Planned = { readonly plan: Plan } | { readonly refused: string };
