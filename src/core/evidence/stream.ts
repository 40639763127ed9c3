import { splitLines } from "../diff/lines.ts";

/**
 * A text as its words and marks, one after the other, without white space and without what a formatter
 * may add or drop: a comma before a closing bracket, a semicolon that ends a line, the choice of quotes.
 */
export interface Stream {
  readonly words: readonly string[];
  /** A 32-bit hash of each word. */
  readonly hashes: Int32Array;
  /** The 1-based line of each word. */
  readonly lines: Int32Array;
  /** How many lines the text has; at least 1. */
  readonly lineCount: number;
}

/** Texts beyond this many characters are read up to it. */
export const STREAM_LIMIT = 2 * 1024 * 1024;

const WORD = /[\p{L}\p{N}_$]+|[^\s]/gu;
const QUOTES: ReadonlySet<string> = new Set(["'", '"', "`", "‘", "’", "“", "”"]);
const CLOSERS: ReadonlySet<string> = new Set([")", "]", "}"]);

/** Reads a text. Linear; never throws. */
export function streamOf(text: string): Stream {
  const source = splitLines(text.length > STREAM_LIMIT ? text.slice(0, STREAM_LIMIT) : text);
  const words: string[] = [];
  const lines: number[] = [];
  source.forEach((content, at) => {
    const found = content.match(WORD) ?? [];
    const last = found.length - 1;
    found.forEach((word, index) => {
      if (word === ";" && index === last) return;
      if (CLOSERS.has(word) && words.at(-1) === ",") {
        words.pop();
        lines.pop();
      }
      words.push(QUOTES.has(word) ? '"' : word);
      lines.push(at + 1);
    });
  });
  return {
    words,
    hashes: Int32Array.from(words, hashOf),
    lines: Int32Array.from(lines),
    lineCount: Math.max(1, source.length),
  };
}

/** FNV-1a over UTF-16 units: fast, and no secret. */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  // One more round, so that words that differ in their last character differ in their high bits too.
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ (hash >>> 12);
}

/** The words of lines `from` to `to`, as a range of positions, end exclusive; empty where the lines are blank. */
export function wordsOfLines(stream: Stream, from: number, to: number): { start: number; end: number } {
  return { start: firstAtLeast(stream.lines, from), end: firstAtLeast(stream.lines, to + 1) };
}

/** The first position whose line is `line` or later. */
function firstAtLeast(lines: Int32Array, line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
