import { diffLineArrays } from "../diff/lines.ts";
import type { Hunk } from "../model/change.ts";
import { type AnchoredText, anchorOf } from "./anchor.ts";
import { findAnchor, type Found } from "./find-anchor.ts";

/** Two texts of one file and what they differ in. */
export interface Revision {
  readonly before: AnchoredText;
  readonly after: AnchoredText;
  readonly hunks: readonly Hunk[];
}

export function revisionOf(before: AnchoredText, after: AnchoredText): Revision {
  return { before, after, hunks: diffLineArrays(before.lines, after.lines) };
}

/**
 * Where lines went from one text to another: by the diff where it leaves them alone, else by what they
 * stand on. `undefined` where nothing stood there before.
 */
export function follow(revision: Revision, line: number, endLine = line): Found | undefined {
  const { before, after, hunks } = revision;
  const anchor = anchorOf(before, line, endLine);
  if (!anchor) return undefined;
  const first = mapLine(hunks, line);
  const last = mapLine(hunks, endLine);
  const straight = first.kept && last.kept && last.line - first.line === endLine - line;
  if (straight && sameLines(before, after, line, first.line, endLine - line)) {
    return { is: "found", line: first.line, endLine: last.line, trust: 1 };
  }
  return findAnchor(anchor, after, first.line);
}

function sameLines(
  before: AnchoredText,
  after: AnchoredText,
  from: number,
  to: number,
  count: number,
): boolean {
  for (let k = 0; k <= count; k++) if (before.lines[from - 1 + k] !== after.lines[to - 1 + k]) return false;
  return true;
}

/** The line of the after text that a line of the before text became, or the one nearest to where it was. */
function mapLine(hunks: readonly Hunk[], line: number): { line: number; kept: boolean } {
  let shift = 0;
  for (const { oldStart, oldCount, newStart, newCount } of hunks) {
    const start = oldCount === 0 ? oldStart + 1 : oldStart;
    if (line < start) break;
    if (line < start + oldCount)
      return { line: newStart + Math.min(line - start, Math.max(0, newCount - 1)), kept: false };
    shift += newCount - oldCount;
  }
  return { line: line + shift, kept: true };
}
