import type { Neutral } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { languageId, languageOf } from "./languages.ts";
import { lex, type Lexeme } from "./lex.ts";
import { codeOf, normalForm, type Form } from "./normal.ts";
import { isLocalRename } from "./rename.ts";

/** Longer texts are not compared: the answer is "unsure". UTF-16 units. */
const MAX_LENGTH = 2_000_000;
const heredoc = /<<[-~]?["'A-Za-z_]/;

/**
 * Why an edit cannot have changed what the program does, as far as its words tell: only comments (a
 * Python docstring is one), only looks, or only a name nobody outside its function can see. `undefined`
 * where it may have changed something, where the language is not known, or where this cannot tell.
 */
export function neutrality(path: Path, before: string, after: string): Neutral | undefined {
  if (before === after || before.length > MAX_LENGTH || after.length > MAX_LENGTH) return undefined;
  const id = languageId(path);
  if (id === undefined) return undefined;
  const language = languageOf(id);
  if (language.heredocs && (heredoc.test(before) || heredoc.test(after))) return undefined;
  const oldWords = lex(before, id);
  const newWords = lex(after, id);
  const oldCode = codeOf(oldWords);
  const newCode = codeOf(newWords);
  const { head, tail } = differing(oldCode, newCode);
  const old = normalForm(oldCode, id, language, head, oldCode.length - tail);
  const now = normalForm(newCode, id, language, head, newCode.length - tail);
  if (same(old, now)) return commentsOf(oldWords) === commentsOf(newWords) ? "formatting" : "comments";
  const bare = withoutDocstrings(old);
  const fresh = withoutDocstrings(now);
  if (id === "python" && same(bare, fresh)) return "comments";
  if (
    bare.length !== fresh.length ||
    bare.some(
      ({ text, lexeme }, k) => text !== fresh[k]?.text && lexeme.kind !== "name" && lexeme.kind !== "string",
    )
  ) {
    return undefined;
  }
  const whole = withoutDocstrings(normalForm(oldCode, id, language));
  return isLocalRename(whole, withoutDocstrings(normalForm(newCode, id, language)), id, language)
    ? "local-rename"
    : undefined;
}

/** Words around a difference that decide its normal form too. */
const AROUND = 3;

/** How many words both texts start and end with, less a few. */
function differing(a: readonly Lexeme[], b: readonly Lexeme[]): { head: number; tail: number } {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && alike(a[head], b[head])) head++;
  let tail = 0;
  while (tail < shorter - head && alike(a[a.length - 1 - tail], b[b.length - 1 - tail])) tail++;
  return { head: Math.max(0, head - AROUND), tail: Math.max(0, tail - AROUND) };
}

function alike(a: Lexeme | undefined, b: Lexeme | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.text === b.text &&
    a.first === b.first &&
    a.indent === b.indent &&
    a.spaced === b.spaced
  );
}

function commentsOf(lexemes: readonly Lexeme[]): string {
  return lexemes
    .filter(({ kind }) => kind === "comment")
    .map(({ text }) => text)
    .join("\n");
}

function same(a: readonly Form[], b: readonly Form[]): boolean {
  return a.length === b.length && a.every(({ text }, k) => text === b[k]?.text);
}

/** The forms without docstrings, and without the layout marks that stood before one. A body that held nothing else stays. */
function withoutDocstrings(forms: readonly Form[]): Form[] {
  const out: Form[] = [];
  for (const form of forms) {
    if (
      form.doc &&
      form.lexeme.kind === "string" &&
      !form.text.startsWith("\n") &&
      !form.text.startsWith(">")
    ) {
      while (out.at(-1)?.lexeme === form.lexeme) out.pop();
    } else out.push(form);
  }
  return out;
}
