import type { Hunk } from "./patch.ts";

/** A text to find and what stands there afterwards. */
export interface Swap {
  readonly old: string;
  readonly new: string;
  /** Every place, not only the first. */
  readonly all: boolean;
}

/** One thing an agent's tool would do to a file. */
export type Edit =
  /** The file has this text, whether it was there or not. */
  | { readonly is: "write"; readonly path: string; readonly text: string }
  | { readonly is: "swap"; readonly path: string; readonly swaps: readonly Swap[] }
  /** Text after a line; 0 is before the first. */
  | { readonly is: "insert"; readonly path: string; readonly line: number; readonly text: string }
  | {
      readonly is: "patch";
      readonly path: string;
      /** Where the file is afterwards, when the patch moves it. */
      readonly to?: string;
      readonly hunks: readonly Hunk[];
    }
  | {
      readonly is: "cell";
      readonly path: string;
      /** The cell's id; the first cell where there is none. */
      readonly cell?: string;
      readonly how: "replace" | "insert" | "delete";
      readonly kind: "code" | "markdown";
      readonly source: string;
    }
  | { readonly is: "delete"; readonly path: string }
  | { readonly is: "move"; readonly path: string; readonly to: string }
  /** Something is written there, but what cannot be known beforehand. */
  | { readonly is: "touch"; readonly path: string };

/** The files an edit is about, by the paths the agent gave. */
export function pathsOf(edit: Edit): readonly string[] {
  return "to" in edit && edit.to !== undefined ? [edit.path, edit.to] : [edit.path];
}
