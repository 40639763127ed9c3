import type { Lexeme } from "./lex.ts";
import type { Language, LanguageId } from "./languages.ts";

/** A lexeme in its normal form: equal forms differ in nothing but looks. */
export interface Form {
  readonly text: string;
  readonly lexeme: Lexeme;
  /** A docstring, or the marker of a line end: no code of its own. */
  readonly doc: boolean;
}

/** Comments that tools obey: changing one can change behaviour. */
const directive =
  /^(?:#!|\/\/\s*(?:go:|\+build|@ts-|eslint|prettier-ignore|biome-|oxlint-)|#\s*(?:syntax=|escape=|cython:|frozen_string_literal|-\*-)|\/\*\s*(?:eslint|@jsx|webpack|@__|#__)|<!--\s*\[if|\/\/\/\s*<reference)/;
/** A JavaScript statement that must end where its line does. */
const restricted = new Set(["return", "throw", "break", "continue", "yield", "async"]);
const continuesAfter = /^[([{,.+\-*/%&|^=<>!?:~\\]|^(?:and|or|not|in|is|else|if)$/;
const continuesBefore = /^(?:[)\]},.?:&|+*/%<>=^]|&&|\|\||\?\.|\?\?|=>|->|::|and|or|else)$/;

/** The words of a text that are code: all but comments that no tool obeys. */
export function codeOf(lexemes: readonly Lexeme[]): Lexeme[] {
  return lexemes.filter(({ kind, text }) => kind !== "comment" || directive.test(text));
}

/**
 * The words of a source without comments and looks: trailing commas, optional semicolons, quote style,
 * white space that means nothing. Two texts with equal forms are the same program as far as this can
 * tell; where it cannot, the forms differ. Only the words from `from` to before `to` are put into form.
 */
export function normalForm(
  code: readonly Lexeme[],
  id: LanguageId,
  language: Language,
  from = 0,
  to = code.length,
): Form[] {
  const depth = depths(code, language.layout === "indented");
  const out: Form[] = [];
  const push = (text: string, lexeme: Lexeme, doc = false): void => void out.push({ text, lexeme, doc });
  let head = "";
  for (let k = from; k < to; k++) {
    const lexeme = code[k];
    if (!lexeme) break;
    const before = code[k - 1];
    const after = code[k + 1];
    const inside = depth[k] ?? 0;
    if (lexeme.kind === "comment") {
      push(lexeme.text, lexeme);
      continue;
    }
    const directiveLine = language.preprocessor && lexeme.first && (head === "#" || lexeme.text === "#");
    if (lexeme.first) head = lexeme.text;
    if (directiveLine) push("\n", lexeme, true);
    if (lexeme.first && startsStatement(before, lexeme, inside, id, language)) push("\n", lexeme, true);
    if (language.layout === "indented" && lexeme.first && inside === 0)
      push(`>${lexeme.indent}`, lexeme, true);
    if (isTrailingComma(code, k, language)) continue;
    if (lexeme.text === ";" && language.semicolonsOptional && mayLeaveOut(after)) continue;
    if (lexeme.text === ";" && language.layout === "lines" && (!after || after.first)) continue;
    const gap = language.spaced && lexeme.spaced && !lexeme.first ? " " : "";
    const doc =
      id === "python" && lexeme.kind === "string" && inside === 0 && lexeme.first && (!after || after.first);
    push(gap + textOf(lexeme, language), lexeme, doc);
  }
  return out;
}

/** 1 where a lexeme stands in round or square brackets (with `curly`, in curly ones too), so that line ends mean nothing. */
function depths(code: readonly Lexeme[], curly: boolean): Int32Array {
  const out = new Int32Array(code.length);
  const open: string[] = [];
  code.forEach((lexeme, k) => {
    const { text, kind } = lexeme;
    out[k] = open.length === 0 || (open.at(-1) === "{" && !curly) ? 0 : 1;
    if (kind === "punctuation" && (text === ")" || text === "]" || text === "}")) open.pop();
    if (kind === "punctuation" && (text === "(" || text === "[" || text === "{")) open.push(text);
  });
  return out;
}

function startsStatement(
  before: Lexeme | undefined,
  lexeme: Lexeme,
  inside: number,
  id: LanguageId,
  language: Language,
): boolean {
  if (!before) return language.layout === "indented";
  if (language.layout === "free") {
    return (
      language.semicolonsOptional &&
      inside === 0 &&
      !(continuesAfter.test(before.text) && before.kind === "punctuation") &&
      (restricted.has(before.text) || /^(?:[([`+-]|\+\+|--)/.test(lexeme.text)) &&
      before.text !== ";"
    );
  }
  if (language.spaced) return true;
  if (inside > 0) return false;
  if (id === "python") return before.text !== "\\";
  return !continuesAfter.test(before.text) && !continuesBefore.test(lexeme.text);
}

/** Whether a `;` before this lexeme may be left out: a line or block ends there and nothing continues it. */
function mayLeaveOut(after: Lexeme | undefined): boolean {
  if (!after) return true;
  if (after.text === "}") return true;
  return after.first && !/^(?:[([/+\-`*,.]|\+\+|--)/.test(after.text);
}

function isTrailingComma(code: readonly Lexeme[], k: number, language: Language): boolean {
  const close = code[k + 1]?.text;
  if (code[k]?.text !== "," || (close !== ")" && close !== "]" && close !== "}")) return false;
  const before = code[k - 1]?.text;
  if (before === "," || before === "[" || before === "(" || before === "{") return false;
  if (!language.tuples || close === "}") return true;
  const open = openerOf(code, k);
  return open.commas || (close === ")" && open.call) || (close === "]" && !open.call);
}

/** What opened the bracket that the comma at `k` stands in: whether a call, whether it holds another comma. Looks back 2,000 words. */
function openerOf(code: readonly Lexeme[], k: number): { call: boolean; commas: boolean } {
  let level = 0;
  let commas = false;
  for (let i = k - 1; i >= Math.max(0, k - 2_000); i--) {
    const text = code[i]?.kind === "punctuation" ? code[i]?.text : "";
    if (text === ")" || text === "]" || text === "}") level++;
    else if (text === "(" || text === "[" || text === "{") {
      if (level === 0) {
        const before = code[i - 1];
        const call =
          before !== undefined &&
          (before.text === ")" ||
            before.text === "]" ||
            before.text === "!" ||
            (before.kind === "name" &&
              !/^(?:return|in|not|and|or|if|else|yield|assert|print|match|let)$/.test(before.text)));
        return { call, commas };
      }
      level--;
    } else if (text === "," && level === 0) commas = true;
  }
  return { call: false, commas };
}

/** A string without its choice of quotes, a number without its `_`. */
function textOf(lexeme: Lexeme, language: Language): string {
  if (lexeme.kind !== "string" || !language.quotesAlike) return lexeme.text;
  const match = /^([a-zA-Z]{0,2})(["'])/.exec(lexeme.text);
  if (!match) return lexeme.text;
  const quote = match[2] ?? "";
  const body = lexeme.text.slice(match[0].length, lexeme.text.endsWith(quote) ? -1 : undefined);
  if (language.spaced && body.includes("\\")) return lexeme.text;
  if (body.startsWith(quote)) return lexeme.text;
  const plain = /r/i.test(match[1] ?? "")
    ? body
    : body.replace(/\\(["'])|\\[^"']/g, (whole, mark: string | undefined) => mark ?? whole);
  return `${(match[1] ?? "").toLowerCase()}"${plain}`;
}
