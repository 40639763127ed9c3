import { splitLines } from "../../diff/lines.ts";
import { isCode, isDocument, isExample, isTest } from "../../impact/classify.ts";
import type { FileChange } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";

/** A line of the tree. */
export interface Line {
  readonly path: Path;
  readonly line: number;
  readonly text: string;
}

/** Longer lines are data. */
const LINE_LIMIT = 2_000;

/** The lines a change adds or rewrites, without blank ones. */
export function addedLines({ path, hunks, after }: FileChange): Line[] {
  const lines = splitLines(after ?? "");
  return hunks.flatMap(({ newStart, newCount }) =>
    Array.from({ length: newCount }, (_, at) => ({
      path,
      line: newStart + at,
      text: lines[newStart - 1 + at] ?? "",
    })).filter(({ text }) => text.trim() !== "" && text.length <= LINE_LIMIT),
  );
}

/** The changed files whose edits run in production: code that is no test and no example. */
export function productionChanges(changes: readonly FileChange[]): FileChange[] {
  return changes.filter(
    ({ path, after, neutral }) =>
      after !== undefined &&
      neutral === undefined &&
      isCode(path) &&
      !isTest(path) &&
      !isExample(path) &&
      !isDocument(path),
  );
}

/** The added lines that a pattern matches; comments and imports do nothing. */
export function addedMatches(changes: readonly FileChange[], pattern: RegExp): Line[] {
  return changes.flatMap((change) =>
    addedLines(change).filter(({ text }) => !isComment(text) && !IMPORT.test(text) && pattern.test(text)),
  );
}

/** A line that only names what stands elsewhere. */
const IMPORT =
  /^\s*(?:import\b(?!\()|from\s+\S+\s+import\b|export\s+(?:\*|\{[^}]*\})\s+from\b|(?:const|let|var)\s.*=\s*require\(|use\s+[\w:]+|#include\b|using\s+[\w.]+;)/;

export function isComment(text: string): boolean {
  return /^\s*(?:\/\/|#(?!\[)|\*|\/\*|--|<!--|"""|''')/.test(text);
}

/** The lines right before and at a line, and a few after: where its guard stands. */
export function around(text: string, line: number, before: number, after: number): string {
  return splitLines(text)
    .slice(Math.max(0, line - 1 - before), line + after)
    .join("\n");
}
