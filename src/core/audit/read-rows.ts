import { type IsFile, parseClaims } from "../evidence/parse-claims.ts";
import { commandIn } from "../evidence/commands.ts";
import { isEmptyText } from "../evidence/placeholders.ts";
import type { Claim } from "../model/evidence.ts";
import type { Path } from "../model/place.ts";
import type { AuditRow, AuditTable, Cell, GapRow, PlacedClaim } from "./audit.ts";
import { type Column, type Columns, columnsOf } from "./columns.ts";
import { gapWords } from "./gaps.ts";
import { readResult } from "./results.ts";
import { AUDIT_LIMITS } from "./scan-lines.ts";
import type { RawTable } from "./tables.ts";

export interface ReadRows {
  readonly tables: readonly AuditTable[];
  readonly rows: readonly AuditRow[];
  readonly gaps: readonly GapRow[];
}

/** The rows of every table that is an audit, a rubric, a list of runs or of gaps; other tables are left alone. */
export function readRows(path: Path, tables: readonly RawTable[], isFile: IsFile): ReadRows {
  const out: { tables: AuditTable[]; rows: AuditRow[]; gaps: GapRow[] } = { tables: [], rows: [], gaps: [] };
  for (const table of tables) {
    const columns = columnsOf(table.header, table.rows, table.title);
    if (!columns) continue;
    const { kind } = columns;
    const place = {
      path,
      line: table.line,
      ...(table.endLine > table.line ? { endLine: table.endLine } : {}),
    };
    out.tables.push({ kind, title: table.title, place, columns: table.header.map(({ text }) => text) });
    for (const cells of table.rows) {
      if (out.rows.length + out.gaps.length >= AUDIT_LIMITS.rows) break;
      const cell = (column: Column): Cell | undefined => cells[columns.at.get(column) ?? -1];
      const item = cell("item");
      if (!item || (item.text === "" && cells.every(({ text }) => text === ""))) continue;
      if (kind === "gaps") out.gaps.push(gapOf(item, cell));
      else out.rows.push(rowOf(kind, item, cells, columns, isFile));
    }
  }
  return out;
}

function gapOf(item: Cell, cell: (column: Column) => Cell | undefined): GapRow {
  const words = gapWords(item.text);
  const owner = filled(cell("owner")) ?? words.owner;
  const eta = filled(cell("eta")) ?? words.eta;
  return { item: item.text, ...(owner ? { owner } : {}), ...(eta ? { eta } : {}), place: item.place };
}

function filled(cell: Cell | undefined): string | undefined {
  return cell === undefined ||
    isEmptyText(cell.text) ||
    /^(?:tb[dac]|todo|\?+|n\/?a|unknown|unassigned)$/i.test(cell.text)
    ? undefined
    : cell.text;
}

function rowOf(
  kind: AuditRow["kind"],
  item: Cell,
  cells: readonly Cell[],
  { at }: Columns,
  isFile: IsFile,
): AuditRow {
  const cell = (column: Column): Cell | undefined => cells[at.get(column) ?? -1];
  const result = cell("result");
  const evidence = cell("evidence");
  const followUp = cell("followUp");
  const read = result === undefined ? undefined : readResult(result.raw);
  return {
    kind,
    item,
    ...(result === undefined ? {} : { result }),
    ...(read?.verdict === undefined ? {} : { verdict: read.verdict }),
    ...(evidence === undefined ? {} : { evidence }),
    claims: kind === "runs" ? [runOf(item, cells, at)] : claimsOf(cells, at, isFile),
    ...(followUp === undefined ? {} : { followUp }),
    place: item.place,
  };
}

/** Columns whose words claim nothing: they name the row, or say what is still to be done. */
const SILENT: readonly Column[] = ["item", "number", "description", "followUp", "owner", "eta"];

/** The claims of a row: all that its evidence says; of its other cells, what points at lines. */
function claimsOf(cells: readonly Cell[], at: ReadonlyMap<Column, number>, isFile: IsFile): PlacedClaim[] {
  const silent = new Set(SILENT.flatMap((column) => at.get(column) ?? []));
  const evidence = at.get("evidence");
  return cells.flatMap((cell, index) => {
    if (silent.has(index)) return [];
    const claims = parseClaims(cell.raw, isFile);
    const counted =
      index === evidence ? claims : claims.filter((claim) => isPointed(claim, evidence === undefined));
    return counted.map((claim) => ({ claim, cell }));
  });
}

/** Outside the evidence column only exact claims count; everything does where there is no such column. */
function isPointed(claim: Claim, alone: boolean): boolean {
  return claim.is === "lines" || claim.is === "symbol" || (alone && claim.is !== "placeholder");
}

/** A row of a list of commands claims that its command ran with that outcome. */
function runOf(item: Cell, cells: readonly Cell[], at: ReadonlyMap<Column, number>): PlacedClaim {
  const rest = cells.filter((cell) => cell !== item && cells.indexOf(cell) !== at.get("number"));
  const said = parseClaims(`\`x\` ${rest.map(({ raw }) => raw).join(" ")}`).find(({ is }) => is === "run");
  const exit = Number.parseInt(cells[at.get("exit") ?? -1]?.text ?? "", 10);
  const failed = readResult(cells[at.get("result") ?? -1]?.raw ?? "").verdict === "Fail";
  const outcome = said?.is === "run" ? said : undefined;
  return {
    cell: item,
    claim: {
      is: "run",
      command: commandIn(item.text) ?? item.text,
      ...(Number.isNaN(exit) ? (failed ? { exit: 1 } : {}) : { exit }),
      ...(outcome?.passed === undefined ? {} : { passed: outcome.passed }),
      ...(outcome?.failed === undefined ? {} : { failed: outcome.failed }),
      text: item.text,
      start: 0,
      end: item.raw.length,
    },
  };
}
