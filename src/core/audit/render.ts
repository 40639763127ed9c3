import { uniqueBy } from "../group.ts";
import type { Protocol } from "../model/protocol.ts";
import type { Draft, DraftGap, DraftRow } from "./draft.ts";
import { columnsOf, type Column } from "./columns.ts";
import { cellOf } from "./tables.ts";

/** The columns of a self-audit where a protocol has no table of its own. */
const AUDIT_COLUMNS = ["Checklist Item", "Result", "Evidence (file:line)", "Follow-up"] as const;
const RUBRIC_COLUMNS = ["Criterion", "Description", "Pass/Fail"] as const;
const EVIDENCE = "Evidence (file:line)";
const FOLLOW_UP = "Follow-up";
/** Where a protocol has no name for it. */
export const GAPS_TITLE = "KNOWN GAPS / TODOs";

/** The self-audit as Markdown, in the protocol's own columns, with its list of gaps. Ends with a newline. */
export function renderAudit(
  { rows, gaps }: Draft,
  { auditTable, gaps: asked }: Pick<Protocol, "auditTable" | "gaps">,
): string {
  return `## Self-Audit\n\n${auditTableText(rows, auditTable)}${gapsText(gaps, asked)}`;
}

/** Self-audit and rubric, where there is one, with one list of what fails in either. */
export function renderBoth(
  audit: Draft,
  rubric: Draft,
  protocol: Pick<Protocol, "auditTable" | "rubricTable" | "gaps">,
): string {
  if (rubric.rows.length === 0) return renderAudit(audit, protocol);
  const gaps = uniqueBy([...audit.gaps, ...rubric.gaps], ({ item }) => item);
  return [
    renderAudit({ ...audit, gaps: [] }, protocol),
    renderRubric({ ...rubric, gaps: [] }, protocol) + gapsText(gaps, protocol.gaps),
  ].join("\n");
}

function gapsText(gaps: readonly DraftGap[], asked: Protocol["gaps"]): string {
  return gaps.length > 0 ? `\n## ${asked?.title ?? GAPS_TITLE}\n\n${gapsTable(gaps)}` : "";
}

/** The table alone. */
export function auditTableText(rows: readonly DraftRow[], auditTable: Protocol["auditTable"]): string {
  return table(auditTable?.columns ?? AUDIT_COLUMNS, rows);
}

/** The final rubric as Markdown. The protocol asks for evidence beside the results, so it gets a column where it has none. */
export function renderRubric(
  { rows, gaps }: Draft,
  { rubricTable, gaps: asked }: Pick<Protocol, "rubricTable" | "gaps">,
): string {
  return `## Final Verification Rubric\n\n${rubricTableText(rows, rubricTable)}${gapsText(gaps, asked)}`;
}

/** The table alone. */
export function rubricTableText(rows: readonly DraftRow[], rubricTable: Protocol["rubricTable"]): string {
  const columns = rubricTable?.columns ?? RUBRIC_COLUMNS;
  const roles = rolesOf(columns);
  const open = rows.some(({ followUp }) => followUp !== "");
  return table(
    [
      ...columns,
      ...(roles.has("evidence") ? [] : [EVIDENCE]),
      ...(roles.has("followUp") || !open ? [] : [FOLLOW_UP]),
    ],
    rows,
  );
}

function rolesOf(columns: readonly string[], title = "Self-Audit"): ReadonlyMap<Column, number> {
  const header = columns.map((column, at) => cellOf("", 1, column, at));
  return columnsOf(header, [], title)?.at ?? new Map([["item", 0] as const]);
}

function table(columns: readonly string[], rows: readonly DraftRow[]): string {
  const roles = rolesOf(columns);
  const width = columns.length;
  const lines = rows.map((row, number) => {
    const cells = Array.from({ length: width }, () => "");
    const put = (column: Column, text: string): void => {
      const at = roles.get(column);
      if (at !== undefined && at < width) cells[at] = cells[at] ? `${cells[at]} ${text}` : text;
    };
    put("number", String(number + 1));
    put("item", cell(row.item));
    put("description", cell(row.description ?? ""));
    put("result", row.result);
    put("evidence", row.evidence.length > 0 ? row.evidence.map((text) => cell(text)).join("; ") : "—");
    put("followUp", cell(row.followUp) || "—");
    put("notes", cell(row.says));
    return `| ${cells.join(" | ")} |`;
  });
  return [
    `| ${columns.map((column) => cell(column)).join(" | ")} |`,
    `|${columns.map(() => "---").join("|")}|`,
    ...lines,
    "",
  ].join("\n");
}

const GAP_COLUMNS = ["Gap", "Owner", "ETA", "Note"] as const;

/** Who closes what fails, and when. */
export function gapsTable(gaps: readonly DraftGap[]): string {
  return [
    `| ${GAP_COLUMNS.join(" | ")} |`,
    `|${GAP_COLUMNS.map(() => "---").join("|")}|`,
    ...gaps.map((gap) => gapRow(gap, GAP_COLUMNS)),
    "",
  ].join("\n");
}

/** A gap as a row of a table with these columns. */
export function gapRow({ item, owner = "", eta = "", note }: DraftGap, columns: readonly string[]): string {
  const roles = rolesOf(columns, "KNOWN GAPS");
  const words = new Map<Column, string>([
    ["item", item],
    ["owner", owner],
    ["eta", eta],
    ["notes", note],
    ["description", note],
  ]);
  const cells = columns.map((_, at) => {
    const role = [...roles].find(([, index]) => index === at)?.[0];
    return cell((role && words.get(role)) ?? "");
  });
  return `| ${cells.join(" | ")} |`;
}

/** A text that stays in its cell. */
export function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll("|", String.raw`\|`);
}
