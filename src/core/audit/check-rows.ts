import type { Finding } from "../model/finding.ts";
import type { Protocol } from "../model/protocol.ts";
import { isEmptyText } from "../evidence/placeholders.ts";
import type { Stage } from "../snapshot.ts";
import { mostAlike } from "./alike.ts";
import type { Audit, AuditRow, AuditTable, GapRow } from "./audit.ts";
import { readResult } from "./results.ts";
import { say } from "./rules.ts";

/** What checking rows needs of the protocol; without a protocol nothing is missing. */
export type Asked = Pick<Protocol, "audit" | "rubric" | "gaps" | "log" | "trace">;

/** What is wrong with the rows themselves: results, missing items, gaps. */
export function rowFindings(
  audit: Audit,
  asked: Asked | undefined,
  gaps: readonly GapRow[],
  stage: Stage,
): Finding[] {
  const all = [...audit.gaps, ...gaps];
  return [
    ...audit.rows.flatMap((row) => resultFindings(row, stage)),
    ...audit.rows.flatMap((row) => reasonFindings(row, stage)),
    ...audit.rows.flatMap((row) => failFindings(row, all, asked, stage)),
    ...audit.gaps.flatMap((gap) => gapFindings(gap, stage)),
    ...itemFindings(audit, asked, stage),
    ...rubricFindings(audit, asked, stage),
  ];
}

function resultFindings({ kind, item, result, verdict, place }: AuditRow, stage: Stage): Finding[] {
  if (verdict !== undefined || kind === "runs") return [];
  const said = result?.text ?? "";
  const at = result?.place ?? place;
  if (kind === "rubric" && said === "") return [];
  const what = said === "" ? "has no result" : `has the result “${said.slice(0, 60)}”`;
  return say("audit/verdict-invalid", stage, at, `“${item.text}” ${what}: say Pass, Fail, Open or N/A.`);
}

/** N/A is easily said of anything: it counts with a reason, in whatever cell. */
function reasonFindings(
  { kind, item, result, verdict, evidence, followUp, claims, place }: AuditRow,
  stage: Stage,
): Finding[] {
  if (verdict !== "N/A" || kind === "runs" || claims.length > 0) return [];
  const said = [readResult(result?.raw ?? "").rest, evidence?.text, followUp?.text];
  if (said.some((text) => text !== undefined && !isEmptyText(text) && /\p{L}{2}/u.test(text))) return [];
  return say(
    "audit/reason-missing",
    stage,
    result?.place ?? place,
    `“${item.text}” is N/A and nothing says why. Write the reason behind it.`,
  );
}

function failFindings(
  { kind, item, verdict, place }: AuditRow,
  gaps: readonly GapRow[],
  asked: Asked | undefined,
  stage: Stage,
): Finding[] {
  if (verdict !== "Fail" || kind === "runs") return [];
  if (
    gaps.some(
      (gap) => mostAlike(item.text, [gap], (one) => one.item) !== undefined || holds(gap.item, item.text),
    )
  )
    return [];
  const list = asked?.gaps?.title ?? "KNOWN GAPS";
  return say(
    "audit/fail-without-gap",
    stage,
    place,
    `“${item.text}” fails and is not listed under ${list} with owner and ETA.`,
    {
      because: asked?.gaps ? [{ ...asked.gaps.place, says: "asks for it" }] : [],
    },
  );
}

function holds(text: string, item: string): boolean {
  return item.length >= 6 && text.toLowerCase().includes(item.toLowerCase());
}

function gapFindings({ item, owner, eta, place }: GapRow, stage: Stage): Finding[] {
  const lacks = [...(owner === undefined ? ["owner"] : []), ...(eta === undefined ? ["ETA"] : [])];
  if (lacks.length === 0) return [];
  return say(
    "audit/gap-without-owner",
    stage,
    place,
    `The gap “${item.slice(0, 80)}” has no ${lacks.join(" and no ")}.`,
  );
}

/** The items that nobody answered. Another table of results is no self-audit of this protocol: nothing is missing in it. */
function itemFindings(audit: Audit, asked: Asked | undefined, stage: Stage): Finding[] {
  const rows = audit.rows.filter(({ kind }) => kind === "audit");
  if (!asked || !rows.some(({ item }) => mostAlike(item.text, asked.audit, (one) => one.item))) return [];
  const table = audit.tables.find(({ kind }) => kind === "audit");
  const left = [...rows];
  return asked.audit.flatMap(({ item, place }) => {
    const row = mostAlike(item, left, (one) => one.item.text);
    if (row) {
      left.splice(left.indexOf(row), 1);
      return [];
    }
    return say(
      "audit/item-missing",
      stage,
      tablePlace(audit, table),
      `The self-audit has no row for “${item}”.`,
      {
        because: [{ ...place, says: item }],
        ...(table ? { fixes: [insertRow(table, item)] } : {}),
      },
    );
  });
}

function rubricFindings(audit: Audit, asked: Asked | undefined, stage: Stage): Finding[] {
  const rows = audit.rows.filter(({ kind }) => kind === "rubric");
  if (rows.length === 0) return [];
  const table = audit.tables.find(({ kind }) => kind === "rubric");
  const unanswered = rows
    .filter(({ verdict, result }) => verdict === undefined && (result?.text ?? "") === "")
    .flatMap(({ item, place }) =>
      say("audit/rubric-incomplete", stage, place, `“${item.text}” has no result.`),
    );
  const criteria = asked?.rubric ?? [];
  const answers = rows.some(({ item }) => mostAlike(item.text, criteria, (one) => one.criterion));
  const missing = (answers ? criteria : []).flatMap(({ criterion, place }) =>
    mostAlike(criterion, rows, (one) => one.item.text)
      ? []
      : say(
          "audit/rubric-incomplete",
          stage,
          tablePlace(audit, table),
          `The rubric has no row for “${criterion}”.`,
          {
            because: [{ ...place, says: criterion }],
            ...(table ? { fixes: [insertRow(table, criterion)] } : {}),
          },
        ),
  );
  return [...unanswered, ...missing];
}

function tablePlace(audit: Audit, table: AuditTable | undefined): { path: string; line: number } {
  return table
    ? { path: table.place.path, line: table.place.line }
    : { path: audit.path, line: audit.rows[0]?.place.line ?? 1 };
}

/** A row for an item, Open, below the last one. */
function insertRow(
  { place, columns }: AuditTable,
  item: string,
): { title: string; edits: { path: string; start: Position; end: Position; text: string }[] } {
  const line = (place.endLine ?? place.line) + 1;
  const cells = columns.map((_, index) =>
    index === 0 ? item.replaceAll("|", "\\|") : index === 1 ? "Open" : "",
  );
  const position = { line, column: 0 };
  return {
    title: `Insert a row for “${item}”`,
    edits: [{ path: place.path, start: position, end: position, text: `| ${cells.join(" | ")} |\n` }],
  };
}

interface Position {
  readonly line: number;
  readonly column: number;
}
