import { findMarker } from "../ledger/marker.ts";
import { splitLines } from "../protocol/lines.ts";
import type { AuditTable } from "./audit.ts";
import { mostAlike } from "./alike.ts";
import type { DraftGap } from "./draft.ts";
import { readAudit } from "./read.ts";
import { gapRow, gapsTable } from "./render.ts";

/** A table to be written into a document, under a heading of its own where the document has none of its kind. */
export interface PlacedTable {
  readonly kind: AuditTable["kind"];
  readonly heading: string;
  /** Ends with a newline. */
  readonly text: string;
}

/**
 * Writes tables into a document: in place of the table of that kind that is there, else above the gate
 * marker, else at the end. Everything else stays as it is.
 */
export function withTables(text: string, tables: readonly PlacedTable[], marker?: string): string {
  return tables.reduce((now, table) => withTable(now, table, marker), text);
}

function withTable(text: string, { kind, heading, text: table }: PlacedTable, marker?: string): string {
  const lines = splitLines(text);
  const old = readAudit("", text).tables.find((one) => one.kind === kind);
  if (old) {
    const rest = lines.slice(old.place.endLine ?? old.place.line);
    return joined(lines.slice(0, old.place.line - 1), table, rest);
  }
  const at = ownEnd(lines, marker);
  const before = lines.slice(0, at);
  const gap = before.length === 0 || before.at(-1)?.trim() === "" ? "" : "\n";
  return joined(before, `${gap}## ${heading}\n\n${table}`, ["", ...lines.slice(at)]);
}

/**
 * Writes who closes what fails: rows for what fails now in place of those that said it before, below what
 * else is listed. Rows about what was drafted and does not fail any more go.
 * @param drafted everything that was answered, failing or not
 */
export function withGaps(
  text: string,
  gaps: readonly DraftGap[],
  drafted: readonly string[],
  heading: string,
  marker?: string,
): string {
  const audit = readAudit("", text);
  const old = audit.tables.find(({ kind }) => kind === "gaps");
  if (!old)
    return gaps.length === 0
      ? text
      : withTable(text, { kind: "gaps", heading, text: gapsTable(gaps) }, marker);
  const end = old.place.endLine ?? old.place.line;
  const rows = audit.gaps.filter(({ place }) => place.line > old.place.line && place.line <= end);
  const settled = new Set(
    rows.filter(({ item }) => mostAlike(item, drafted, (one) => one)).map(({ place }) => place.line),
  );
  const lines = splitLines(text);
  const kept = lines.slice(0, end).filter((_, at) => !settled.has(at + 1));
  const left = rows.length - settled.size + gaps.length;
  const written = gaps.map((gap) => gapRow(gap, old.columns));
  const body =
    left === 0 ? `${kept.slice(0, old.place.line - 1).join("\n")}\nNone.` : [...kept, ...written].join("\n");
  return [body, ...lines.slice(end)].join("\n");
}

/** The last line of a document's own text: above the marker with its fence, else the end. */
export function ownEnd(lines: readonly string[], marker: string | undefined): number {
  const found = marker === undefined ? undefined : findMarker(lines, marker);
  if (!found || found.is === "missing") {
    let end = lines.length;
    while (end > 0 && lines[end - 1]?.trim() === "") end--;
    return end;
  }
  let at = found.line - 1;
  // What came after the marker is named; the marker is the line of text before it.
  if (found.is === "not-last")
    do at--;
    while (at > 0 && (isFence(lines[at]) || lines[at]?.trim() === ""));
  return isFence(lines[at - 1]) ? at - 1 : at;
}

function isFence(line = ""): boolean {
  return /^\s*(?:`{3,}|~{3,})/.test(line);
}

function joined(before: readonly string[], table: string, after: readonly string[]): string {
  const head = before.length > 0 ? `${before.join("\n")}\n` : "";
  const tail = after.join("\n").replace(/\n+$/, "");
  return tail === "" ? `${head}${table}` : `${head}${table}${tail}\n`;
}
