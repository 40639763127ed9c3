import type { LanguageId } from "./languages.ts";
import type { Form } from "./normal.ts";

/** The words of one function from its parameters to the end of its body; both inclusive. */
export interface FunctionRange {
  readonly start: number;
  readonly end: number;
  /** Where the parameters end. */
  readonly parametersEnd: number;
  readonly name: string;
}

/** How the brackets of a text stand in one another, by position in the forms. */
export interface Brackets {
  /** The innermost bracket each position stands in; -1 for none. */
  readonly parent: Int32Array;
  /** The partner of each bracket; -1 where there is none. */
  readonly partner: Int32Array;
}

const CLOSERS: ReadonlyMap<string, string> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);
const control = new Set([
  "if",
  "for",
  "while",
  "switch",
  "catch",
  "with",
  "match",
  "foreach",
  "using",
  "lock",
  "unless",
  "synchronized",
]);
const notFunction = new Set([
  "class",
  "struct",
  "interface",
  "enum",
  "impl",
  "trait",
  "namespace",
  "module",
  "object",
  "union",
  "extension",
  "protocol",
]);
/** How far back from a `{` the head of its function is looked for, in words. */
const HEAD = 80;

export function bracketsOf(forms: readonly Form[]): Brackets {
  const parent = new Int32Array(forms.length).fill(-1);
  const partner = new Int32Array(forms.length).fill(-1);
  const open: number[] = [];
  forms.forEach(({ text, lexeme }, k) => {
    const opener = lexeme.kind === "punctuation" ? CLOSERS.get(text) : undefined;
    const top = open.at(-1);
    if (opener && top !== undefined && forms[top]?.text === opener) {
      partner[top] = k;
      partner[k] = top;
      open.pop();
    }
    parent[k] = open.at(-1) ?? -1;
    if (lexeme.kind === "punctuation" && (text === "(" || text === "[" || text === "{")) open.push(k);
  });
  return { parent, partner };
}

/** Every function of a text, in order of their starts. */
export function functionsOf(forms: readonly Form[], brackets: Brackets, id: LanguageId): FunctionRange[] {
  if (id === "python") return pythonFunctions(forms, brackets);
  const out: FunctionRange[] = [];
  forms.forEach(({ text }, k) => {
    if (text === "{") {
      const head = headOf(forms, brackets, k);
      const end = brackets.partner[k] ?? -1;
      if (head !== undefined && end > k)
        out.push({ start: head, end, parametersEnd: k, name: forms[head - 1]?.text ?? "" });
    } else if (text === "=>" && forms[k + 1]?.text !== "{") {
      const before = forms[k - 1]?.text === ")" ? (brackets.partner[k - 1] ?? -1) : k - 1;
      if (before >= 0)
        out.push({ start: before, end: expressionEnd(forms, brackets, k + 1), parametersEnd: k, name: "" });
    }
  });
  return out.sort((a, b) => a.start - b.start);
}

/** Where the parameters of the function whose body opens at `k` start; `undefined` where it is no function's body. */
function headOf(forms: readonly Form[], { partner }: Brackets, k: number): number | undefined {
  if (forms[k - 1]?.text === "=>" && forms[k - 2]?.lexeme.kind === "name") return k - 2;
  let leftmost: number | undefined;
  let i = k - 1;
  for (; i >= 0 && i > k - HEAD; i--) {
    const text = forms[i]?.text ?? "";
    if (text === ")" || text === "]") {
      const open = partner[i] ?? -1;
      if (open < 0) break;
      if (text === ")") leftmost = open;
      i = open;
      continue;
    }
    if (text === ";" || text === "{" || text === "}" || text === "(" || text === "[") break;
    if (notFunction.has(text)) return undefined;
    if (leftmost !== undefined && forms[i + 1]?.lexeme.first && i + 1 < leftmost) break;
  }
  if (leftmost === undefined) return undefined;
  return control.has(forms[leftmost - 1]?.text ?? "") ? undefined : leftmost;
}

/** The last word of the expression that starts at `from`, as far as brackets and line starts tell. */
function expressionEnd(forms: readonly Form[], { partner }: Brackets, from: number): number {
  let k = from;
  for (; k < forms.length; k++) {
    const form = forms[k];
    const text = form?.text ?? "";
    if (text === "," || text === ";" || text === ")" || text === "]" || text === "}") return k - 1;
    if (
      k > from &&
      form?.lexeme.first &&
      form.lexeme.kind === "name" &&
      forms[k - 1]?.lexeme.kind !== "punctuation"
    )
      return k - 1;
    if (text === "(" || text === "[" || text === "{") {
      const close = partner[k] ?? -1;
      if (close < 0) return forms.length - 1;
      k = close;
    }
  }
  return forms.length - 1;
}

function pythonFunctions(forms: readonly Form[], { partner }: Brackets): FunctionRange[] {
  const out: FunctionRange[] = [];
  let indent = "";
  forms.forEach((form, k) => {
    const { text } = form;
    if (isIndent(form)) indent = text.slice(1);
    if (text !== "def" || forms[k + 2]?.text !== "(") return;
    const close = partner[k + 2] ?? -1;
    if (close < 0) return;
    const outer = indent.length;
    let end = close + 1;
    while (end + 1 < forms.length) {
      const next = forms[end + 1];
      if (next && isIndent(next) && next.text.length - 1 <= outer) break;
      end++;
    }
    out.push({ start: k + 2, end, parametersEnd: close, name: forms[k + 1]?.text ?? "" });
  });
  return out;
}

/** Whether a form is the mark of a line's indentation. */
function isIndent({ text, lexeme, doc }: Form): boolean {
  return doc && text.startsWith(">") && lexeme.first;
}
