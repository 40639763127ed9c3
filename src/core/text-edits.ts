import type { TextEdit } from "./model/finding.ts";

/** A text with edits done, which must not overlap. Positions are those of the text before any of them. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = ({ line, column }: TextEdit["start"]): number =>
    line > starts.length ? text.length : Math.min((starts[line - 1] ?? 0) + column, text.length);
  return edits
    .map((edit) => ({ from: offset(edit.start), to: offset(edit.end), text: edit.text }))
    .sort((a, b) => b.from - a.from)
    .reduce((now, { from, to, text: written }) => now.slice(0, from) + written + now.slice(to), text);
}
