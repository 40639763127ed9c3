/** A line of Markdown as its reader sees it: the cells of a table row with dots between, no marks. */
export function withoutMarks(line: string): string {
  const text = line.trim();
  const cells = text.startsWith("|") ? text.replace(/^\|\s*|\s*\|$/g, "").replace(/\s*\|\s*/g, " · ") : text;
  return cells.replace(/^(?:[-*+>]|#{1,6}|\d+\.)\s+/, "").replace(/`|\*\*/g, "");
}
