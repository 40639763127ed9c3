import { diffLineArrays, splitLines } from "../diff/lines.ts";

/**
 * For each line of a text, the line of an earlier one that it is, where it was not written since. A table whose
 * cells were only padded anew is the same.
 */
export function originsOf(earlier: string, now: string): ReadonlyMap<number, number> {
  const lines = splitLines(now).map(saidBy);
  const origins = new Map<number, number>();
  let line = 1;
  let shift = 0;
  const upTo = (end: number): void => {
    for (; line < end; line++) origins.set(line, line - shift);
  };
  for (const { newStart, newCount, oldCount } of diffLineArrays(splitLines(earlier).map(saidBy), lines)) {
    upTo(newCount === 0 ? newStart + 1 : newStart);
    line += newCount;
    shift += newCount - oldCount;
  }
  upTo(lines.length + 1);
  return origins;
}

/** What a line says, however it is spaced. */
export function saidBy(line: string): string {
  return line.trim().replaceAll(/\s+/g, " ");
}
