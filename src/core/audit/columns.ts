import type { Cell, AuditTable } from "./audit.ts";
import { readResult } from "./results.ts";

/** What a column of an audit holds. */
export type Column =
  | "number"
  | "item"
  | "description"
  | "result"
  | "evidence"
  | "followUp"
  | "owner"
  | "eta"
  | "notes"
  | "exit";

/** What a table is and which of its columns is which; a role a table lacks has none. */
export interface Columns {
  readonly kind: AuditTable["kind"];
  readonly at: ReadonlyMap<Column, number>;
}

const HEADERS: readonly (readonly [Column, RegExp])[] = [
  ["number", /^(?:#|no\.?|nr\.?|id|№)$/i],
  ["eta", /\b(?:eta|due(?: date)?|deadline|target(?: date)?|by when)\b|^(?:when|by|date)$/i],
  ["owner", /\b(?:owner|responsible|assignee|assigned(?: to)?|dri)\b|^who$/i],
  ["exit", /^(?:exit(?: code| status)?|rc)$/i],
  [
    "evidence",
    /\b(?:evidence|proof|file:line|references?|location|where|source|artifacts?|links?)\b|^(?:files?|lines?)$/i,
  ],
  ["followUp", /\b(?:follow[- ]?ups?|next steps?|actions?|remediation|to-?dos?)\b/i],
  [
    "result",
    /\b(?:result|status|verdict|pass|passed|fail|outcome|met|score|rating|done|state|ok|complian(?:t|ce))\b|[✓✅☑]/iu,
  ],
  ["description", /\b(?:descriptions?|details?|meaning|definition|requirement|what it means|expectation)\b/i],
  ["notes", /\b(?:notes?|comments?|remarks?|explanation|rationale|reason|justification|why)\b/i],
  [
    "item",
    /\b(?:checklist|items?|checks?|criteri(?:on|a)|rubric|requirements?|areas?|topics?|categor(?:y|ies)|controls?|gaps?|todos?|issues?|questions?|aspects?|command|verification|tests?|task|rule)\b/i,
  ],
];
const ITEM = /\b(?:checklist|items?|checks?|audit|criteri(?:on|a)|rubric|requirements?|controls?)\b/i;
const RUBRIC = /\b(?:criteri(?:on|a)|rubric)\b/i;
const COMMAND = /^(?:command|cmd|run|check command|verification command)s?$/i;
const GAPS = /\b(?:known gaps?|gaps?|to-?dos?|open items?|follow-?ups?|remaining)\b/i;
const AUDIT_TITLE = /\b(?:self[- ]?audit|audit|check-?list|rubric|final verification|verification)\b/i;

/** What a table of an audit is, by its header words, heading and, where those say little, its cells. */
export function columnsOf(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  title: string,
): Columns | undefined {
  const at = new Map<Column, number>();
  header.forEach(({ text }, index) => {
    const role = HEADERS.find(([column, words]) => !at.has(column) && words.test(text))?.[0];
    if (role !== undefined) at.set(role, index);
  });
  const first = at.get("number") === 0 ? 1 : 0;
  // The first column names the row, whatever its header is called, unless it holds the result.
  const resultFirst = at.get("result") === first && at.has("item");
  if (at.get("item") !== first && !resultFirst) {
    for (const [role, index] of at) if (index === first && role !== "number") at.delete(role);
    at.set("item", first);
  }
  if (!at.has("result") && resultByCells(rows, at)) at.set("result", resultByCells(rows, at) ?? 0);
  const key = header[at.get("item") ?? first]?.text ?? "";
  const has = (column: Column): boolean => at.has(column);
  if (COMMAND.test(key) && (has("result") || has("exit"))) return { kind: "runs", at };
  if ((has("owner") || has("eta")) && (GAPS.test(key) || GAPS.test(title) || !has("result"))) {
    return has("owner") && (has("eta") || GAPS.test(key) || GAPS.test(title))
      ? { kind: "gaps", at }
      : undefined;
  }
  if (!has("result")) return undefined;
  const named = ITEM.test(key) || AUDIT_TITLE.test(title);
  if (!has("evidence") && !named) return undefined;
  const rubric = RUBRIC.test(key) || (/\brubric\b/i.test(title) && !/\bitem\b/i.test(key));
  return { kind: rubric ? "rubric" : "audit", at };
}

/** The column whose filled cells are all results, where no header says which it is. */
function resultByCells(
  rows: readonly (readonly Cell[])[],
  at: ReadonlyMap<Column, number>,
): number | undefined {
  const taken = new Set(at.values());
  const width = Math.max(0, ...rows.map((row) => row.length));
  for (let index = 1; index < width; index++) {
    if (taken.has(index)) continue;
    const filled = rows.map((row) => row[index]?.raw ?? "").filter(Boolean);
    const results = filled.filter((raw) => raw.length <= 40 && readResult(raw).verdict !== undefined);
    if (filled.length > 0 && results.length === filled.length) return index;
  }
  return undefined;
}
