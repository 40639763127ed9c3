import { splitLines } from "../diff/lines.ts";
import type { Table } from "../protocol/blocks.ts";
import { isSaid, keyOf, outlineOf } from "./outline.ts";

/** A question for people, and what is known about it. */
export interface Question {
  readonly question: string;
  readonly topic?: string;
  readonly why?: string;
  readonly assumption?: string;
  readonly risk?: string;
}

/** A phase document with more questions in its table. */
export interface WithQuestions {
  readonly text: string;
  /** The lines of the new rows, 1-based. */
  readonly lines: readonly number[];
}

/** What goes under a column, by the beginning of its title. */
const COLUMNS: readonly (readonly [RegExp, (question: Question, number: number) => string | undefined])[] = [
  [/^(?:#|no|nr|number)?$/, (_, number) => String(number)],
  [/^question/, ({ question }) => question],
  [/^topic|^area|^subject/, ({ topic }) => topic],
  [/^why|^reason/, ({ why }) => why],
  [/assumption/, ({ assumption }) => assumption],
  [/risk|if-wrong/, ({ risk }) => risk],
];

/** Puts questions at the end of a document's questions table, over its empty rows; `undefined` where there is no such table. */
export function addQuestions(text: string, questions: readonly Question[]): WithQuestions | undefined {
  const lines = splitLines(text);
  const table = outlineOf(lines).tables.find(({ columns }) =>
    columns.some((column) => keyOf(column) === "question" || keyOf(column) === "questions"),
  );
  if (!table) return undefined;
  const said = table.rows.filter((row) => isAsked(table, row.cells));
  const empty = new Set(table.rows.filter((row) => !said.includes(row)).map(({ line }) => line));
  // The header, the line under it, then the rows.
  const last = said.at(-1)?.line ?? table.line + 1;
  const rows = questions.map((question, at) => rowOf(table, question, said.length + at + 1));
  const before = lines.slice(0, last).filter((_, at) => !empty.has(at + 1));
  const after = lines.slice(last).filter((_, at) => !empty.has(last + at + 1));
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const end = text.endsWith("\n") ? eol : "";
  return {
    text: [...before, ...rows, ...after].join(eol) + end,
    lines: rows.map((_, at) => before.length + at + 1),
  };
}

function isAsked({ columns }: Table, cells: readonly string[]): boolean {
  return cells.some((cell, at) => isSaid(cell) && !/^(?:#|no\.?|nr\.?)?$/i.test(columns[at] ?? ""));
}

function rowOf({ columns }: Table, question: Question, number: number): string {
  const cells = columns.map((column) => {
    const key = column.trim() === "#" ? "#" : keyOf(column);
    const write = COLUMNS.find(([pattern]) => pattern.test(key))?.[1];
    return cell(write?.(question, number) ?? "");
  });
  return `| ${cells.join(" | ")} |`;
}

/** A text as one cell of a table: on one line, nothing of it ends the cell or begins markup of its own. */
function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll("\\", "\\\\")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;");
}
