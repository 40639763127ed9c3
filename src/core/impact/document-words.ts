import { LINE_KIND, type LineKind } from "./document-lines.ts";
import { isCodeLike } from "./words.ts";

/** Longer lines are read only this far. UTF-16 units. */
const MAX_LINE = 2_000;
/** Longer words are no names. */
const MAX_WORD = 100;

/** Whether a word may name code even in prose: it looks like code, or is a kebab word of three parts. */
export function isNameInProse(word: string): boolean {
  return isCodeLike(word) || (isKebab(word) && isKebabName(word));
}

/** The parts of a kebab word that may name code by themselves. */
export function nameParts(word: string): string[] {
  return isKebab(word) ? word.split("-").filter((part) => part.length > 2 && isCodeLike(part)) : [];
}

function isKebab(word: string): boolean {
  return word.includes("-", 1) && !word.startsWith("--");
}

/** Kebab words of prose are mostly English compounds; with three parts they may be names. */
function isKebabName(word: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+){2,}$/.test(word);
}

const BACKTICK = 96;
const DASH = 45;
const COLON = 58;

function starts(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36;
}

function continues(c: number): boolean {
  return starts(c) || (c >= 48 && c <= 57);
}

/** Calls back for each word of a line; in a code span its kind is `span`, in a web address `hidden`. Linear. */
export function eachWord(line: string, kind: LineKind, say: (word: string, kind: LineKind) => void): void {
  const end = Math.min(line.length, MAX_LINE);
  const spans = kind !== LINE_KIND.block && kind !== LINE_KIND.hidden;
  /** How many backticks opened the span that is being read; 0 outside one. */
  let open = 0;
  /** Up to here stands a web address: its words are read, but name nothing here. */
  let address = 0;
  let at = 0;
  while (at < end) {
    const c = line.charCodeAt(at);
    if (c === BACKTICK && spans) {
      let run = 1;
      while (line.charCodeAt(at + run) === BACKTICK) run++;
      if (open === run) open = 0;
      else if (open === 0 && line.indexOf("`".repeat(run), at + run) >= 0) open = run;
      at += run;
      continue;
    }
    if (continues(c) && !starts(c)) {
      while (at < end && continues(line.charCodeAt(at))) at++;
      continue;
    }
    if (c === COLON && line.startsWith("://", at)) {
      address = addressEnd(line, at);
      at += 3;
      continue;
    }
    if (!starts(c)) {
      at++;
      continue;
    }
    let from = at;
    if (
      line.charCodeAt(at - 1) === DASH &&
      line.charCodeAt(at - 2) === DASH &&
      !continues(line.charCodeAt(at - 3))
    )
      from = at - 2;
    while (at < end) {
      const next = line.charCodeAt(at);
      if (continues(next) || (next === DASH && continues(line.charCodeAt(at + 1)))) at++;
      else break;
    }
    if (at - from <= MAX_WORD)
      say(line.slice(from, at), from < address ? LINE_KIND.hidden : open > 0 ? LINE_KIND.span : kind);
  }
}

/** Where the web address ends that goes on at `from`. */
function addressEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length && !/[\s"'`<>)\]|]/.test(line.charAt(at))) at++;
  return at;
}
