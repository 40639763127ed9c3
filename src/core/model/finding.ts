import type { Path, Place } from "./place.ts";

export type Severity = "error" | "warning" | "info" | "hint";

/** A replacement of text in one file. Lines are 1-based, columns 0-based UTF-16 units; the end is exclusive. */
export interface TextEdit {
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly text: string;
}

/** A file that is not there yet, and what it begins with. */
export interface NewFile {
  readonly path: Path;
  readonly text: string;
}

/** A repair somebody may choose; nothing is applied by itself. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** A file for a person to write: it is shown, and not saved. */
  readonly begins?: NewFile;
  /** A person chooses among meanings or has words to add: never part of repairing everything at once. */
  readonly asks?: true;
}

/** A line because of which something is said, and what that line has to do with it. */
export interface Because extends Place {
  readonly says?: string;
}

/** One thing that is not as the protocol asks, always with a place. */
export interface Finding {
  /** Id of the rule that says it: `surface/docs-behind-code`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Fact, what it contradicts, smallest next act. One line of plain text. */
  readonly message: string;
  readonly place: Place;
  /** The lines because of which it is said, most telling first. */
  readonly because: readonly Because[];
  /** The surface it is about, where there is one. */
  readonly surface?: string;
  readonly fixes?: readonly Fix[];
}
