import type { Finding, Fix } from "../model/finding.ts";
import type { Row } from "./blocks.ts";
import { cellSpans } from "./cell-spans.ts";
import { placeOf, type Document } from "./document.ts";
import { evidenceIn, hasLine } from "./evidence-links.ts";
import type { Linted } from "./linted.ts";
import { plain } from "./plain.ts";

/** Self-audit rows that claim a pass with evidence that is no `path:line`. */
export function* lintEvidence({ read: { document }, tables }: Linted): Generator<Finding> {
  for (const { table, known } of tables) {
    if (known?.kind !== "audit") continue;
    const evidence = known.columns.get("evidence");
    const result = known.columns.get("result");
    if (evidence === undefined) continue;
    for (const row of table.rows) {
      const claim = row.cells[evidence] ?? "";
      const passed =
        result === undefined || /\b(?:pass(?:ed)?|ok|yes|done)\b|✓|✅/i.test(row.cells[result] ?? "");
      if (claim === "" ? !passed : hasLine(claim) || isRun(claim)) continue;
      const fixes = [
        asPathLine(document, row, evidence),
        result !== undefined && passed ? asOpen(document, row, result) : undefined,
      ].filter((fix) => fix !== undefined);
      yield {
        rule: "protocol/evidence-form",
        severity: "warning",
        message:
          claim === ""
            ? `“${row.cells[known.key] ?? ""}” is shown as passed without evidence; show the form, path:line.`
            : `“${claim}” is no evidence that can be checked: write path:line, or the command that was run and its exit code.`,
        place: placeOf(document, row),
        because: [placeOf(document, { line: table.line })],
        ...(fixes.length > 0 ? { fixes } : {}),
      };
    }
  }
}

/** A command with its outcome is evidence too: `npm test: exit 0`. */
function isRun(claim: string): boolean {
  return (
    /\bexit(?:ed)?(?: code| status)? \d/i.test(claim) ||
    /^(?:—|–|-|n\/a|tbd|todo|…|\.\.\.|<.*>|\{.*\}|\[.*\])$/i.test(claim)
  );
}

/** `src/a.ts, line 12`, `src/a.ts (L12-14)`: a file and a line, in other words. */
const FILE_AND_LINE =
  /^`?([^\s`(),:#|]{1,200})`?[\s,:]{0,3}\(?(?:at )?(?:lines?|ln\.?|l|#)\s?(\d{1,7})(?:\s?(?:-|–|to)\s?(\d{1,7}))?\)?$/i;

/** Writes a file and a line the way they are checked. */
function asPathLine(document: Document, row: Row, column: number): Fix | undefined {
  const [, path = "", line = "", endLine] = FILE_AND_LINE.exec(row.cells[column] ?? "") ?? [];
  const text = endLine === undefined ? `${path}:${line}` : `${path}:${line}-${endLine}`;
  if (evidenceIn(text).length === 0) return undefined;
  return replaceCell(document, row, column, text, { title: `Write it as ${text}` });
}

/** A pass that shows nothing is open until somebody shows something. */
function asOpen(document: Document, row: Row, column: number): Fix | undefined {
  return replaceCell(document, row, column, "Open", {
    title: "Show it as open until there is evidence",
    asks: true,
  });
}

/** `undefined` where the cell cannot be told in the line as it stands in the file. */
function replaceCell(
  document: Document,
  row: Row,
  column: number,
  text: string,
  fix: Omit<Fix, "edits">,
): Fix | undefined {
  const { line } = row;
  const raw = document.rawLines[line - 1] ?? "";
  const span = cellSpans(raw)[column];
  if (!span || plain(raw.slice(span.start, span.end)) !== row.cells[column]) return undefined;
  const { start, end } = span;
  const edit = { path: document.path, start: { line, column: start }, end: { line, column: end }, text };
  return { ...fix, edits: [edit] };
}
