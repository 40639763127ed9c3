import type { Lexeme } from "../../../diff/lex.ts";
import { contentOf } from "./named.ts";

/** Whose argument names an environment variable. */
export const envCall = /env/i;

/** The environment variable or property that stands before a `??` or `||`. */
export function fallbackName(words: readonly Lexeme[], k: number): string | undefined {
  let at = k - 1;
  if (words[at]?.text === ")") while (at > 0 && at > k - 12 && words[at]?.text !== "(") at--;
  if (words[at]?.text === "(") {
    const argument = words[at + 1];
    if (argument?.kind === "string" && envCall.test(words[at - 1]?.text ?? ""))
      return contentOf(argument.text);
    for (let i = at + 1; i < k; i++)
      if (/^[A-Z][A-Z0-9_]{2,}$/.test(words[i]?.text ?? "")) return words[i]?.text;
    return undefined;
  }
  if (words[at]?.text === "]" && words[at - 1]?.kind === "string")
    return contentOf(words[at - 1]?.text ?? "");
  const name = words[at];
  return name?.kind === "name" && name.text.length > 2 && words[at - 1]?.text === "." ? name.text : undefined;
}

/** What gives a literal where a setting is absent. */
const fallbackCall = /^(?:unwrap_or|orElse|getOrElse)$/;
/** What a chain of calls does to an absent or present value without another name for it. */
const passing =
  /^(?:ok|map|and_then|or_else|parse|as_ref|as_deref|copied|cloned|filter|flatten|transpose|flatMap|trim)$/;

const LONGEST_CHAIN = 12;
const memberOf = /^\??\.$/;

/** Whether the call that opens at `open` gives what stands in for an absent setting. */
export function isFallback(words: readonly Lexeme[], open: number): boolean {
  return fallbackCall.test(words[open - 1]?.text ?? "") && memberOf.test(words[open - 2]?.text ?? "");
}

/** The setting that the call chain before the dot at `k` reads: `config.http()?.timeout.or_else(…)` → `http.timeout`. */
export function settingBefore(words: readonly Lexeme[], parent: Int32Array, k: number): string | undefined {
  let at = k - 1;
  for (let steps = 0; steps < LONGEST_CHAIN; steps++) {
    if (words[at]?.text !== ")") break;
    const open = openOf(words, parent, at);
    const argument = words[open + 1];
    if (argument?.kind === "string") {
      const named = contentOf(argument.text);
      return /^[A-Za-z][\w.-]+$/.test(named) ? named : undefined;
    }
    if (!passing.test(words[open - 1]?.text ?? "") || !memberOf.test(words[open - 2]?.text ?? ""))
      return undefined;
    at = open - 3;
  }
  const name = words[at];
  if (name?.kind !== "name" || name.text.length < 3) return undefined;
  if (!memberOf.test(words[at - 1]?.text ?? "")) return name.text;
  let before = at - 2;
  if (words[before]?.text === ")") before = openOf(words, parent, before) - 1;
  const holder = words[before];
  return holder?.kind === "name" && !/^(?:self|this)$/.test(holder.text)
    ? `${holder.text}.${name.text}`
    : name.text;
}

/** Where the bracket opens that closes at `close`. */
function openOf(words: readonly Lexeme[], parent: Int32Array, close: number): number {
  let open = close - 1;
  while (open > 0 && !(words[open]?.text === "(" && parent[open] === parent[close])) open--;
  return open;
}
