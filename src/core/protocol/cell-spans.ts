/** Columns of a cell's text in its line, 0-based, end exclusive. */
interface CellSpan {
  readonly start: number;
  readonly end: number;
}

/** Where the cells of a table row stand in its line, as Markdown cuts them; without the space around them. */
export function cellSpans(line: string): CellSpan[] {
  const bars = [-1];
  for (let at = 0; at < line.length; at += 1) {
    if (line.charAt(at) === "\\") at += 1;
    else if (line.charAt(at) === "|") bars.push(at);
  }
  bars.push(line.length);
  const spans = bars.slice(1).map((bar, at): CellSpan => {
    const cell = line.slice((bars[at] ?? 0) + 1, bar);
    const start = (bars[at] ?? 0) + 1 + (cell.length - cell.trimStart().length);
    return { start: Math.min(start, bar), end: Math.min(start, bar) + cell.trim().length };
  });
  const outer = /^[\s>]*$/;
  const from = outer.test(line.slice(0, bars[1])) ? 1 : 0;
  const to = spans.length > 1 && line.slice((bars.at(-2) ?? 0) + 1).trim() === "" ? -1 : undefined;
  return spans.slice(from, to);
}
