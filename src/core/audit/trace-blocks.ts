import { splitLines } from "../diff/lines.ts";
import type { FileChange, Hunk } from "../model/change.ts";
import type { Fix } from "../model/finding.ts";
import type { Path } from "../model/place.ts";
import { ownEnd } from "./place-tables.ts";

/** Lines of context around what changed. */
const CONTEXT = 3;
/** Lines of one diff, and of all that are inserted at once; a document has to stay readable. */
const MOST = { each: 200, all: 2_000, least: 10 } as const;
/** Longer lines are nothing anybody reads. */
const LINE_LIMIT = 1_000;
/** Says that something is left out; whoever reads the block knows that it is not all. */
const LEFT_OUT = "…";

/** What stands where a reason should, until somebody writes one: it is a finding itself. */
const NO_REASON = "TODO";

/** The `[FILE] [WHY] [DIFF]` block of a changed file: the diff as it is, the reason left to be written. */
export function traceBlock(change: FileChange, most: number = MOST.each): string {
  const diff = diffOf(change, most);
  const ticks = diff.map((line) => Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(Math.max(3, Math.max(0, ...ticks) + 1));
  return [`[FILE] ${change.path}`, `[WHY] ${NO_REASON}`, "[DIFF]", `${fence}diff`, ...diff, fence, ""].join(
    "\n",
  );
}

/**
 * Inserts the blocks of changed files into a document: below the last block, else above the gate marker, else
 * at the end.
 * @param after the last line of the last block; absent where the document has none
 */
export function insertBlocks(
  changes: readonly FileChange[],
  path: Path,
  where: { readonly after: number } | { readonly text: string; readonly marker: string | undefined },
): Fix {
  const { line, lead, tail } = "after" in where ? { line: where.after, lead: "\n", tail: "" } : gapIn(where);
  const most = Math.max(MOST.least, Math.min(MOST.each, Math.floor(MOST.all / Math.max(1, changes.length))));
  const [only, ...more] = changes;
  const position = { line: line + 1, column: 0 };
  return {
    title:
      more.length === 0
        ? `Insert the [FILE] block of ${only?.path ?? ""}`
        : `Insert the [FILE] blocks of all ${changes.length} files`,
    edits: [
      {
        path,
        start: position,
        end: position,
        text: `${lead}${changes.map((change) => traceBlock(change, most)).join("\n")}${tail}`,
      },
    ],
    asks: true,
  };
}

/** The line below which blocks are inserted, and what keeps them apart from their neighbours. */
function gapIn({ text, marker }: { readonly text: string; readonly marker: string | undefined }) {
  const lines = splitLines(text);
  const line = ownEnd(lines, marker);
  const lead = (lines[line - 1] ?? "").trim() === "" ? "" : "\n";
  return { line, lead, tail: (lines[line] ?? "").trim() === "" ? "" : "\n" };
}

function diffOf(change: FileChange, most: number): string[] {
  const { from, path, status, before, after, hunks } = change;
  const head = from === undefined ? [] : [`rename from ${from}`, `rename to ${path}`];
  if (before === undefined && after === undefined) return [...head, "Binary files differ"];
  if (hunks.length === 0)
    return head.length > 0 ? head : [status === "added" ? "new file, empty" : "no line differs"];
  const lines = [...head, ...unified(splitLines(before ?? ""), splitLines(after ?? ""), hunks)];
  const short = lines.map((line) => (line.length > LINE_LIMIT ? LEFT_OUT : line));
  return short.length > most ? [...short.slice(0, most), LEFT_OUT] : short;
}

/** A unified diff, hunks that are near one another as one. */
function unified(before: readonly string[], after: readonly string[], hunks: readonly Hunk[]): string[] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last && firstOld(hunk) - endOld(last) <= 2 * CONTEXT) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups.flatMap((group) => groupLines(before, after, group));
}

function groupLines(before: readonly string[], after: readonly string[], group: readonly Hunk[]): string[] {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return [];
  const start = Math.max(1, firstOld(first) - CONTEXT);
  const end = Math.min(before.length + 1, endOld(last) + CONTEXT);
  const body: string[] = [];
  let at = start;
  const keep = (until: number): void => {
    for (; at < until; at++) body.push(` ${before[at - 1] ?? ""}`);
  };
  for (const hunk of group) {
    keep(firstOld(hunk));
    for (let k = 0; k < hunk.oldCount; k++, at++) body.push(`-${before[at - 1] ?? ""}`);
    const added = hunk.newCount === 0 ? 0 : hunk.newStart - 1;
    for (let k = 0; k < hunk.newCount; k++) body.push(`+${after[added + k] ?? ""}`);
  }
  keep(end);
  const oldCount = body.filter((line) => !line.startsWith("+")).length;
  const newCount = body.filter((line) => !line.startsWith("-")).length;
  const newStart = firstNew(first) - (firstOld(first) - start);
  const range = (from: number, count: number): string =>
    `${count === 0 ? from - 1 : from}${count === 1 ? "" : `,${count}`}`;
  return [`@@ -${range(start, oldCount)} +${range(newStart, newCount)} @@`, ...body];
}

/** The first line of a hunk's side, or the line before which it stands where it has none. */
function firstOld({ oldStart, oldCount }: Hunk): number {
  return oldCount === 0 ? oldStart + 1 : oldStart;
}

function firstNew({ newStart, newCount }: Hunk): number {
  return newCount === 0 ? newStart + 1 : newStart;
}

function endOld(hunk: Hunk): number {
  return firstOld(hunk) + hunk.oldCount;
}
