import { groupBy } from "../group.ts";
import { bracketsOf, functionsOf, type Brackets, type FunctionRange } from "./functions.ts";
import type { Language, LanguageId } from "./languages.ts";
import type { Form } from "./normal.ts";

const declares = new Set([
  "const",
  "let",
  "var",
  "val",
  "mut",
  "ref",
  "for",
  "as",
  "function",
  "fn",
  "def",
  "class",
  "auto",
]);
const words = new Set(
  "return new else throw await yield in of is not and or if elif while case typeof delete void import from export extends implements static public private protected self this super true false null nil none undefined True False None Self async break continue pass raise try except finally lambda global nonlocal with match where use pub crate".split(
    " ",
  ),
);
const typed: ReadonlySet<LanguageId> = new Set(["java", "csharp", "c", "dart"]);

/**
 * Whether two programs differ in nothing but names that no one outside a function can see: each renamed
 * name is declared inside a function of the old program, all its uses there are renamed to one new name
 * that was not used there, and none of them is a property, a key or a named argument. `false` when unsure.
 */
export function isLocalRename(
  old: readonly Form[],
  now: readonly Form[],
  id: LanguageId,
  language: Language,
): boolean {
  if (old.length !== now.length) return false;
  const changed: number[] = [];
  const strings: number[] = [];
  for (let k = 0; k < old.length; k++) {
    const a = old[k];
    const b = now[k];
    if (!a || !b || a.text === b.text) continue;
    if (a.lexeme.kind !== b.lexeme.kind) return false;
    if (a.lexeme.kind === "name" && !a.doc && !words.has(a.text) && !words.has(b.text)) changed.push(k);
    else if (a.lexeme.kind === "string" && id === "python" && /^\s*[a-z]*f/.test(a.text)) strings.push(k);
    else return false;
  }
  if (changed.length === 0) return false;
  const brackets = bracketsOf(old);
  const functions = functionsOf(old, brackets, id);
  const outermost = changed.map((k) => functions.find(({ start, end }) => start <= k && k <= end));
  if (outermost.includes(undefined)) return false;
  const groups = groupBy(changed.keys(), (i) => `${outermost[i]?.start} ${old[changed[i] ?? 0]?.text}`);
  const seen = new Map<string, string>();
  for (const members of groups.values()) {
    const positions = members.map((i) => changed[i] ?? 0);
    const outer = outermost[members[0] ?? 0];
    const first = positions[0] ?? 0;
    const from = old[first]?.text ?? "";
    const to = now[first]?.text ?? "";
    if (!outer || positions.some((k) => now[k]?.text !== to)) return false;
    if (positions.some((k) => isVisible(old, brackets, k, id))) return false;
    const scope = functions.findLast(({ start, end }) => start <= first && first <= end) ?? outer;
    if (!isDeclaration(old, brackets, first, scope, id, language)) return false;
    if (positions.some((k) => k > scope.end)) return false;
    const renamed = new Set(positions);
    for (let k = outer.start; k <= outer.end; k++) {
      const text = old[k]?.text ?? "";
      if (text !== from && text !== to) continue;
      if (renamed.has(k) || isProperty(old, k)) continue;
      if (text === to || k >= scope.start) return false;
    }
    seen.set(`${outer.start} ${from}`, to);
  }
  return strings.every((k) => {
    const outer = functions.find(({ start, end }) => start <= k && k <= end);
    const mapped = (old[k]?.text ?? "").replace(/\{[^{}]*\}/g, (hole) =>
      hole.replace(/(?<![\w.])[A-Za-z_]\w*/g, (name) => seen.get(`${outer?.start} ${name}`) ?? name),
    );
    return mapped === now[k]?.text;
  });
}

function isProperty(forms: readonly Form[], k: number): boolean {
  const before = forms[k - 1]?.text ?? "";
  return before === "." || before === "?." || before === "->" || before === "::";
}

/** Whether a name can be seen from outside by its spelling: a property, an object key, a named argument, an attribute. */
function isVisible(forms: readonly Form[], { parent }: Brackets, k: number, id: LanguageId): boolean {
  if (isProperty(forms, k)) return true;
  const before = forms[k - 1]?.text ?? "";
  const next = forms[k + 1]?.text ?? "";
  const holder = forms[parent[k] ?? -1]?.text ?? "";
  const starts = before === "{" || before === "," || before === ";";
  if (id === "python") return holder === "(" && next === "=" && (before === "(" || before === ",");
  if (holder === "{" && (next === ":" || next === "?") && (starts || forms[k]?.lexeme.first === true))
    return true;
  if (holder === "{" && starts && before !== ";" && (next === "," || next === "}" || next === "="))
    return true;
  if (id === "javascript" && next === "=" && !declares.has(before)) {
    const value = forms[k + 2];
    const attribute = value?.text === "{" || value?.lexeme.kind === "string";
    if (attribute && (forms[k - 1]?.lexeme.kind !== "punctuation" || before === "}")) return true;
  }
  return false;
}

function isDeclaration(
  forms: readonly Form[],
  brackets: Brackets,
  k: number,
  scope: FunctionRange,
  id: LanguageId,
  language: Language,
): boolean {
  const before = forms[k - 1]?.text ?? "";
  const next = forms[k + 1]?.text ?? "";
  if (k <= scope.parametersEnd) {
    if (language.namedArguments && !scope.name.startsWith("_")) return false;
    return (
      before === "(" ||
      before === "," ||
      before === "..." ||
      before === "|" ||
      next === "=>" ||
      (typed.has(id) && isType(forms[k - 1]))
    );
  }
  if (declares.has(before)) return true;
  if (before === "catch" || (before === "(" && forms[k - 2]?.text === "catch")) return true;
  if (before === "[" || before === ",") {
    const holder = brackets.parent[k] ?? -1;
    if (declares.has(forms[holder - 1]?.text ?? "")) return true;
  }
  if (id === "python" || id === "ruby" || id === "php" || id === "elixir") {
    if (next === "=" || next === ":=") return true;
    if (id === "python" && (next === "," || before === ",")) return assignsLater(forms, k);
    return false;
  }
  if (next === ":=") return true;
  if (id === "go" && next === ",") return assignsLater(forms, k);
  return typed.has(id) && isType(forms[k - 1]) && /^(?:=|;|,|:|\))$/.test(next);
}

function isType(form: Form | undefined): boolean {
  if (!form) return false;
  if (form.lexeme.kind === "name") return !words.has(form.text);
  return form.text === ">" || form.text === "]" || form.text === "*" || form.text === "&";
}

/** Whether a list of names that `k` stands in is assigned to: `a, b = …`, `for a, b in …`. Looks on 20 words. */
function assignsLater(forms: readonly Form[], k: number): boolean {
  for (let i = k + 1; i < Math.min(forms.length, k + 20); i++) {
    const form = forms[i];
    if (!form || form.doc) return false;
    if (form.text === "=" || form.text === ":=" || form.text === "in") return true;
    if (form.text !== "," && form.lexeme.kind !== "name") return false;
  }
  return false;
}
