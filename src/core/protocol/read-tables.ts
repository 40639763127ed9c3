import type {
  Protocol,
  ProtocolComponent,
  ProtocolMandate,
  ProtocolRisk,
  ProtocolStep,
  ProtocolSurface,
  ProtocolTable,
} from "../model/protocol.ts";
import type { Row, Table } from "./blocks.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import { LIMITS } from "./limits.ts";
import type { Section } from "./sections.ts";
import { phaseHeading } from "./phase-heading.ts";
import { slugs } from "./slug.ts";
import { tableKind, type KnownTable, type TableKind } from "./table-kinds.ts";

/** A table with what it means and what introduces it. */
export interface ReadTable {
  readonly table: Table;
  readonly section: Section;
  readonly leadIn: string;
  readonly known: KnownTable | undefined;
}

/** Every table of the document, in order. */
export function tablesOf(document: Document): ReadTable[] {
  const tables: ReadTable[] = [];
  for (const { block, section, leadIn } of document.contents) {
    if (block.is === "table")
      tables.push({ table: block, section, leadIn, known: tableKind(block, section) });
  }
  return tables;
}

export type TableParts = Pick<
  Protocol,
  | "surfaces"
  | "risks"
  | "audit"
  | "auditTable"
  | "rubric"
  | "rubricTable"
  | "components"
  | "mandates"
  | "assumptionFields"
> & { readonly steps: readonly ProtocolStep[]; readonly gaps: readonly ReadTable[] };

/** What the known tables hold. Claims their rows. */
export function readTables(document: Document, tables: readonly ReadTable[], claims: Claims): TableParts {
  const rows = rowsByKind(tables, claims);
  const of = (kind: TableKind): readonly FoundRow[] => rows.get(kind) ?? [];
  const place = (row: Row) => placeOf(document, row);
  const first = (kind: TableKind): ReadTable | undefined => tables.find(({ known }) => known?.kind === kind);

  const surfaces = of("surfaces").slice(0, LIMITS.surfaces);
  const surfaceIds = slugs(surfaces.map(({ key }) => key));
  const risks = of("risks");
  const riskIds = slugs(risks.map(({ key }) => key));
  const auditTable = first("audit");
  const rubricTable = first("rubric");
  return {
    surfaces: surfaces.map((found, at): ProtocolSurface => ({
      id: surfaceIds[at] ?? "",
      title: found.key,
      requirement: found.cell("requirement"),
      place: place(found.row),
    })),
    risks: risks.map((found, at): ProtocolRisk => ({
      id: riskIds[at] ?? "",
      title: found.key,
      requirement: found.cell("requirement"),
      place: place(found.row),
    })),
    audit: of("audit").map((found) => ({ item: found.key, place: place(found.row) })),
    ...(auditTable ? { auditTable: tablePart(document, auditTable) } : {}),
    rubric: of("rubric").map((found) => ({
      criterion: found.key,
      description: found.cell("description"),
      place: place(found.row),
    })),
    ...(rubricTable ? { rubricTable: tablePart(document, rubricTable) } : {}),
    components: of("components").map((found): ProtocolComponent => ({
      component: found.key,
      role: found.cell("function"),
      why: found.cell("why"),
      place: place(found.row),
    })),
    mandates: of("mandates").map((found): ProtocolMandate => ({
      area: found.key,
      mandate: found.cell("mandate"),
      place: place(found.row),
    })),
    steps: of("steps").map((found, at): ProtocolStep => {
      const number = Number.parseInt(found.key, 10);
      const action = found.cell("action");
      const named = Number.isNaN(number);
      return {
        number: named ? at + 1 : number,
        title: named ? found.key : action,
        text: named ? action : "",
        sequence: found.from.section.title,
        place: place(found.row),
      };
    }),
    assumptionFields: assumptionColumns(first("assumptions")),
    gaps: tables.filter(({ known }) => known?.kind === "gaps"),
  };
}

/** A table's title: its lead-in where that names something, else the heading it stands under. */
export function tablePart(document: Document, { table, section, leadIn }: ReadTable): ProtocolTable {
  const label = leadIn.replace(/:$/, "").trim();
  const generic = !leadIn.endsWith(":") || label.length > 60 || GENERIC_LEAD.test(label);
  const heading = section.title || section.parent?.title || "Table";
  const title = generic ? (phaseHeading(heading, undefined)?.title ?? heading) : label;
  return { title, columns: table.columns, place: placeOf(document, table) };
}

const GENERIC_LEAD =
  /\b(?:format|output|following|templates?|examples?|tables?|below|e\.g|then|use|as follows)\b/i;

interface FoundRow {
  readonly row: Row;
  readonly from: ReadTable;
  readonly key: string;
  /** The cell of a role; empty where the table has no such column. */
  cell(role: string): string;
}

function rowsByKind(
  tables: readonly ReadTable[],
  claims: Claims,
): ReadonlyMap<TableKind, readonly FoundRow[]> {
  const found = new Map<TableKind, FoundRow[]>();
  for (const from of tables) {
    const { known } = from;
    if (!known) continue;
    const rows = found.get(known.kind) ?? [];
    found.set(known.kind, rows);
    for (const row of from.table.rows) {
      const key = row.cells[known.key] ?? "";
      if (key === "") continue;
      claims.add(row);
      rows.push({ row, from, key, cell: (role) => row.cells[known.columns.get(role) ?? -1] ?? "" });
    }
  }
  return found;
}

function assumptionColumns(table: ReadTable | undefined): string[] {
  if (!table?.known) return [];
  const { key } = table.known;
  return table.table.columns.filter(
    (column, at) => at > key && !/^(?:#|id|status|state|owner|confirmed\??)$/i.test(column),
  );
}
