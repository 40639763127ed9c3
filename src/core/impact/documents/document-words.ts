import { LINE_KIND, type LineKind } from "./document-lines.ts";
import { HASH_PRIME, HASH_START } from "../word-hash.ts";
import { isCodeLike } from "../words.ts";

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
const HASH_OF_DASHES = Math.imul(Math.imul(HASH_START ^ DASH, HASH_PRIME) ^ DASH, HASH_PRIME);

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
/** What an ASCII character can be in a word. */
const CLASS = Uint8Array.from({ length: 128 }, (_, c) =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36
    ? LETTER
    : c >= 48 && c <= 57
      ? DIGIT
      : OTHER,
);

function continues(c: number): boolean {
  return c < 128 && CLASS[c] !== OTHER;
}

/** A word as it is read: `line[from … to)`, the FNV-1a hash of its UTF-16 units, and the kind of what it stands in. */
export type SayWord = (from: number, to: number, hash: number, kind: LineKind) => void;

/** Calls back for each word of a line; in a code span its kind is `span`, in a web address `hidden`. Linear; makes no strings. */
export function eachWord(line: string, kind: LineKind, say: SayWord): void {
  const end = Math.min(line.length, MAX_LINE);
  const spans = kind !== LINE_KIND.block && kind !== LINE_KIND.hidden;
  /** How many backticks opened the span that is being read; 0 outside one. */
  let open = 0;
  /** Up to here stands a web address: its words are read, but name nothing here. */
  let address = 0;
  let at = 0;
  while (at < end) {
    const c = line.charCodeAt(at);
    const is = c < 128 ? CLASS[c]! : OTHER;
    if (is === OTHER) {
      at++;
      if (c === BACKTICK && spans) {
        let run = 1;
        while (line.charCodeAt(at) === BACKTICK) {
          run++;
          at++;
        }
        if (open === run) open = 0;
        else if (open === 0 && line.indexOf("`".repeat(run), at) >= 0) open = run;
      } else if (c === COLON && line.startsWith("//", at)) {
        address = addressEnd(line, at - 1);
        at += 2;
      }
      continue;
    }
    if (is === DIGIT) {
      while (at < end && continues(line.charCodeAt(at))) at++;
      continue;
    }
    let hash = HASH_START;
    let from = at;
    if (
      line.charCodeAt(at - 1) === DASH &&
      line.charCodeAt(at - 2) === DASH &&
      !continues(line.charCodeAt(at - 3))
    ) {
      from = at - 2;
      hash = HASH_OF_DASHES;
    }
    while (at < end) {
      const next = line.charCodeAt(at);
      if (!continues(next) && !(next === DASH && continues(line.charCodeAt(at + 1)))) break;
      hash = Math.imul(hash ^ next, HASH_PRIME);
      at++;
    }
    if (at - from <= MAX_WORD)
      say(from, at, hash >>> 0, from < address ? LINE_KIND.hidden : open > 0 ? LINE_KIND.span : kind);
  }
}

/** Where the web address ends that goes on at `from`. */
function addressEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length && !/[\s"'`<>)\]|]/.test(line.charAt(at))) at++;
  return at;
}
