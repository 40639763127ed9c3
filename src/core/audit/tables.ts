import { flatten } from "../evidence/flat.ts";
import type { Path } from "../model/place.ts";
import type { Cell } from "./audit.ts";
import { AUDIT_LIMITS, isProse, type ScannedLine } from "./scan-lines.ts";

/** A table as it was written, cells with their columns. */
export interface RawTable {
  readonly title: string;
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  readonly line: number;
  readonly endLine: number;
}

const MOST_COLUMNS = 60;

/** Every table of a document: GFM tables, in quotes and prose fences too, and tab-separated ones. */
export function tablesIn(path: Path, lines: readonly ScannedLine[]): RawTable[] {
  const tables: RawTable[] = [];
  for (let at = 0; at < lines.length; at++) {
    const head = lines[at];
    const next = lines[at + 1];
    if (!head || !isReadable(head)) continue;
    const bars = head.body.includes("|") && next !== undefined && isDelimiter(next.body);
    const tabs = !bars && isTabbed(head, next);
    if (!bars && !tabs) continue;
    const header = splitRow(path, head, undefined, tabs);
    const rows: Cell[][] = [];
    let end = at + (bars ? 2 : 1);
    for (; end < lines.length && rows.length < AUDIT_LIMITS.rows; end++) {
      const line = lines[end];
      if (!line || line.isFence || !line.body.includes(tabs ? "\t" : "|")) break;
      if (bars && isDelimiter(line.body)) continue;
      rows.push(splitRow(path, line, header.length, tabs));
    }
    tables.push({
      title: head.title,
      header,
      rows,
      line: head.line,
      endLine: lines[end - 1]?.line ?? head.line,
    });
    at = end - 1;
  }
  return tables;
}

function isReadable({ fence, isFence, body }: ScannedLine): boolean {
  return !isFence && body !== "" && (fence === undefined || isProse(fence.info));
}

function isDelimiter(body: string): boolean {
  const cells = trimBars(body).split("|");
  return (
    cells.length <= MOST_COLUMNS &&
    body.includes("-") &&
    cells.every((cell) => /^:?[-—–]+:?$/.test(cell.trim()))
  );
}

function isTabbed(head: ScannedLine, next: ScannedLine | undefined): boolean {
  const count = head.body.split("\t").length;
  return (
    count >= 3 &&
    next !== undefined &&
    next.body.split("\t").length >= 2 &&
    /\b(?:result|status|evidence|pass)\b/i.test(head.body)
  );
}

function trimBars(body: string): string {
  return body.trim().replace(/^\|/, "").replace(/\|$/, "");
}

/**
 * The cells of a row. A bar inside a code span belongs to the cell where that gives as many cells as the
 * header has; cells over that number are joined to the last.
 */
function splitRow(
  path: Path,
  { body, start, line }: ScannedLine,
  wanted: number | undefined,
  tabs: boolean,
): Cell[] {
  const cuts = tabs ? cutsAt(body, "\t", false) : barCuts(body, wanted);
  const cells: Cell[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const from = (cuts[at] ?? 0) + 1;
    const last = wanted !== undefined && at === wanted - 1;
    const to = last ? (cuts.at(-1) ?? body.length) : (cuts[at + 1] ?? body.length);
    cells.push(cellOf(path, line, body.slice(from, to), start + from));
    if (last) break;
  }
  return cells.slice(0, MOST_COLUMNS);
}

/** Where the bars that part cells stand, the outer ones included, whether written or not. */
function barCuts(body: string, wanted: number | undefined): number[] {
  const aware = framed(body, cutsAt(body, "|", true));
  if (wanted === undefined || aware.length - 1 === wanted) return aware;
  const naive = framed(body, cutsAt(body, "|", false));
  return naive.length - 1 === wanted ? naive : aware;
}

function framed(body: string, cuts: number[]): number[] {
  const inner = cuts.slice(1, -1);
  if (inner[0] !== undefined && body.slice(0, inner[0]).trim() === "") inner.shift();
  else inner.unshift(-1);
  const first = inner[0] === -1 ? inner : [cuts[1] ?? -1, ...inner];
  const last = first.at(-1);
  const closed = last !== undefined && last >= 0 && first.length > 1 && body.slice(last + 1).trim() === "";
  return closed ? first : [...first, body.length];
}

/** The positions of unescaped separators between -1 and the end. */
function cutsAt(body: string, separator: string, codeAware: boolean): number[] {
  const cuts = [-1];
  for (let at = 0; at < body.length; at++) {
    const char = body.charAt(at);
    if (char === "\\") at++;
    else if (codeAware && char === "`") {
      let run = 1;
      while (body.charAt(at + run) === "`") run++;
      const close = run > 8 ? -1 : body.indexOf("`".repeat(run), at + run);
      at = close < 0 ? at + run - 1 : close + run - 1;
    } else if (char === separator) cuts.push(at);
  }
  cuts.push(body.length);
  return cuts;
}

/** A cell without the white space around it. */
export function cellOf(path: Path, line: number, raw: string, start: number): Cell {
  const inner = raw.trim();
  const from = start + (raw.length - raw.trimStart().length);
  return {
    raw: inner,
    text: flatten(inner).text.replace(/\s+/g, " ").trim(),
    place: { path, line },
    start: from,
    end: from + inner.length,
  };
}
