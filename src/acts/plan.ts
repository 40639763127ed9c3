import type { Covered, EventData, EventDraft, Path } from "#core";

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

/** What a plan can write into a record. An approval is none of it: that takes a person, and a key of theirs. */
export type PlainDraft = Exclude<EventDraft, { readonly type: "approval" }>;

/** What a plan would record. */
export type PlannedRecord =
  | {
      readonly is: "not-needed";
      readonly surface: string;
      readonly reason: string;
      readonly covers: readonly Covered[];
    }
  /** One event, in the branch's change unless another is named; opened where the branch has none. */
  | { readonly is: "event"; readonly draft: PlainDraft; readonly change?: string }
  /** Begins the record of a change under an id. */
  | { readonly is: "open"; readonly change: string; readonly data: EventData<"open"> };

/** What an act would do: shown first, then performed, all or nothing of each kind. */
export interface Plan {
  readonly title: string;
  readonly files: readonly PlannedFile[];
  readonly removes?: readonly RemovedFile[];
  readonly records: readonly PlannedRecord[];
}

/** A plan, or why there is none, in a sentence for the person who asked. */
export type Planned = { readonly plan: Plan } | { readonly refused: string };
