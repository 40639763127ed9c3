import { getNodeValue, type Node, parseTree } from "jsonc-parser";
import type { Path } from "../model/place.ts";
import type { LogEntry } from "./audit.ts";
import { AUDIT_LIMITS, type ScannedLine } from "./scan-lines.ts";

/** Fences longer than this are no log excerpt. */
const CHARACTERS = 256 * 1024;

/** The JSON objects of a document's fences (a log's entries, one a line or spread), each with its lines. */
export function readLogs(path: Path, lines: readonly ScannedLine[]): LogEntry[] {
  const fences = new Map<number, ScannedLine[]>();
  for (const line of lines) {
    if (!line.fence || line.isFence || !/^(?:|json[5cl]?|jsonl|ndjson|log|text)$/.test(line.fence.info))
      continue;
    const list = fences.get(line.fence.number) ?? [];
    fences.set(line.fence.number, list);
    list.push(line);
  }
  return [...fences.values()].flatMap((content) => entriesIn(path, content)).slice(0, AUDIT_LIMITS.logs);
}

/** The entries of a log file, one JSON object a line. */
export function readLogFile(path: Path, lines: readonly ScannedLine[]): LogEntry[] {
  return lines.flatMap((line) => entriesIn(path, [line])).slice(0, AUDIT_LIMITS.logs);
}

function entriesIn(path: Path, content: readonly ScannedLine[]): LogEntry[] {
  const first = content[0];
  if (!first) return [];
  const spread = content.map(({ raw }) => raw).join("\n");
  const perLine = content.flatMap(({ body, line }) =>
    /^\{.*\}\s*,?$/.test(body.trim()) ? parsed(path, body, line) : [],
  );
  if (perLine.length > 0) return perLine;
  return spread.length <= CHARACTERS && /^\s*[[{]/.test(spread) ? parsed(path, spread, first.line) : [];
}

function parsed(path: Path, text: string, line: number): LogEntry[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const objects = root?.type === "array" ? (root.children ?? []) : root ? [root] : [];
  const lineAt = lineCounter(text, line);
  return objects.filter(({ type }) => type === "object").map((node) => entryOf(path, node, lineAt));
}

function entryOf(path: Path, node: Node, lineAt: (offset: number) => number): LogEntry {
  const fields = new Map<string, unknown>();
  for (const property of node.children ?? []) {
    const name: unknown = property.children?.[0]?.value;
    const value = property.children?.[1];
    if (typeof name === "string" && value) fields.set(name, getNodeValue(value));
  }
  const line = lineAt(node.offset);
  const endLine = lineAt(node.offset + node.length);
  return { fields, place: { path, line, ...(endLine > line ? { endLine } : {}) } };
}

/** The line of an offset, for offsets that only grow. */
function lineCounter(text: string, first: number): (offset: number) => number {
  let line = first;
  let read = 0;
  return (offset) => {
    for (let at = text.indexOf("\n", read); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
      line++;
      read = at + 1;
    }
    return line;
  };
}
