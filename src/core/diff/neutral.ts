import type { Neutral } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { languageId, languageOf } from "./languages.ts";
import { lex } from "./lex.ts";
import { normalForm, type Form } from "./normal.ts";
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
  const old = normalForm(oldWords, id, language);
  const now = normalForm(newWords, id, language);
  if (same(old, now)) {
    const words = (lexemes: typeof oldWords): string =>
      lexemes
        .filter(({ kind }) => kind === "comment")
        .map(({ text }) => text)
        .join("\n");
    return words(oldWords) === words(newWords) ? "formatting" : "comments";
  }
  const oldCode = withoutDocstrings(old);
  const newCode = withoutDocstrings(now);
  if (id === "python" && same(oldCode, newCode)) return "comments";
  return isLocalRename(oldCode, newCode, id, language) ? "local-rename" : undefined;
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
