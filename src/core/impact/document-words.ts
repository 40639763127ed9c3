import { LINE_KIND, type LineKind } from "./document-lines.ts";
import { isCodeLike } from "./words.ts";

/** Longer lines are read only this far. UTF-16 units. */
export const MAX_LINE = 2_000;

const word = /(?:--(?=[A-Za-z]))?[A-Za-z_$][A-Za-z0-9_$]*(?:-[A-Za-z0-9_$]+)*/g;
const span = /(`+)([^`]+)\1/g;

/**
 * Calls back for each word of a document line that can name something in code: every identifier, flag and
 * kebab word in code spans, code blocks and headings; in prose only what looks like code. Text in a code
 * span counts as `span`, whatever line it is in.
 */
export function wordsOfLine(line: string, kind: LineKind, say: (word: string, kind: LineKind) => void): void {
  if (kind === LINE_KIND.hidden) return;
  const text = line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line;
  if (kind === LINE_KIND.block || !text.includes("`")) {
    read(text, kind, say);
    return;
  }
  let at = 0;
  for (const match of text.matchAll(span)) {
    read(text.slice(at, match.index), kind, say);
    read(match[2] ?? "", LINE_KIND.span, say);
    at = match.index + match[0].length;
  }
  read(text.slice(at), kind, say);
}

function read(text: string, kind: LineKind, say: (word: string, kind: LineKind) => void): void {
  const all = kind !== LINE_KIND.prose;
  for (const [found] of text.matchAll(word)) {
    if (
      all
        ? found.length > 1
        : isCodeLike(found) || (found.includes("-") && !found.startsWith("--") && isKebabName(found))
    )
      say(found, kind);
    if (!found.includes("-")) continue;
    for (const part of found.split("-")) {
      if (part.length > 2 && isCodeLike(part)) say(part, kind);
    }
  }
}

/** Kebab words of prose are mostly English compounds; with three parts or a digit they may be names. */
function isKebabName(found: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+){2,}$/.test(found);
}
