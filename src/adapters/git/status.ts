import type { Path } from "#core";
import { pathFromBytes } from "../trees/paths.ts";
import { fields } from "./diff.ts";

/** One path that is not the same in HEAD, index and working tree. */
export interface StatusLine {
  readonly path: Path;
  /** `conflict`: unmerged; `untracked`: neither in the index nor ignored; `tracked`: all others. */
  readonly is: "tracked" | "conflict" | "untracked";
  /** The index against HEAD and the working tree against the index, a `.` where they are equal. */
  readonly staged: string;
  readonly unstaged: string;
  /** A mode of `000000` means that side has no file. In a conflict, `head` is our side. */
  readonly head: { readonly mode: string; readonly object: string };
  readonly index: { readonly mode: string; readonly object: string };
  /** The mode in the working tree. */
  readonly mode: string;
}

export interface Status {
  /** HEAD's commit; `undefined` before the first. */
  readonly head: string | undefined;
  readonly lines: readonly StatusLine[];
}

/** Status never looks into submodules: git would run there with the submodule's own configuration. */
export const STATUS = [
  "status",
  "--porcelain=v2",
  "-z",
  "--branch",
  "--no-ahead-behind",
  "--untracked-files=all",
  "--no-renames",
  "--ignore-submodules=dirty",
] as const;

const NOTHING = { mode: "000000", object: "" } as const;

/** Reads what `STATUS` asks for. A nested repository, shown by git as a folder, is left out. */
export function readStatus(answer: Buffer): Status {
  let head: string | undefined;
  const lines: StatusLine[] = [];
  for (const line of fields(answer)) {
    const kind = String.fromCharCode(line[0]!);
    if (kind === "#") {
      const oid = /^# branch\.oid ([0-9a-f]+)$/.exec(line.toString("latin1"))?.[1];
      head ??= oid;
    } else if (kind === "?") {
      const path = pathFromBytes(line.subarray(2));
      if (!path.endsWith("/")) lines.push(untracked(path));
    } else if (kind === "1") {
      const [[, xy, , headMode, indexMode, mode, headObject, indexObject], path] = split(line, 8);
      lines.push({
        path,
        is: "tracked",
        staged: xy![0]!,
        unstaged: xy![1]!,
        head: { mode: headMode!, object: headObject! },
        index: { mode: indexMode!, object: indexObject! },
        mode: mode!,
      });
    } else if (kind === "u") {
      const [[, xy, , , oursMode, , mode, , ours], path] = split(line, 10);
      lines.push({
        path,
        is: "conflict",
        staged: xy![0]!,
        unstaged: xy![1]!,
        head: { mode: oursMode!, object: ours! },
        index: NOTHING,
        mode: mode!,
      });
    }
  }
  return { head, lines };
}

function untracked(path: Path): StatusLine {
  return { path, is: "untracked", staged: "?", unstaged: "?", head: NOTHING, index: NOTHING, mode: "100644" };
}

/** The first `count` words of a line, and the path that is its rest. */
function split(line: Buffer, count: number): [words: string[], path: Path] {
  let at = 0;
  for (let words = 0; words < count; words++) at = line.indexOf(32, at) + 1;
  return [line.toString("latin1", 0, at - 1).split(" "), pathFromBytes(line.subarray(at))];
}
