import type { Lexeme } from "../../diff/lex.ts";
import type { CommentedCode } from "./commented-code.ts";

/** Brackets, and definitions around definitions, that are looked out of. */
const LEVELS = 3;

/** The lines of the comments that document what stands on a line of code. */
interface CommentsAbout {
  /** Of the line itself: beside it, right above it, or the string right below. */
  readonly own: readonly number[];
  /** Of what it stands in: the function of a parameter, the class of an attribute. */
  readonly around: readonly number[];
}

/** Where code says what a line is about: directly at it, or at the definition around it. */
export function commentsAbout(file: CommentedCode, line: number): CommentsAbout {
  const { code, parent, comments } = file.parted;
  const at = firstOn(code, line);
  if (at < 0) return { own: [], around: [] };
  const written = file.codeLines;
  const below = comments.find((one) => one.kind === "string" && one.line === line + 1);
  const own = [
    ...above(file, written, line),
    ...(file.commentOn(line) === "" ? [] : [line]),
    ...linesOf(below),
  ];
  const around = new Set<number>();
  for (const start of holders(code, parent, at)) {
    const first = code[start];
    if (!first) continue;
    for (const one of above(file, written, first.line)) around.add(one);
    for (const one of linesOf(docstringOf(file, start))) around.add(one);
  }
  return { own, around: [...around].filter((one) => !own.includes(one)) };
}

/** The position of the first word on a line; -1 where there is none. */
function firstOn(code: readonly Lexeme[], line: number): number {
  let low = 0;
  let high = code.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((code[middle]?.endLine ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return (code[low]?.line ?? Number.POSITIVE_INFINITY) <= line ? low : -1;
}

/** The lines right above that hold nothing but a comment, marks of the definition (`@decorator`, `#[attribute]`) passed over. */
function above(
  { comments: { lines }, commentOn }: CommentedCode,
  written: ReadonlySet<number>,
  line: number,
): number[] {
  const out: number[] = [];
  for (let k = line - 1; k > 0; k--) {
    if (commentOn(k) !== "" && !written.has(k)) out.unshift(k);
    else if (!/^\s*(?:@\w|#\[)/.test(lines[k - 1] ?? "")) break;
  }
  return out;
}

function linesOf(word: Lexeme | undefined): number[] {
  return word ? Array.from({ length: word.endLine - word.line + 1 }, (_, k) => word.line + k) : [];
}

/** The first words of the rows on which what holds a word begins, the innermost first. */
function holders(code: readonly Lexeme[], parent: Int32Array, at: number): number[] {
  const out: number[] = [];
  const rowOf = (k: number): number => {
    let start = k;
    while (start > 0 && code[start]?.first !== true) start--;
    return start;
  };
  let open = parent[at] ?? -1;
  for (; open >= 0 && out.length < LEVELS; open = parent[open] ?? -1) out.push(rowOf(open));
  const last = out.at(-1);
  if (last !== undefined && isMethod(code, last)) return out;
  let indent = code[rowOf(last ?? at)]?.indent.length ?? 0;
  for (let k = last ?? at; k >= 0 && indent > 0 && out.length < LEVELS; k--) {
    const word = code[k];
    if (word?.first !== true || parent[k] !== -1 || word.indent.length >= indent) continue;
    indent = word.indent.length;
    if (/^(?:def|class|async)$/.test(word.text)) out.push(k);
    // What a class says of its parameters is said of those of `__init__`.
    if (isMethod(code, k)) break;
  }
  return out;
}

/** Whether the row at `start` defines a function other than `__init__`. */
function isMethod(code: readonly Lexeme[], start: number): boolean {
  const at = code[start]?.text === "async" ? start + 1 : start;
  return code[at]?.text === "def" && code[at + 1]?.text !== "__init__";
}

/** The docstring of the definition whose first word is at `start`. */
function docstringOf(
  { parted: { code, parent, comments } }: CommentedCode,
  start: number,
): Lexeme | undefined {
  if (!/^(?:def|class|async)$/.test(code[start]?.text ?? "")) return undefined;
  for (let k = start; k < code.length; k++) {
    if (code[k]?.text !== ":" || parent[k] !== parent[start]) continue;
    const end = code[k]?.line ?? 0;
    const next = code[k + 1]?.line ?? Number.POSITIVE_INFINITY;
    return comments.find((one) => one.kind === "string" && one.line > end && one.line < next);
  }
  return undefined;
}
