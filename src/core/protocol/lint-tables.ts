import type { Finding, Fix } from "../model/finding.ts";
import type { Table } from "./blocks.ts";
import { placeOf, type Document } from "./document.ts";
import { hasLine } from "./evidence-links.ts";
import type { Linted } from "./linted.ts";
import type { Need } from "./table-kinds.ts";

const NAMES = {
  surfaces: "surfaces",
  risks: "high-risk change types",
  audit: "self-audit items",
  rubric: "rubric criteria",
  components: "components",
  mandates: "mandates",
  steps: "steps",
  gaps: "known gaps",
  assumptions: "assumptions",
} as const;

/** Tables of a known kind without a column that kind needs, and rows with more cells than the header. */
export function* lintTables({ read: { document }, tables }: Linted): Generator<Finding> {
  for (const { table, known } of tables) {
    for (const need of known?.missing ?? []) {
      if (!known || OPTIONAL.has(need.role)) continue;
      yield {
        rule: "protocol/table-columns",
        severity: "warning",
        message: `This table of ${NAMES[known.kind]} has no column for the ${need.role}; add “${need.insert}”.`,
        place: placeOf(document, { line: table.line }),
        because: [],
        fixes: [insertColumn(document, table, need)],
      };
    }
  }
}

/** Columns that help and are not needed: a table without them is still held. */
const OPTIONAL: ReadonlySet<string> = new Set(["rationale", "risk", "test", "owner", "ETA"]);

function insertColumn(document: Document, table: Table, need: Need): Fix {
  const lines = [table.line, table.line + 1, ...table.rows.map(({ line }) => line)];
  const cells = [` ${need.insert} |`, " --- |"];
  return {
    title: `Add column “${need.insert}”`,
    edits: lines.map((line, at) => {
      const raw = (document.rawLines[line - 1] ?? "").trimEnd();
      const at0 = { line, column: raw.length };
      const bar = raw.endsWith("|") && !raw.endsWith("\\|") ? "" : " |";
      return { path: document.path, start: at0, end: at0, text: `${bar}${cells[at] ?? "  |"}` };
    }),
  };
}

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
      yield {
        rule: "protocol/evidence-form",
        severity: "warning",
        message:
          claim === ""
            ? `“${row.cells[known.key] ?? ""}” is shown as passed without evidence; show the form, path:line.`
            : `“${claim}” is no evidence that can be checked: write path:line, or the command that was run in code marks.`,
        place: placeOf(document, row),
        because: [placeOf(document, { line: table.line })],
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
