import { splitLines } from "../diff/lines.ts";
import { holdsWhole } from "../whole-word.ts";

/** Lines that are longer define nothing a person would name. */
const LINE_LIMIT = 1_000;

/** A definition that begins further above encloses nothing a person would say it of. */
const REACH = 600;

const KEYWORD =
  /^\s*(?:(?:export|default|declare|public|private|protected|internal|static|final|abstract|async|override|readonly|pub(?:\([a-z]+\))?|unsafe|extern|inline|data|sealed|open|virtual|partial)\s+)*(?:function\*?|class|interface|type|enum|const|let|var|def|fn|func|struct|trait|impl|module|namespace|package|object|record|union|protocol|extension|macro_rules!|model|datasource|generator|view|sub|proc|val|create\s+(?:table|index|view|function)(?:\s+if\s+not\s+exists)?|alter\s+table)\s+(?:\([^()]{0,120}\)\s*)?["`']?([\p{L}_$][\p{L}\p{N}_$.]*)/iu;
const METHOD =
  /^\s*(?:(?:public|private|protected|static|async|override|get|set|final|readonly)\s+)*\*?#?([\p{L}_$][\p{L}\p{N}_$]*)\s?(?:<[^<>]{0,120}>)?\(/u;
const HEADING = /^#{1,6}\s+(?=\S)/;
const KEY = /^\s*["']?([\p{L}_$@/][\p{L}\p{N}_$./@-]*)["']?\s*(?::|=(?!=))/u;
const NOT_A_METHOD = new Set([
  "if",
  "for",
  "while",
  "switch",
  "catch",
  "with",
  "return",
  "function",
  "do",
  "else",
  "match",
]);
const CALL = /^\s*(?:describe|it|test|suite|context|specify)(?:\.\w+)?\(\s*["'`](.{1,200}?)["'`]\s*,/;

/** A name and the line that defines it. */
export interface Definition {
  readonly name: string;
  readonly line: number;
  /** White space before it: what is indented deeper stands in it. */
  readonly indent: number;
}

/** The definition a line makes, by the look of the line; `undefined` where it makes none. */
export function definitionIn(content: string, line: number): Definition | undefined {
  if (content.length > LINE_LIMIT) return undefined;
  const name = nameDefined(content);
  return name === undefined ? undefined : { name, line, indent: content.length - content.trimStart().length };
}

function nameDefined(content: string): string | undefined {
  if (HEADING.test(content))
    return content.slice(content.indexOf(" ")).replaceAll("#", " ").trim() || undefined;
  const test = CALL.exec(content)?.[1];
  if (test !== undefined) return test;
  const keyword = KEYWORD.exec(content)?.[1];
  if (keyword !== undefined) return keyword;
  const method = content.trimEnd().endsWith("{") ? METHOD.exec(content)?.[1] : undefined;
  return method !== undefined && !NOT_A_METHOD.has(method) ? method : undefined;
}

/** The name of the innermost definition that a line stands in or makes, by indentation. */
export function enclosingSymbol(lines: readonly string[], line: number): string | undefined {
  const own = lines[line - 1] ?? "";
  let depth = own.trim() === "" ? Number.POSITIVE_INFINITY : own.length - own.trimStart().length + 1;
  for (let at = line; at >= Math.max(1, line - REACH); at--) {
    const found = definitionIn(lines[at - 1] ?? "", at);
    if (found && found.indent < depth) return found.name;
    const content = lines[at - 1] ?? "";
    if (content.trim() !== "")
      depth = Math.min(depth, Math.max(1, content.length - content.trimStart().length + 1));
  }
  return undefined;
}

/**
 * Where a file defines a name, else where it first mentions it as a whole word; `undefined` where it does
 * neither. `Outer.inner` and `Outer::inner` are looked up by their last part; a Markdown heading by its
 * text or slug; an annotation such as `retry()` without its brackets.
 */
export function findSymbol(text: string, symbol: string): { line: number; defined: boolean } | undefined {
  const wanted = bareSymbol(symbol);
  if (wanted === "") return undefined;
  const slug = slugOf(wanted);
  let mentioned: number | undefined;
  const lines = splitLines(text);
  for (const [at, content] of lines.entries()) {
    const name = definitionIn(content, at + 1)?.name;
    if (name !== undefined && (name === wanted || (slug !== "" && slugOf(name) === slug))) {
      return { line: at + 1, defined: true };
    }
    if (content.length > LINE_LIMIT) continue;
    if (KEY.exec(content)?.[1] === wanted) mentioned = mentioned ?? at + 1;
    if (mentioned === undefined && holdsWord(content, wanted)) mentioned = at + 1;
  }
  return mentioned === undefined ? undefined : { line: mentioned, defined: false };
}

/** Whether a text holds a word with no letter, digit or underscore right beside it. */
export function holdsWord(text: string, word: string): boolean {
  return holdsWhole(text, word, WORDLIKE);
}

const WORDLIKE = /[\p{L}\p{N}_$]/u;

function bareSymbol(symbol: string): string {
  // Words are the name of a test or a heading, whole.
  if (/\s/.test(symbol.trim())) return symbol.trim();
  const last = symbol
    .replace(/\(.{0,200}\)$/, "")
    .split(/::|#|\.(?=[\p{L}_$])/u)
    .findLast((part) => part !== "");
  return (last ?? "").replace(/\[.{0,200}\]$/, "").trim();
}

/** As forges make anchors of headings. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}
