import type { Lexeme } from "../../../diff/lex.ts";
import type { LanguageId } from "../../../diff/languages.ts";
import type { FactKind } from "../../../model/change.ts";

/** Something a source text names that a document may state. */
export interface Named {
  readonly kind: FactKind;
  /** What is named: `--dry-run`, `PORT`, `/api/users`, `server.port`; for a value, what it is bound to. */
  readonly text: string;
  /** For a value, the literal; for a column, its model; for a command, how it is run. */
  readonly detail?: string;
  /** 1-based. */
  readonly line: number;
  /** This line makes it exist, or states it as a key or an option: it is this program's own, and no use of others'. */
  readonly defines: boolean;
  /** A name's definition stands here, and no use of it. */
  readonly declares?: true;
}

/** A source text, read once for all extractors. */
export interface Source {
  readonly path: string;
  readonly id: LanguageId;
  readonly text: string;
  readonly lines: readonly string[];
  /** Its words without comments. */
  readonly words: readonly Lexeme[];
  /** For each word, the position of the bracket it stands in; -1 for none. */
  readonly parent: Int32Array;
}

/** Where each word's innermost bracket opens. */
export function parentsOf(words: readonly Lexeme[]): Int32Array {
  const parent = new Int32Array(words.length).fill(-1);
  const open: number[] = [];
  words.forEach(({ kind, text }, k) => {
    const bracket = kind === "punctuation";
    if (bracket && (text === ")" || text === "]" || text === "}")) open.pop();
    parent[k] = open.at(-1) ?? -1;
    if (bracket && (text === "(" || text === "[" || text === "{")) open.push(k);
  });
  return parent;
}

/** What stands between a string's quotes; a template's piece without its marks. */
export function contentOf(text: string): string {
  const match = /^[A-Za-z]{0,2}#{0,4}("""|'''|["'`])/.exec(text);
  if (!match) return text.replace(/^\}/, "").replace(/(?:\$\{|`)$/, "");
  const quote = match[1] ?? "";
  const body = text.slice(match[0].length);
  const end = body.lastIndexOf(quote);
  return (end >= 0 ? body.slice(0, end) : body).replace(/\$\{$/, "");
}
