import { diffArrays } from "diff";
import type { Hunk } from "../model/change.ts";

/**
 * Edit scripts longer than this many lines are not searched for exhaustively: Myers' algorithm costs
 * the square of the script's length. 1,000 lines take about 50 ms.
 */
const MAX_EDITS = 1_000;
/** The same bound between two anchors, where many gaps add up. */
const MAX_GAP_EDITS = 200;

const ALL = 2 ** 32 - 1;

/**
 * The lines of a text without their ends (`\n`, `\r\n`, a lone `\r`). A last line end opens no further
 * line, and the empty text has no lines. @param most so many of the first ones
 */
export function splitLines(text: string, most = ALL): string[] {
  if (text === "") return [];
  const lines = text.includes("\r") ? text.split(/\r\n|\n|\r/, most) : text.split("\n", most);
  if (lines.length < most && lines.at(-1) === "") lines.pop();
  return lines;
}

/** How many blanks a line begins with; -1 where there is nothing else. */
export function indentOf(line = ""): number {
  for (let k = 0; k < line.length; k++) if (!isBlank(line.charCodeAt(k))) return k;
  return -1;
}

function isBlank(c: number): boolean {
  return c <= 32 || c === 160 || c === 0xfeff;
}

/**
 * What differs between two texts, as runs of lines in order and apart from one another by at least one
 * equal line. Differences of line ends alone are none. Shortest script (Myers 1986) up to `MAX_EDITS`
 * lines; beyond, the texts are first cut at lines unique in both (patience diff, Cohen), and a gap that is
 * still too different becomes one hunk: the cost stays near-linear whatever the input.
 */
export function diffLines(before: string, after: string): Hunk[] {
  if (before === after) return [];
  return diffLineArrays(splitLines(before), splitLines(after));
}

/** `diffLines` for texts already split. */
export function diffLineArrays(before: readonly string[], after: readonly string[]): Hunk[] {
  const ids = new Map<string, number>();
  const out: Hunk[] = [];
  compare(interned(before, ids), interned(after, ids), 0, 0, MAX_EDITS, out);
  return out;
}

function interned(lines: readonly string[], ids: Map<string, number>): number[] {
  return lines.map((line) => {
    const known = ids.get(line);
    if (known !== undefined) return known;
    ids.set(line, ids.size);
    return ids.size - 1;
  });
}

/** Appends the hunks between two runs of line ids that start after `oldBase` and `newBase` lines. */
function compare(
  a: number[],
  b: number[],
  oldBase: number,
  newBase: number,
  edits: number,
  out: Hunk[],
): void {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const old = a.slice(head, a.length - tail);
  const now = b.slice(head, b.length - tail);
  const oldAt = oldBase + head;
  const newAt = newBase + head;
  if (old.length === 0 || now.length === 0) {
    push(out, oldAt, old.length, newAt, now.length);
    return;
  }
  const script = diffArrays(old, now, { maxEditLength: edits });
  if (script !== undefined) {
    let i = oldAt;
    let j = newAt;
    let removed = 0;
    let added = 0;
    for (const run of script) {
      if (run.removed) removed += run.count;
      else if (run.added) added += run.count;
      else {
        push(out, i, removed, j, added);
        i += removed + run.count;
        j += added + run.count;
        removed = 0;
        added = 0;
      }
    }
    push(out, i, removed, j, added);
    return;
  }
  const anchors = edits === MAX_EDITS ? uniqueCommon(old, now) : [];
  if (anchors.length === 0) {
    push(out, oldAt, old.length, newAt, now.length);
    return;
  }
  let i = 0;
  let j = 0;
  for (const [x, y] of [...anchors, [old.length, now.length] as const]) {
    compare(old.slice(i, x), now.slice(j, y), oldAt + i, newAt + j, MAX_GAP_EDITS, out);
    i = x + 1;
    j = y + 1;
  }
}

/** Appends a hunk, joining it to the last one where they touch. */
function push(out: Hunk[], oldAt: number, oldCount: number, newAt: number, newCount: number): void {
  if (oldCount === 0 && newCount === 0) return;
  out.push({
    oldStart: oldCount === 0 ? oldAt : oldAt + 1,
    oldCount,
    newStart: newCount === 0 ? newAt : newAt + 1,
    newCount,
  });
}

/** The longest increasing run of lines that occur once on each side (patience sorting, O(n log n)). */
function uniqueCommon(a: readonly number[], b: readonly number[]): (readonly [number, number])[] {
  const inB = positionsOfUnique(b);
  const inA = positionsOfUnique(a);
  const pairs: (readonly [number, number])[] = [];
  for (const [id, x] of inA) {
    const y = inB.get(id);
    if (x >= 0 && y !== undefined && y >= 0) pairs.push([x, y]);
  }
  pairs.sort((p, q) => p[0] - q[0]);
  const tops: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, y], k) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    previous[k] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = k;
  });
  const chain: (readonly [number, number])[] = [];
  for (let k = tops.at(-1) ?? -1; k >= 0; k = previous[k] ?? -1) {
    const pair = pairs[k];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

/** Where each id stands; -1 for one that stands more than once. */
function positionsOfUnique(ids: readonly number[]): Map<number, number> {
  const at = new Map<number, number>();
  ids.forEach((id, k) => at.set(id, at.has(id) ? -1 : k));
  return at;
}
