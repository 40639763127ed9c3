import MarkdownIt, { type Token } from "markdown-it";
import { atomOf, sentencesOf } from "./atoms.ts";
import type { Block, Code, Html, Row, Table } from "./blocks.ts";
import { splitLead } from "./lead.ts";
import { LIMITS } from "./limits.ts";
import { plain } from "./plain.ts";
import { splitLines } from "./lines.ts";

export interface ReadBlocks {
  readonly blocks: readonly Block[];
  /** Lines where lists or quotes stand deeper in each other than is read. */
  readonly tooDeep: readonly number[];
  /** First refused row of every table with too many. */
  readonly tooLong: readonly number[];
}

/**
 * Markdown to blocks: structure by markdown-it, inline text by `plain`. A block never reaches over one of
 * the `breaks`, the line numbers at which reading begins afresh. Never throws.
 */
export function readBlocks(lines: readonly string[], breaks: readonly number[] = []): ReadBlocks {
  const md = new MarkdownIt({ html: true, maxNesting: LIMITS.nesting });
  md.core.ruler.enableOnly(["normalize", "block"]);
  // Link targets are never looked at.
  md.normalizeLink = (url) => url;
  const tooDeep: number[] = [];
  const tooLong: number[] = [];
  let lists = 0;
  const blocks = [1, ...breaks].flatMap((start, at, starts) => {
    const tokens = md.parse(lines.slice(start - 1, (starts[at + 1] ?? lines.length + 1) - 1).join("\n"), {});
    const cursor: Cursor = { tokens, lines, offset: start, at: 0, lists, tooDeep, tooLong };
    const read = readUntil(cursor, undefined);
    lists = cursor.lists;
    return read;
  });
  return { blocks, tooDeep, tooLong };
}

interface Cursor {
  readonly tokens: readonly Token[];
  /** The lines of the whole document. */
  readonly lines: readonly string[];
  /** The line of the document at which the tokens begin to count. */
  readonly offset: number;
  at: number;
  lists: number;
  readonly tooDeep: number[];
  readonly tooLong: number[];
}

function readUntil(cursor: Cursor, close: string | undefined, inItem = false): Block[] {
  const blocks: Block[] = [];
  for (let token = cursor.tokens[cursor.at]; token; token = cursor.tokens[cursor.at]) {
    cursor.at += 1;
    if (token.type === close) break;
    const line = (token.map?.[0] ?? 0) + cursor.offset;
    if (token.level >= LIMITS.nesting - 2 && token.map) cursor.tooDeep.push(line);
    switch (token.type) {
      case "heading_open":
      case "paragraph_open": {
        const inline = cursor.tokens[cursor.at];
        const raw = inline?.content ?? "";
        cursor.at += 2;
        blocks.push(
          token.type === "heading_open" && !inItem
            ? {
                is: "heading",
                level: Number(token.tag.slice(1)),
                raw,
                line,
                endLine: endOf(cursor, token, line),
              }
            : paragraph(raw, line),
        );
        break;
      }
      case "bullet_list_open":
      case "ordered_list_open":
        readList(cursor, blocks);
        break;
      case "table_open": {
        const { table, rest } = readTable(cursor, line);
        blocks.push(table);
        if (rest) blocks.push(rest);
        break;
      }
      case "fence":
      case "code_block":
        blocks.push(code(cursor, token));
        break;
      case "html_block":
        blocks.push(html(token, line, endOf(cursor, token, line)));
        break;
      default:
        break;
    }
  }
  return blocks;
}

function paragraph(raw: string, line: number): Block {
  return {
    is: "paragraph",
    raw,
    line,
    endLine: line + splitLines(raw).length - 1,
    sentences: sentencesOf(raw, line),
  };
}

/** Appends the list's entries one by one: spreading a long list would exhaust the stack. */
function readList(cursor: Cursor, into: Block[]): void {
  cursor.lists += 1;
  const list = cursor.lists;
  const ordered = cursor.tokens[cursor.at - 1]?.type === "ordered_list_open";
  let order: number | undefined;
  const end = ordered ? "ordered_list_close" : "bullet_list_close";
  for (let token = cursor.tokens[cursor.at]; token; token = cursor.tokens[cursor.at]) {
    cursor.at += 1;
    if (token.type === end) break;
    if (token.type !== "list_item_open") continue;
    const line = (token.map?.[0] ?? 0) + cursor.offset;
    const blocks = readUntil(cursor, "list_item_close", true);
    const [own, ...rest] = blocks;
    const first = own?.is === "paragraph" ? own : undefined;
    // As Markdown counts: from the first number on, whatever the later ones say.
    order = order === undefined ? Number(token.info) : order + 1;
    const task = /^\[[ xX]\](?:\s|$)/.test(first?.raw ?? "");
    const raw = task ? (first?.raw ?? "").slice(3).trimStart() : (first?.raw ?? "");
    const start = first?.line ?? line;
    into.push({
      is: "item",
      raw,
      atom: atomOf(raw, start),
      list,
      ...(ordered ? { order } : {}),
      task,
      ...splitLead(raw),
      children: first ? rest : blocks,
      line: start,
      endLine: lastFilled(cursor.lines, endOf(cursor, token, line), line),
    });
  }
}

/** GFM lets a table run on over lines without a bar; here those end it, and are given back as a paragraph. */
function readTable(cursor: Cursor, line: number): { table: Table; rest: Block | undefined } {
  const columns: string[] = [];
  const rows: Row[] = [];
  let cells: string[] = [];
  let rowLine = line;
  let restLine: number | undefined;
  let full = false;
  let endLine = line;
  for (let token = cursor.tokens[cursor.at]; token; token = cursor.tokens[cursor.at]) {
    cursor.at += 1;
    if (token.type === "table_close") break;
    if (token.type === "tr_open") {
      cells = [];
      rowLine = token.map ? token.map[0] + cursor.offset : rowLine;
    } else if (token.type === "inline") cells.push(plain(token.content));
    else if (token.type === "thead_close") columns.push(...cells);
    else if (token.type === "tr_close" && columns.length > 0) {
      if (restLine === undefined && !(cursor.lines[rowLine - 1] ?? "").includes("|")) restLine = rowLine;
      if (restLine !== undefined) {
        endLine = rowLine;
        continue;
      }
      if (rows.length < LIMITS.tableRows) rows.push(row(cells, rowLine));
      else if (!full) {
        cursor.tooLong.push(rowLine);
        full = true;
      }
    }
  }
  const lastRow = rows.at(-1)?.line ?? line + 1;
  const table: Table = { is: "table", columns, rows, line, endLine: lastRow };
  if (restLine === undefined) return { table, rest: undefined };
  const raw = cursor.lines
    .slice(restLine - 1, endLine)
    .map((text) => text.trim())
    .join("\n");
  return { table, rest: paragraph(raw, restLine) };
}

function row(cells: readonly string[], line: number): Row {
  return { cells: [...cells], text: cells.filter(Boolean).join(" — "), line, endLine: line };
}

function code(cursor: Cursor, token: Token): Code {
  const from = (token.map?.[0] ?? 0) + cursor.offset - 1;
  const to = (token.map?.[1] ?? 1) + cursor.offset - 1;
  const fenced = token.type === "fence";
  const closing = (cursor.lines[to - 1] ?? "").trim().replace(/^(?:>\s*)+/, "");
  const closed = !fenced || (to - 1 > from && closing.startsWith(token.markup) && /^[`~]+$/.test(closing));
  return {
    is: "code",
    info: token.info.trim(),
    lines: splitLines(token.content.replace(/\n$/, "")),
    first: fenced ? from + 2 : from + 1,
    closed,
    line: from + 1,
    endLine: lastFilled(cursor.lines, to, from + 1),
  };
}

function html(token: Token, line: number, endLine: number): Html {
  const text = token.content.replaceAll("<!--", "    ").replaceAll("-->", "   ");
  const sentences = sentencesOf(text, line).filter((atom) => /\p{L}+\s+\p{L}+\s+\p{L}+/u.test(atom.text));
  return { is: "html", sentences, line, endLine };
}

/** The last line a token spans, in the document's count. */
function endOf(cursor: Cursor, token: Token, line: number): number {
  return token.map ? Math.max(line, token.map[1] + cursor.offset - 1) : line;
}

/** `end` (1-based, inclusive) moved up over blank lines, never above `from`. */
function lastFilled(lines: readonly string[], end: number, from: number): number {
  let last = end;
  while (last > from && (lines[last - 1] ?? "").trim() === "") last -= 1;
  return last;
}
