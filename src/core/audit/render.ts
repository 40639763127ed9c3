import type { Protocol } from "../model/protocol.ts";
import type { Draft, DraftGap, DraftRow } from "./draft.ts";
import { columnsOf, type Column } from "./columns.ts";
import { cellOf } from "./tables.ts";

/** The columns of a self-audit where a protocol has no table of its own. */
const AUDIT_COLUMNS = ["Checklist Item", "Result", "Evidence (file:line)", "Follow-up"] as const;
const RUBRIC_COLUMNS = ["Criterion", "Description", "Pass/Fail"] as const;
const EVIDENCE = "Evidence (file:line)";

/** The self-audit as Markdown, in the protocol's own columns, with its list of gaps. Ends with a newline. */
export function renderAudit(
  { rows, gaps }: Draft,
  { auditTable, gaps: asked }: Pick<Protocol, "auditTable" | "gaps">,
): string {
  return `## Self-Audit\n\n${table(auditTable?.columns ?? AUDIT_COLUMNS, rows)}${gapsTable(gaps, asked?.title)}`;
}

/** The final rubric as Markdown. The protocol asks for evidence beside the results, so it gets a column where it has none. */
export function renderRubric(
  { rows, gaps }: Draft,
  { rubricTable, gaps: asked }: Pick<Protocol, "rubricTable" | "gaps">,
): string {
  const columns = rubricTable?.columns ?? RUBRIC_COLUMNS;
  const roles = rolesOf(columns);
  const whole = roles.has("evidence") ? columns : [...columns, EVIDENCE];
  return `## Final Verification Rubric\n\n${table(whole, rows)}${gapsTable(gaps, asked?.title)}`;
}

function rolesOf(columns: readonly string[]): ReadonlyMap<Column, number> {
  const header = columns.map((column, at) => cellOf("", 1, column, at));
  return columnsOf(header, [], "Self-Audit")?.at ?? new Map([["item", 0] as const]);
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

function gapsTable(gaps: readonly DraftGap[], title = "KNOWN GAPS / TODOs"): string {
  if (gaps.length === 0) return "";
  const rows = gaps.map(
    ({ item, owner, eta, note }) =>
      `| ${cell(item)} | ${cell(owner ?? "")} | ${cell(eta ?? "")} | ${cell(note)} |`,
  );
  return ["", `## ${title}`, "", "| Gap | Owner | ETA | Note |", "|---|---|---|---|", ...rows, ""].join("\n");
}

/** A text that stays in its cell. */
export function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll("|", String.raw`\|`);
}
