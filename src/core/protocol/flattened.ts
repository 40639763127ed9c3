import { atomOf, sentencesOf } from "./atoms.ts";
import type { Block, Item, Paragraph } from "./blocks.ts";
import { plain } from "./plain.ts";
import { isSequenceTitle } from "./words.ts";

/**
 * Web text that lost its markup: headings are bare short lines, and a name stands on the line before its
 * sentence. Read from the shapes of the lines alone: T is a title-like line, S a sentence.
 */
export interface Unflattened {
  readonly blocks: readonly Block[];
  /** Lines where two parts run together (`Prevent driftKeep backend logic`), and where to cut them. */
  readonly glued: readonly { readonly line: number; readonly cuts: readonly number[] }[];
}

interface Piece {
  readonly text: string;
  readonly line: number;
  readonly title: boolean;
  /** A table, list or other block; such a piece has no text. */
  readonly block?: Block;
}

const TITLE_WORDS = 8;

/**
 * Where a bare title follows a list or table without a blank line: Markdown would take it, and all after
 * it, for more of the last bullet. Line numbers; none in a document that has headings.
 */
export function titleBreaks(lines: readonly string[]): number[] {
  if (lines.some((line) => /^ {0,3}#{1,6}\s/.test(line))) return [];
  let fence: string | undefined;
  return lines.flatMap((line, at) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    if (fence !== undefined || !/^\s*(?:[-*+]|\d{1,9}[.)])\s|^\s*\|/.test(lines[at - 1] ?? "")) return [];
    return isTitle(line) && /^\S/.test(line) && !/^\d{1,9}[.)]\s/.test(line) ? [at + 1] : [];
  });
}

/** The blocks as they are, unless the document has the shape of flattened text. */
export function unflatten(blocks: readonly Block[]): Unflattened {
  if (blocks.filter(({ is }) => is === "heading").length > 1) return { blocks, glued: [] };
  const glued: { line: number; cuts: number[] }[] = [];
  const pieces = blocks.flatMap((block): Piece[] => {
    if (block.is !== "paragraph") return [{ text: "", line: block.line, title: false, block }];
    return block.raw.split("\n").flatMap((text, index) => {
      const line = block.line + index;
      const cuts = gluePoints(text);
      if (cuts.length > 0) glued.push({ line, cuts });
      return cutAt(text, cuts).map((part) => ({ text: part, line, title: isTitle(part) }));
    });
  });
  return looksFlattened(pieces) ? { blocks: rebuild(pieces), glued } : { blocks, glued: [] };
}

/** Enough bare titles, and nearly every other line a whole sentence: wrapped prose has neither. */
function looksFlattened(pieces: readonly Piece[]): boolean {
  const text = pieces.filter((piece) => !piece.block && piece.text.trim() !== "");
  const titles = text.filter(({ title }) => title).length;
  const sentences = text.filter(({ title }) => !title);
  const whole = sentences.filter((piece) => /[.!?:]["'”’)]*$/.test(piece.text.trim())).length;
  return titles >= 3 && sentences.length >= 2 && whole * 10 >= sentences.length * 7;
}

function rebuild(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  let list = -1;
  let order = 0;
  let inSequence = false;
  let sentenceCase = false;
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (!piece) break;
    if (piece.block) {
      blocks.push(piece.block);
      continue;
    }
    const next = pieces[at + 1];
    if (!piece.title) {
      blocks.push(paragraphOf(piece));
      continue;
    }
    const pairs = next !== undefined && !next.block && !next.title && endsPair(pieces[at + 2]);
    const heads =
      !pairs || isSequenceTitle(piece.text) || (inSequence && sentenceCase && isTitleCase(piece.text));
    if (heads) {
      inSequence = isSequenceTitle(piece.text);
      sentenceCase = false;
      order = 0;
      list -= 1;
      blocks.push({ is: "heading", level: 2, raw: piece.text.trim(), line: piece.line, endLine: piece.line });
      continue;
    }
    order += 1;
    sentenceCase ||= /\s/.test(piece.text.trim()) && !isTitleCase(piece.text);
    blocks.push(pairOf(piece, next, list, inSequence ? order : undefined));
    at += 1;
  }
  return blocks;
}

/** A name and its sentence are a pair when nothing more of the same part follows. */
function endsPair(after: Piece | undefined): boolean {
  return after === undefined || (after.title && !after.block);
}

function paragraphOf({ text, line }: Piece): Paragraph {
  return { is: "paragraph", raw: text.trim(), line, endLine: line, sentences: sentencesOf(text, line) };
}

function pairOf(name: Piece, sentence: Piece, list: number, order: number | undefined): Item {
  const raw = `${name.text.trim()}: ${sentence.text.trim()}`;
  return {
    is: "item",
    raw,
    atom: { ...atomOf(raw, name.line), endLine: sentence.line },
    list,
    ...(order === undefined ? {} : { order }),
    task: false,
    lead: plain(name.text),
    body: plain(sentence.text),
    children: [],
    line: name.line,
    endLine: sentence.line,
  };
}

function isTitle(text: string): boolean {
  const line = text.trim();
  const words = line.split(/\s+/);
  return (
    line.length > 0 &&
    line.length <= 80 &&
    words.length <= TITLE_WORDS &&
    /^[\p{Lu}\d]/u.test(line) &&
    /[\p{L}\d)]$/u.test(line)
  );
}

const SMALL = new Set([
  "a",
  "an",
  "and",
  "as",
  "at",
  "by",
  "for",
  "from",
  "in",
  "of",
  "on",
  "or",
  "per",
  "the",
  "to",
  "with",
]);

function isTitleCase(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => SMALL.has(word) || /^[\p{Lu}\d]/u.test(word));
}

/** `aligned.Applies To`: a sentence, and without a space a title that the line ends with. */
const LAST_GLUE = /[\p{Ll}\d)][.!?](?=\p{Lu}\p{Ll})/gu;
/** `driftKeep`: a title, and without a space the sentence that belongs to it. */
const FIRST_GLUE = /\p{Ll}(?=\p{Lu}\p{Ll})/gu;
const ONE_WORD =
  /^(?:Git(?:Hub|Lab)|(?:Java|Type|Coffee|Post|Live|Ecma)Script|Open[A-Z]|Postgre|My[A-Z]|No[A-Z]|You[A-Z]|Linked|Dev[A-Z]|Web[A-Z]|Power[A-Z]|Visual[A-Z]|Mark[A-Z])/;

function gluePoints(text: string): number[] {
  const ends = [...text.matchAll(LAST_GLUE)].map((match) => match.index + match[0].length);
  const last = ends.at(-1);
  if (last === undefined || !isTitle(text.slice(last)) || text.slice(0, last).split(/\s+/).length < 4)
    return [];
  const first = [...text.slice(0, last).matchAll(FIRST_GLUE)]
    .map((match) => match.index + 1)
    .find((at) => {
      const word = /\S*$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? "";
      return isTitle(text.slice(0, at)) && !ONE_WORD.test(word + text.slice(at, at + 12));
    });
  return first === undefined ? [last] : [first, last];
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  const starts = [0, ...cuts];
  return starts.map((start, at) => text.slice(start, starts[at + 1]));
}
