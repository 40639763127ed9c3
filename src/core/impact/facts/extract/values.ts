import type { Lexeme } from "../../../diff/lex.ts";
import { envCall, fallbackName, isFallback, settingBefore } from "./fallbacks.ts";
import { type Literal, literalAt } from "./literals.ts";
import { contentOf, type Named, type Source } from "./named.ts";

/** Literals that a program text binds to a name: constants, defaults, keys, fallbacks of environment variables and flags. */
export function* valueNames(source: Source): Generator<Named> {
  const { words } = source;
  for (let k = 1; k < words.length; k++) {
    const word = words[k];
    if (!word) continue;
    const { text, line } = word;
    if (text === "=" || text === ":" || text === ":=" || text === "=>" || text === "?:") {
      const literal = literalAt(words, k + 1);
      const name = literal && boundName(source, k);
      if (literal && name && name !== "default") yield value(name, literal, line);
      else if (!literal) yield* wrappedValue(source, k);
    } else if (text === "??" || text === "||" || text === "or") {
      const literal = literalAt(words, k + 1);
      const name = literal && fallbackName(words, k);
      if (literal && name) yield value(name, literal, line);
    } else if (text === "(" && words[k - 1]?.kind === "name") {
      yield* callValues(source, k);
    }
  }
}

const wrapper = /^(?:[A-Z]\w*)?(?:Option|Field|Setting|Param|Parameter|Query|Header|Arg|Argument)$/;

/** `limit = Option(10, …)`, `limit: int = Field(10)`: a default as the first argument of what declares a setting. */
function* wrappedValue(source: Source, k: number): Generator<Named> {
  const { words, parent } = source;
  if (words[k + 1]?.kind !== "name" || !wrapper.test(words[k + 1]?.text ?? "")) return;
  if (words[k + 2]?.text !== "(") return;
  const literal = literalAt(words, k + 3);
  const name = literal && boundName(source, k);
  if (!literal || !name) return;
  const open = parent[k] ?? -1;
  const holder = words[open - 3];
  const isHeld = words[open]?.text === "(" && words[open - 2]?.text === "=" && holder?.kind === "name";
  yield value(isHeld && !name.includes(".") ? `${holder.text}.${name}` : name, literal, words[k]?.line ?? 1);
}

/** A literal bound to a name, as something a document may state. */
export function value(name: string, { text }: Literal, line: number): Named {
  return { kind: "value", text: name, detail: text, line, defines: true };
}

const declaring =
  /^(?:const|let|var|val|static|final|public|private|protected|readonly|export|mut|pub|def|this|self|default|int|long|string|bool|boolean|float|double|auto|String)$/;

/** What the `=`, `:`, `:=` or `=>` at `k` binds a value to; `undefined` for comparisons, types, labels and the like. */
function boundName({ words, id, parent }: Source, k: number): string | undefined {
  const operator = words[k]?.text;
  const left = words[k - 1];
  if (!left) return undefined;
  if (left.kind === "string") {
    const key = contentOf(left.text);
    const starts = operator === "=>" || operator === ":";
    return starts && /^[\w.-]{2,60}$/.test(key) ? qualified(words, parent, k, key) : undefined;
  }
  if (operator === ":" && id === "shell") return undefined;
  if (operator === ":") {
    const before = words[k - 2]?.text ?? "";
    const holder = words[parent[k] ?? -1]?.text ?? "";
    if (
      left.kind !== "name" ||
      left.text === "default" ||
      (id === "python" && holder !== "{" && holder !== "")
    )
      return undefined;
    if (id === "python" && holder === "") return undefined;
    return before === "?" || before === "." || before === "case"
      ? undefined
      : qualified(words, parent, k, left.text);
  }
  if (operator === "=>" && id !== "php" && id !== "ruby") return undefined;
  let at = k - 1;
  if (id === "go" && left.kind === "name") {
    while (
      at > 0 &&
      !words[at]?.first &&
      words[at - 1]?.kind === "name" &&
      !/^(?:const|var)$/.test(words[at - 1]?.text ?? "")
    )
      at--;
    at = pastQualifiedType(words, at);
  } else {
    for (let i = k - 1; i > 1 && i > k - 14 && words[i]?.line === words[k]?.line; i--) {
      const text = words[i]?.text ?? "";
      if (text === ":" && words[i - 1]?.kind === "name" && words[i - 1]?.text !== "default") {
        at = i - 1;
        break;
      }
      if (/^[;{}=(]$|^(?:const|let|var)$/.test(text)) break;
    }
  }
  const name = words[at];
  if (!name || name.kind !== "name" || declaring.test(name.text)) return undefined;
  const holder = words[parent[k] ?? -1];
  if (words[at - 1]?.text === "?" && words[k]?.text === ":") return undefined;
  return holder?.text === "(" || holder?.text === "{" ? qualified(words, parent, k, name.text) : name.text;
}

/** Where the name is of `name pkg.Type =`; the field, where it is `holder.field =`. */
function pastQualifiedType(words: readonly Lexeme[], at: number): number {
  if (words[at - 1]?.text !== "." || words[at - 2]?.kind !== "name" || words[at - 2]?.first) return at;
  const before = words[at - 3];
  return before?.kind === "name" && !/^(?:const|var)$/.test(before.text) ? at - 3 : at;
}

const generic =
  /^(?:default|value|max|min|limit|size|count|enabled|disabled|name|type|level|mode|total|length|timeout|interval|port|host|ttl|delay|path|url|version|rate|step|start|end|key|id|threshold|retries|attempts|times|base|prefix|format|kind|status|color|width|height)$/i;

/** A name that says little alone, with the name of what holds it: `retry.limit`. */
function qualified(words: readonly Lexeme[], parent: Int32Array, k: number, name: string): string {
  if (!generic.test(name)) return name;
  const open = parent[k] ?? -1;
  if (open < 1 || words[open]?.text === "[") return name;
  const before = words[open - 1];
  if (before?.kind === "name" && /^(?:__init__|constructor)$/.test(before.text)) {
    const holder = classAround(words, open);
    return holder === undefined ? name : `${holder}.${name}`;
  }
  if (before?.kind === "name")
    return /^(?:return|if|for|while|function|switch)$/.test(before.text) ? name : `${before.text}.${name}`;
  const owner = words[open - 2];
  if ((before?.text === ":" || before?.text === "=" || before?.text === "=>") && owner) {
    const text = owner.kind === "string" ? contentOf(owner.text) : owner.kind === "name" ? owner.text : "";
    return /^[\w.-]+$/.test(text) ? `${text}.${name}` : name;
  }
  return name;
}

/** Farther above than so many words no class is looked for. */
const CLASS_REACH = 3_000;

/** The class that the word at `k` stands in, as far as the nearest one above is it. */
function classAround(words: readonly Lexeme[], k: number): string | undefined {
  for (let i = k - 1; i > Math.max(0, k - CLASS_REACH); i--)
    if (words[i - 1]?.text === "class" && words[i - 1]?.kind === "name") return words[i]?.text;
  return undefined;
}

/** Literals among a call's arguments that are the default of what the call names. */
function* callValues({ words, parent, id }: Source, open: number): Generator<Named> {
  const callee = words[open - 1]?.text ?? "";
  const first = words[open + 1];
  if (callee === "default" && words[open - 2]?.text === ".") {
    const literal = literalAt(words, open + 1);
    const name = literal && words[literal.end]?.text === ")" ? keyBefore(words, parent, open - 2) : undefined;
    if (literal && name) yield value(name, literal, words[open]?.line ?? 1);
    return;
  }
  if (isFallback(words, open)) {
    const literal = literalAt(words, open + 1);
    const name =
      literal && words[literal.end]?.text === ")" ? settingBefore(words, parent, open - 2) : undefined;
    if (literal && name) yield value(name, literal, words[open]?.line ?? 1);
    return;
  }
  if (first?.kind !== "string") return;
  const named = contentOf(first.text);
  const line = words[open]?.line ?? 1;
  if (
    /^[A-Z][A-Z0-9_]{2,}$/.test(named) &&
    (envCall.test(callee) || envCall.test(words[open - 3]?.text ?? "")) &&
    words[open + 2]?.text === ","
  ) {
    const at = words[open + 4]?.text === "=" ? open + 5 : open + 3;
    const literal = literalAt(words, at);
    if (literal) yield value(named, literal, words[at]?.line ?? line);
    return;
  }
  const go =
    id === "go" &&
    /flags?|^fs$/i.test(
      words[open - 3]?.text === ")" ? (words[open - 5]?.text ?? "") : (words[open - 3]?.text ?? ""),
    );
  const flag =
    /(?:^|[\s,|])(--[a-z][\w-]*)/i.exec(named)?.[1] ??
    (go || (callee === "option" && /^[a-z][\w-]*$/.test(named)) ? `--${named}` : undefined);
  if (flag === undefined) return;
  let last: { literal: Literal; line: number } | undefined;
  let commas = 0;
  for (let k = open + 2; k < words.length && k < open + 120; k++) {
    const word = words[k];
    if (!word) return;
    if (parent[k] === (parent[open] ?? -1) && word.text === ")") break;
    if (
      /^default(?:_value)?$/.test(word.text) &&
      (words[k + 1]?.text === "=" || words[k + 1]?.text === ":")
    ) {
      const literal = literalAt(words, k + 2);
      if (literal) yield value(flag, literal, words[k + 2]?.line ?? word.line);
      return;
    }
    if (parent[k] !== open || word.text !== ",") continue;
    commas++;
    const literal = literalAt(words, k + 1);
    if (literal && (go ? commas === 1 : commas >= 2))
      last = { literal, line: words[k + 1]?.line ?? word.line };
    if (go) break;
  }
  if (last && (go || /option|flag|arg/i.test(callee))) yield value(flag, last.literal, last.line);
}

/** The key whose value the call chain at `k` is part of: `retries: z.number().default(3)`. */
function keyBefore(words: readonly Lexeme[], parent: Int32Array, k: number): string | undefined {
  const level = parent[k];
  for (let i = k; i > 0 && i > k - 120; i--) {
    if (parent[i] !== level) continue;
    const text = words[i]?.text;
    if (text === "," || text === ";") return undefined;
    const key = words[i - 1];
    if ((text === ":" || text === "=") && key)
      return key.kind === "string"
        ? contentOf(key.text)
        : key.kind === "name"
          ? qualified(words, parent, i, key.text)
          : undefined;
  }
  return undefined;
}
