import type { Path, Place } from "../model/place.ts";
import type { BulletBound, ProtocolPhase, ProtocolTable } from "../model/protocol.ts";
import type { Table } from "../protocol/blocks.ts";
import { splitLines } from "../protocol/lines.ts";
import { plain } from "../protocol/plain.ts";
import type { Ask } from "./ask.ts";
import { findMarker, withoutMarker } from "./marker.ts";
import { bulletsOf, isFilled, isSaid, keyOf, outlineOf, type Outline, type Part } from "./outline.ts";

const LIMITS = { characters: 512 * 1024, asksPerTable: 20 } as const;

/**
 * What a phase document still lacks of what its phase demands: sections, tables with their columns and
 * rows, answers, bullet counts, the marker at the end. Every ask names the line to act at. Never throws.
 */
export function lintPhaseDocument(phase: ProtocolPhase, path: Path, text: string): readonly Ask[] {
  if (text.length > LIMITS.characters) {
    const says = `The document of phase ${phase.number} is larger than ${LIMITS.characters} characters`;
    return [{ code: "document-too-large", text: says, place: { path, line: 1 } }];
  }
  const lines = splitLines(text);
  const outline = outlineOf(withoutMarker(lines, phase.marker));
  const at = (line: number): Place => ({ path, line });
  const end = at(Math.max(1, lines.length));
  return [
    ...uniqueSections(phase).flatMap((title) => sectionAsks(outline, title, at, end)),
    ...phase.bullets.flatMap((bound) => bulletAsks(outline, bound, at, end)),
    ...phase.tables.flatMap((table) => tableAsks(outline, table, at, end)),
    ...markerAsks(lines, phase.marker, at),
  ].sort((a, b) => a.place.line - b.place.line);
}

/**
 * The titles of the sections a phase demands, each once, without those that stand elsewhere: as a bullet
 * list, as a table, as a column (“Evidence” in “Evidence (file:line)”).
 */
export function uniqueSections({ sections, bullets, tables }: ProtocolPhase): readonly string[] {
  const titles = new Set([...bullets, ...tables].map(({ title }) => keyOf(title)));
  const columns = tables.flatMap((table) => table.columns.map(keyOf));
  const elsewhere = (key: string) =>
    titles.has(key) || columns.some((column) => column === key || column.startsWith(`${key}-`));
  const byKey = new Map(sections.map(({ title }) => [keyOf(title), title]));
  return [...byKey].flatMap(([key, title]) => (elsewhere(key) ? [] : [title]));
}

type At = (line: number) => Place;

function partOf({ parts }: Outline, title: string): Part | undefined {
  const key = keyOf(title);
  return parts.find((part) => part.key === key) ?? parts.find((part) => part.key.startsWith(`${key}-`));
}

function sectionAsks(outline: Outline, title: string, at: At, end: Place): Ask[] {
  const part = partOf(outline, title);
  if (part === undefined) {
    return [{ code: "section-missing", text: `The section “${title}” is missing`, place: end }];
  }
  if (isFilled(part.blocks)) return [];
  return [{ code: "section-empty", text: `The section “${title}” is empty`, place: at(part.line) }];
}

function bulletAsks(outline: Outline, { title, min, max }: BulletBound, at: At, end: Place): Ask[] {
  const part = partOf(outline, title);
  if (part === undefined) {
    return [{ code: "section-missing", text: `The section “${title}” is missing`, place: end }];
  }
  const count = bulletsOf(part).length;
  if (count >= min && count <= max) return [];
  const wanted = min === max ? `${min}` : `${min} to ${max}`;
  const text = `“${title}” has ${count} ${count === 1 ? "bullet" : "bullets"}; ${wanted} are asked for`;
  return [{ code: "bullets-out-of-bounds", text, place: at(part.line) }];
}

function tableAsks(outline: Outline, wanted: ProtocolTable, at: At, end: Place): Ask[] {
  const named = wanted.title === "" ? "The table" : `The table “${wanted.title}”`;
  const table = bestTable(outline.tables, wanted);
  if (table === undefined) {
    const text = `${named} is missing: ${wanted.columns.join(" | ")}`;
    return [{ code: "table-missing", text, place: end }];
  }
  const missing = wanted.columns.filter((column) => indexOf(table, column) < 0);
  if (missing.length > 0) {
    const text = `${named} lacks ${missing.length === 1 ? "the column" : "the columns"} ${missing.join(", ")}`;
    return [{ code: "columns-missing", text, place: at(table.line) }];
  }
  const rows = table.rows.filter(({ cells }) =>
    cells.some((cell, index) => isSaid(cell) && !isNumber(table, index)),
  );
  if (rows.length === 0)
    return [{ code: "table-empty", text: `${named} has no rows`, place: at(table.line) }];
  const answer = table.columns.findIndex((column) => ANSWERS.has(keyOf(column)));
  const question = table.columns.findIndex((column) => QUESTIONS.has(keyOf(column)));
  const asks = rows.flatMap(({ cells, line }, row): Ask[] => {
    const number = row + 1;
    const empty = wanted.columns.filter((column) => {
      const index = indexOf(table, column);
      return index !== answer && !isNumber(table, index) && !isSaid(cells[index] ?? "");
    });
    const asked: Ask[] = empty.map((column) => ({
      code: "cell-empty",
      text: `Row ${number}: “${column}” is empty`,
      place: at(line),
    }));
    if (question >= 0 && answer >= 0 && !isSaid(cells[answer] ?? "")) {
      const text = `Question ${number} is unanswered: ${(cells[question] ?? "").slice(0, 120)}`;
      asked.push({ code: "question-unanswered", text, place: at(line) });
    }
    return asked;
  });
  return asks.slice(0, LIMITS.asksPerTable);
}

/** Columns that answer a question of the same row. A table without one is answered by approving it. */
const ANSWERS: ReadonlySet<string> = new Set(["answer", "answers", "response", "decision"]);
const QUESTIONS: ReadonlySet<string> = new Set(["question", "questions"]);

/** The table with the most of the wanted columns, when it has at least half of them. */
function bestTable(tables: readonly Table[], { columns }: ProtocolTable): Table | undefined {
  const share = (table: Table) => columns.filter((column) => indexOf(table, column) >= 0).length;
  const best = [...tables].sort((a, b) => share(b) - share(a))[0];
  return best !== undefined && share(best) * 2 >= columns.length ? best : undefined;
}

function indexOf(table: Table, column: string): number {
  const key = columnKey(column);
  return table.columns.findIndex((other) => columnKey(other) === key);
}

/** `#` has no letters: such a title is compared as it stands. */
function columnKey(column: string): string {
  return keyOf(column) || plain(column);
}

function isNumber(table: Table, index: number): boolean {
  return /^(?:#|no\.?|nr\.?)?$/i.test(table.columns[index] ?? "");
}

function markerAsks(lines: readonly string[], marker: string | undefined, at: At): Ask[] {
  if (marker === undefined) return [];
  const found = findMarker(lines, marker);
  const place = at(found.line);
  switch (found.is) {
    case "last":
      return [];
    case "missing":
      return [{ code: "marker-missing", text: `The document has to end with ${marker}`, place }];
    case "altered":
      return [
        { code: "marker-altered", text: `The marker was altered: ${found.says}, not ${marker}`, place },
      ];
    case "not-last":
      return [{ code: "marker-not-last", text: "Something was written after the marker", place }];
  }
}
