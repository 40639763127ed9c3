import { groupBy } from "../group.ts";
import { languageOf, type Language, type LanguageId, type Quote } from "./languages.ts";

type LexemeKind = "comment" | "string" | "regex" | "number" | "name" | "punctuation";

/** One word of a source text. White space is not kept, only that there was some. */
export interface Lexeme {
  readonly kind: LexemeKind;
  readonly text: string;
  /** 1-based line it starts on. */
  readonly line: number;
  /** 1-based line it ends on. */
  readonly endLine: number;
  /** White space or a line end stands before it. */
  readonly spaced: boolean;
  /** It is the first of its line; then `indent` is the white space before it. */
  readonly first: boolean;
  readonly indent: string;
}

const operators = [
  "===",
  "!==",
  "...",
  "**=",
  "<<=",
  "??=",
  "||=",
  "&&=",
  "=>",
  "->",
  "==",
  "!=",
  "<=",
  ">=",
  "&&",
  "||",
  "++",
  "--",
  "**",
  "::",
  ":=",
  "?.",
  "??",
  "+=",
  "-=",
  "*=",
  "/=",
  "|=",
  "&=",
];
const operatorsByFirst: ReadonlyMap<string, readonly string[]> = groupBy(operators, (operator) =>
  operator.charAt(0),
);
const regexMayFollow = new Set([
  "return",
  "typeof",
  "case",
  "in",
  "of",
  "do",
  "else",
  "void",
  "delete",
  "throw",
  "new",
  "instanceof",
  "yield",
  "await",
]);
/** Longer regular expression literals are taken as punctuation; keeps the lexer linear. */
const MAX_REGEX = 400;
const stringPrefix = /^(?:[rbfu]|rb|br|fr|rf|c|l|u8)$/i;
const letter = /[\p{L}\p{N}]/u;

/**
 * The words of a source text, in order. Linear in its length, never throws: what it cannot read it takes
 * as punctuation. Good enough to tell comments from code; it is no parser. An interpolated template is
 * cut into the strings around the code it holds.
 */
export function lex(text: string, id: LanguageId): Lexeme[] {
  const language = languageOf(id);
  const quotesByFirst = groupBy(language.quotes, (quote) => quote.open.charAt(0));
  const out: Lexeme[] = [];
  /** For each open template hole, how many `{` were open in it. */
  const holes: number[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  let lastEnd = 0;
  let first = true;
  let previous: Lexeme | undefined;

  const take = (kind: LexemeKind, end: number): void => {
    const from = line;
    const word = text.slice(at, end);
    const lexeme: { -readonly [K in keyof Lexeme]: Lexeme[K] } = {
      kind,
      text: word,
      line: from,
      endLine: from,
      spaced: at > lastEnd || first,
      first,
      indent: first ? text.slice(lineStart, at) : "",
    };
    for (let k = word.indexOf("\n"); k >= 0; k = word.indexOf("\n", k + 1)) {
      line++;
      lineStart = at + k + 1;
    }
    lexeme.endLine = line;
    out.push(lexeme);
    if (kind !== "comment") previous = lexeme;
    first = false;
    at = end;
    lastEnd = end;
  };

  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c === 10) {
      at++;
      line++;
      lineStart = at;
      first = true;
      continue;
    }
    if (c === 32 || c === 9 || c === 13 || c === 12 || c === 0xa0 || c === 0xfeff) {
      at++;
      continue;
    }
    const comment = commentEnd(text, at, language, first, previous);
    if (comment > 0) {
      take("comment", comment);
      continue;
    }
    if (isNameCode(c, language) && !(c >= 48 && c <= 57)) {
      const end = nameEnd(text, at, language);
      const quote = stringPrefix.test(text.slice(at, Math.min(end, at + 3)))
        ? opens(text, end, quotesByFirst, language, false)
        : undefined;
      if (quote && end - at <= 2) take("string", stringEnd(text, end, quote));
      else if (id === "rust" && text.charCodeAt(at) === 114 && end === at + 1 && text.charCodeAt(end) === 35)
        take("string", rustRawEnd(text, end));
      else take("name", end);
      continue;
    }
    if (c >= 48 && c <= 57) {
      take("number", numberEnd(text, at));
      continue;
    }
    if (language.templates && c === 96) {
      take("string", templateEnd(text, at + 1, holes));
      continue;
    }
    if (holes.length > 0 && (c === 123 || c === 125)) {
      const depth = holes.at(-1) ?? 0;
      if (c === 125 && depth === 0) {
        holes.pop();
        take("string", templateEnd(text, at + 1, holes));
        continue;
      }
      holes[holes.length - 1] = depth + (c === 123 ? 1 : -1);
    }
    const quote = opens(text, at, quotesByFirst, language, true);
    if (quote) {
      take("string", stringEnd(text, at, quote));
      continue;
    }
    if (id === "rust" && c === 39) {
      const end =
        text.charCodeAt(at + 1) === 92
          ? text.indexOf("'", at + 3) + 1
          : text.charCodeAt(at + 2) === 39
            ? at + 3
            : 0;
      take(end > 0 && end - at < 14 ? "string" : "punctuation", end > 0 && end - at < 14 ? end : at + 1);
      continue;
    }
    if (language.regexLiterals && c === 47 && regexMayStart(previous)) {
      const end = regexEnd(text, at);
      if (end > 0) {
        take("regex", end);
        continue;
      }
    }
    const operator = operatorsByFirst
      .get(text.charAt(at))
      ?.find((candidate) => text.startsWith(candidate, at));
    take("punctuation", at + (operator?.length ?? 1));
  }
  return out;
}

function isNameCode(c: number, language: Language): boolean {
  if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57)) return true;
  if (c < 128) return c !== 45 && language.nameExtra.includes(String.fromCharCode(c));
  return letter.test(String.fromCharCode(c)) || (c >= 0xd800 && c <= 0xdfff);
}

/** A `-` continues a name where the language says so, and only between letters: `max-retries`. */
function nameEnd(text: string, from: number, language: Language): number {
  const dashes = language.nameExtra.includes("-");
  let end = from + 1;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    if (isNameCode(c, language)) continue;
    if (dashes && c === 45 && isNameCode(text.charCodeAt(end + 1), language)) continue;
    break;
  }
  return end;
}

/** Digits, `_`, a fraction, an exponent, a radix and a unit or suffix: `1_000`, `0x1F`, `1.5e-3`, `30s`, `10n`. */
function numberEnd(text: string, from: number): number {
  let end = from + 1;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    if ((c >= 48 && c <= 57) || (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95) continue;
    const next = text.charCodeAt(end + 1);
    if (c === 46 && next >= 48 && next <= 57) continue;
    const before = text.charCodeAt(end - 1) | 32;
    if (
      (c === 43 || c === 45) &&
      before === 101 &&
      next >= 48 &&
      next <= 57 &&
      !/^0x/i.test(text.slice(from, from + 2))
    )
      continue;
    break;
  }
  return end;
}

/** The end of the comment that starts at `at`, 0 where none does. */
function commentEnd(
  text: string,
  at: number,
  language: Language,
  first: boolean,
  previous: Lexeme | undefined,
): number {
  for (const [open, close] of language.blockComments) {
    if (!text.startsWith(open, at)) continue;
    if (open === "=begin" && !first) continue;
    if (!language.nested) {
      const end = text.indexOf(close, at + open.length);
      return end < 0 ? text.length : end + close.length;
    }
    let depth = 1;
    let k = at + open.length;
    while (k < text.length && depth > 0) {
      if (text.startsWith(open, k)) {
        depth++;
        k += open.length;
      } else if (text.startsWith(close, k)) {
        depth--;
        k += close.length;
      } else k++;
    }
    return k;
  }
  for (const mark of language.lineComments) {
    if (!text.startsWith(mark, at)) continue;
    const before = text.charCodeAt(at - 1);
    if (language.wordStart && at > 0 && !(before <= 32)) continue;
    if (mark === ";" && !first) continue;
    if (mark === "//" && before === 58 && text.charCodeAt(at + 2) > 32) continue; // a URL in JSX text
    if (mark === "#" && text.charCodeAt(at + 1) === 91 && language.nameExtra === "$") continue; // a PHP attribute
    if (mark === "//" && language.regexLiterals && previous?.text === "=" && text.startsWith("///", at))
      continue;
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  return 0;
}

function opens(
  text: string,
  at: number,
  quotes: ReadonlyMap<string, readonly Quote[]>,
  language: Language,
  bare: boolean,
): Quote | undefined {
  const quote = quotes.get(text.charAt(at))?.find((candidate) => text.startsWith(candidate.open, at));
  if (!quote || !bare || !language.wordStart || language.heredocs) return quote;
  const before = at === 0 ? 32 : text.charCodeAt(at - 1);
  return before <= 32 || "[{,:(-=!&".includes(String.fromCharCode(before)) ? quote : undefined;
}

function stringEnd(text: string, at: number, quote: Quote): number {
  const close = quote.close.charCodeAt(0);
  for (let k = at + quote.open.length; k < text.length; k++) {
    const c = text.charCodeAt(k);
    if (c === 92 && quote.escapes) k++;
    else if (c === 10 && !quote.multiline) return k;
    else if (c === close && text.startsWith(quote.close, k)) return k + quote.close.length;
  }
  return text.length;
}

/** From after the `` ` `` or `}` to after the closing `` ` ``, or to after `${` with a hole opened. */
function templateEnd(text: string, from: number, holes: number[]): number {
  for (let k = from; k < text.length; k++) {
    const c = text.charCodeAt(k);
    if (c === 92) k++;
    else if (c === 96) return k + 1;
    else if (c === 36 && text.charCodeAt(k + 1) === 123) {
      holes.push(0);
      return k + 2;
    }
  }
  return text.length;
}

function rustRawEnd(text: string, from: number): number {
  let hashes = 0;
  while (text.charCodeAt(from + hashes) === 35) hashes++;
  if (text.charCodeAt(from + hashes) !== 34) return from;
  const end = text.indexOf(`"${"#".repeat(hashes)}`, from + hashes + 1);
  return end < 0 ? text.length : end + hashes + 1;
}

function regexMayStart(previous: Lexeme | undefined): boolean {
  if (!previous) return true;
  if (previous.kind === "punctuation") return ![")", "]", "}", "<", "/", "++", "--"].includes(previous.text);
  return previous.kind === "name" && regexMayFollow.has(previous.text);
}

/** The end of a regular expression literal with its flags; 0 where the line or `MAX_REGEX` characters end first. */
function regexEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === 47) return 0;
  let inClass = false;
  for (let k = at + 1; k < Math.min(text.length, at + MAX_REGEX); k++) {
    const c = text.charCodeAt(k);
    if (c === 10) return 0;
    if (c === 92) k++;
    else if (c === 91) inClass = true;
    else if (c === 93) inClass = false;
    else if (c === 47 && !inClass) {
      let end = k + 1;
      while (end < text.length && (text.charCodeAt(end) | 32) >= 97 && (text.charCodeAt(end) | 32) <= 122)
        end++;
      return end;
    }
  }
  return 0;
}
