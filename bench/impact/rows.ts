import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Hunk } from "#core";

/** A file of a step, as the ground truth lists it. `r` and `R` are the old and the new place of a moved file. */
export interface RowFile {
  readonly path: string;
  readonly status: "M" | "A" | "D" | "r" | "R";
  readonly hunks: readonly Hunk[];
}

/** One first-parent step whose documents did (`positive`) or did not change with its code. */
export interface Row {
  readonly commit: string;
  readonly parent: string;
  readonly positive: boolean;
  readonly code: readonly RowFile[];
  readonly documents: readonly RowFile[];
}

export interface Rows {
  readonly repo: string;
  readonly head: string;
  /** Steps that changed code, and those that changed documents too, in the window the rows are from. */
  readonly codeSteps: number;
  readonly codeAndDocSteps: number;
  readonly rows: readonly Row[];
}

type RawFile = [path: string, status: RowFile["status"], hunks: [number, number, number, number][]];

/** Reads `<owner>+<name>.jsonl.gz`. */
export function readRows(file: string): Rows {
  const [head = "{}", ...lines] = gunzipSync(readFileSync(file)).toString().trim().split("\n");
  const rows = lines.map((line): Row => {
    const [commit, parent, positive, code, documents] = JSON.parse(line) as [
      string,
      string,
      0 | 1,
      RawFile[],
      RawFile[],
    ];
    return {
      commit,
      parent,
      positive: positive === 1,
      code: code.map(fileOf),
      documents: documents.map(fileOf),
    };
  });
  return { ...(JSON.parse(head) as Omit<Rows, "rows">), rows };
}

function fileOf([path, status, hunks]: RawFile): RowFile {
  return {
    path,
    status,
    hunks: hunks.map(([oldStart, oldCount, newStart, newCount]) => ({
      oldStart,
      oldCount,
      newStart,
      newCount,
    })),
  };
}
