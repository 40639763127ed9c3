import { languageId, languageOf } from "../../diff/languages.ts";
import { lex, type Lexeme } from "../../diff/lex.ts";
import { codeOf } from "../../diff/normal.ts";
import type { Path } from "../../model/place.ts";
import { parentsOf } from "../facts/extract/named.ts";

/** Longer texts are not read for their comments. UTF-16 units. */
const MAX_LENGTH = 200_000;
/** Languages whose comments this cannot tell from text. */
const unclear = new Set(["markup", "xml", "json"]);
const heredoc = /<<[-~]?["'A-Za-z_]/;

/** A source text, parted: the words that run, and those that only say something. Both in order. */
export interface PartedCode {
  readonly code: readonly Lexeme[];
  /** For each word of the code, the position of the bracket it stands in; -1 for none. */
  readonly parent: Int32Array;
  /** Comments that no tool obeys, and the docstrings of Python. */
  readonly comments: readonly Lexeme[];
}

/**
 * Parts a source text. `undefined` where comments cannot be told from code with certainty: no known language,
 * mark-up, heredocs, old line ends, too long.
 */
export function partCode(path: Path, text: string): PartedCode | undefined {
  const id = languageId(path);
  if (id === undefined || unclear.has(id) || text.length > MAX_LENGTH) return undefined;
  if ((languageOf(id).heredocs && heredoc.test(text)) || /\r(?!\n)/.test(text)) return undefined;
  const words = lex(text, id);
  const running = new Set(codeOf(words));
  words.forEach((word, k) => {
    if (word.kind === "comment" && isAddress(word, words[k - 1])) running.add(word);
  });
  const bare = words.filter((word) => running.has(word));
  const depth = parentsOf(bare);
  const docstrings =
    id === "python" ? new Set(bare.filter((_, k) => isDocstring(bare, depth, k))) : new Set<Lexeme>();
  const code = bare.filter((word) => !docstrings.has(word));
  return {
    code,
    parent: parentsOf(code),
    comments: words.filter((word) => !running.has(word) || docstrings.has(word)),
  };
}

/** `https://…` in text between tags, which the lexer takes for a comment. */
function isAddress({ text, spaced }: Lexeme, before: Lexeme | undefined): boolean {
  return !spaced && text.startsWith("//") && before?.text === ":";
}

/** Whether the word at `k` of a Python text is a string that is a statement of its own. @param words without comments */
export function isDocstring(words: readonly Lexeme[], parent: Int32Array, k: number): boolean {
  const word = words[k];
  const after = words[k + 1];
  return word?.kind === "string" && word.first && parent[k] === -1 && (after === undefined || after.first);
}

/** What a line of a comment says, without the marks that make it one. */
export function saidOn(line: string): string {
  return line
    .replace(/^\s*(?:\/\*+!?|\/\/[/!]?|\*+(?!\/)|#+|--+|;+|[rbfu]{0,2}(?:"""|'''))?[ \t]?/i, "")
    .replace(/\s*(?:\*\/|"""|''')\s*$/, "");
}
