import type { Finding, Fix } from "../model/finding.ts";
import type { Table } from "./blocks.ts";
import { placeOf, type Document } from "./document.ts";
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
