import { contentsOf } from "./contents.ts";
import type { Document } from "./document.ts";
import { titleBreaks, unflatten, type Unflattened } from "./flattened.ts";
import { LIMITS } from "./limits.ts";
import { splitLines } from "./lines.ts";
import { repairLine } from "./mojibake.ts";
import { readBlocks, type ReadBlocks } from "./read-blocks.ts";
import { sectionsOf } from "./sections.ts";
import type { Block } from "./blocks.ts";

/** A document and what the reading of it already showed to be wrong. */
export interface ReadDocument {
  readonly document: Document;
  readonly blocks: readonly Block[];
  readonly glued: Unflattened["glued"];
  readonly tooDeep: ReadBlocks["tooDeep"];
  readonly tooLong: ReadBlocks["tooLong"];
  /** The last line that was read, where the document is over the limit. */
  readonly cutAfter: number | undefined;
  /** Lines of which only the beginning was read. */
  readonly cutLines: readonly number[];
}

/** Reads as much of a text as the limits allow. */
export function readDocument(path: string, text: string): ReadDocument {
  const over = text.length > LIMITS.characters;
  const rawLines = splitLines(over ? text.slice(0, LIMITS.characters) : text);
  const cutLines: number[] = [];
  const body = withoutFrontMatter(rawLines);
  const lines = body.map((line, at) => {
    if (line.length > LIMITS.lineCharacters) cutLines.push(at + 1);
    return repairLine(line.slice(0, LIMITS.lineCharacters)).text;
  });
  const { blocks: found, tooDeep, tooLong } = readBlocks(lines, titleBreaks(lines));
  const { blocks, glued } = unflatten(found);
  const sections = sectionsOf(blocks, lines.length);
  const document = { path, rawLines, lines, sections, contents: contentsOf(sections) };
  return { document, blocks, glued, tooDeep, tooLong, cutAfter: over ? lines.length : undefined, cutLines };
}

/** YAML front matter is settings for a tool, not protocol: its lines are read as empty. */
function withoutFrontMatter(lines: readonly string[]): readonly string[] {
  if (!/^\uFEFF?---\s*$/.test(lines[0] ?? "")) return lines;
  const end = lines.slice(1, LIMITS.frontMatterLines).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  return end < 0 ? lines : lines.map((line, at) => (at <= end + 1 ? "" : line));
}
