import { splitLines } from "./lines.ts";
import { phaseHeading } from "./phase-heading.ts";
import { plain } from "./plain.ts";
import { bareTitle } from "./words.ts";

/** Lines that fold together, 1-based and inclusive. */
export interface Fold {
  readonly line: number;
  readonly endLine: number;
  readonly kind: "phase" | "trace";
}

const BLOCK = /^\s*\[FILE\](?=\s|$)/;

/** Phases, each to the next heading of its level or the gate marker's end, and `[FILE]` blocks. */
export function foldingRanges(text: string): Fold[] {
  const lines = splitLines(text);
  const folds: Fold[] = [];
  let phase: { line: number; level: number } | undefined;
  let block: number | undefined;
  let fence: string | undefined;
  const close = (from: number | undefined, to: number, kind: Fold["kind"]): void => {
    const endLine = lastFilled(lines, to);
    if (from !== undefined && endLine > from) folds.push({ line: from, endLine, kind });
  };
  for (const [at, line] of lines.entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      if (fence !== undefined) block = void close(block, at, "trace");
      fence = fence === undefined ? mark : undefined;
      continue;
    }
    if (BLOCK.test(line)) {
      close(block, at, "trace");
      block = at + 1;
      continue;
    }
    const heading = fence === undefined ? headingIn(line) : undefined;
    if (!heading) continue;
    block = void close(block, at, "trace");
    if (phase && heading.level <= phase.level) phase = void close(phase.line, at, "phase");
    if (phaseHeading(heading.title, undefined)) phase = { line: at + 1, level: heading.level };
  }
  close(block, lines.length, "trace");
  close(phase?.line, lines.length, "phase");
  return folds.sort((a, b) => a.line - b.line);
}

function headingIn(line: string): { readonly level: number; readonly title: string } | undefined {
  const hashes = /^ {0,3}(#{1,6})\s+(.{1,400})$/.exec(line);
  if (hashes) return { level: hashes[1]?.length ?? 1, title: bareTitle(plain(hashes[2] ?? "")) };
  const bold = /^(?:\*\*|__)([^*\n]{1,120})(?:\*\*|__)\s*:?$/.exec(line.trim())?.[1];
  const title = bareTitle(plain(bold ?? line.slice(0, 120)));
  const level = 7;
  return (bold !== undefined || /^PHASE\s/.test(line)) && phaseHeading(title, undefined)
    ? { level, title }
    : undefined;
}

/** The last line up to `end` (1-based) that is neither blank nor a horizontal rule. */
function lastFilled(lines: readonly string[], end: number): number {
  let last = end;
  while (last > 1 && /^\s*(?:-{3,}|\*{3,}|_{3,})?\s*$/.test(lines[last - 1] ?? "")) last -= 1;
  return last;
}
