import type { Lexeme } from "../../../diff/lex.ts";
import { contentOf } from "./named.ts";

/** Words of code a literal may be made of besides numbers: units and constructors of durations. */
const durationWord =
  /^(?:time|Duration|TimeSpan|timedelta|datetime|chrono|std|Nanosecond|Microsecond|Millisecond|Second|Minute|Hour|from_\w+|From\w+|of\w+|seconds?|minutes?|hours?|days?|weeks?|milliseconds?|microseconds?)$/;
const booleans = new Set(["true", "false", "True", "False", "TRUE", "FALSE"]);
const ends = new Set([",", ";", "}", ")", "]"]);
/** More words than this are no literal. */
const MAX_WORDS = 12;

export interface Literal {
  readonly text: string;
  /** Position after its last word. */
  readonly end: number;
}

/** The literal that starts at `k` and is followed by an end; `undefined` for any other expression. */
export function literalAt(words: readonly Lexeme[], k: number): Literal | undefined {
  const first = words[k];
  if (!first) return undefined;
  if (first.kind === "string") {
    if (first.text.endsWith("${") || !endsHere(words, k + 1)) return undefined;
    const text = contentOf(first.text);
    return text.length > 0 && text.length <= 80 && !text.includes("\n") ? { text, end: k + 1 } : undefined;
  }
  if (first.kind === "name" && booleans.has(first.text)) {
    return endsHere(words, k + 1) ? { text: first.text, end: k + 1 } : undefined;
  }
  if (first.text === "[") return listAt(words, k);
  let end = k;
  let depth = 0;
  let number = false;
  for (; end < words.length && end - k < MAX_WORDS; end++) {
    const word = words[end];
    if (!word || (end > k && word.first && depth === 0 && !/^[*/+]$/.test(words[end - 1]?.text ?? ""))) break;
    if (word.kind === "number") number = true;
    else if (word.text === "(") depth++;
    else if (word.text === ")" && depth > 0) depth--;
    else if (
      !/^[-*/+.]$|^::$/.test(word.text) &&
      !(depth > 0 && word.text === "=") &&
      !(word.kind === "name" && (durationWord.test(word.text) || isQualifier(words, end)))
    )
      break;
  }
  if (!number || depth !== 0 || !endsHere(words, end)) return undefined;
  const text = words
    .slice(k, end)
    .map(({ text: part, spaced }, i) => (spaced && i > 0 ? ` ${part}` : part))
    .join("");
  return { text, end };
}

/** More words than this are data, and no list that a document repeats. */
const MAX_LIST = 40;

/** A list of numbers and strings, written as documents write it: `[6023, 6073]`. */
function listAt(words: readonly Lexeme[], k: number): Literal | undefined {
  const items: string[] = [];
  let end = k + 1;
  for (; end < words.length && end - k < MAX_LIST && words[end]?.text !== "]"; end++) {
    const word = words[end];
    if (word?.text === ",") continue;
    if (word?.kind !== "number" && word?.kind !== "string") return undefined;
    items.push(word.text);
  }
  if (words[end]?.text !== "]" || items.length < 2 || !endsHere(words, end + 1)) return undefined;
  return { text: `[${items.join(", ")}]`, end: end + 1 };
}

/** `ptypes` of `ptypes.Duration(…)`. */
function isQualifier(words: readonly Lexeme[], k: number): boolean {
  return words[k + 1]?.text === "." && words[k + 2]?.text === "Duration" && words[k + 3]?.text === "(";
}

function endsHere(words: readonly Lexeme[], k: number): boolean {
  const next = words[k];
  if (!next || ends.has(next.text) || next.first) return true;
  return next.kind === "name" && /^(?:as|satisfies|if|unless|noqa)$/.test(next.text);
}
