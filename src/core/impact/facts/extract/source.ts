import { languageId, type LanguageId } from "../../../diff/languages.ts";
import { lex, type Lexeme } from "../../../diff/lex.ts";
import { splitLines } from "../../../diff/lines.ts";
import { isDocstring } from "../../code/code-comments.ts";
import type { Path } from "../../../model/place.ts";
import { contentOf, parentsOf, type Named, type Source } from "./named.ts";
import { codeNames } from "./names.ts";
import { readOptions } from "./read-options.ts";
import { schemaNames } from "./schema.ts";
import { settingNames } from "./settings.ts";
import { surfaceNames } from "./surface-names.ts";
import { valueNames } from "./values.ts";

/** Longer texts are not read for facts. UTF-16 units. */
const MAX_LENGTH = 1_000_000;
const settingsOnly: ReadonlySet<string> = new Set([
  "yaml",
  "toml",
  "properties",
  "dotenv",
  "dockerfile",
  "json",
  "make",
]);

/** What a source text says. */
export interface ReadNames {
  readonly names: readonly Named[];
  /** The names in it, those in strings included, but for docstrings. */
  readonly held: ReadonlySet<string>;
  /** All its words, comments too. */
  readonly lexemes: readonly Lexeme[];
}

/** Everything a source text names, in no particular order; nothing for an unknown language or a text too long. */
export function readNames(path: Path, text: string): ReadNames {
  const id = languageId(path);
  if (id === undefined || text.length > MAX_LENGTH) return { names: [], held: new Set(), lexemes: [] };
  const lexemes = withoutTests(lex(text, id), id);
  const words = lexemes.filter(({ kind }) => kind !== "comment");
  const source: Source = { path, id, text, lines: splitLines(text), words, parent: parentsOf(words) };
  const names = [
    ...surfaceNames(source),
    ...settingNames(source),
    ...schemaNames(source),
    ...(settingsOnly.has(id) || id === "prisma" || id === "sql"
      ? []
      : [...valueNames(source), ...readOptions(source)]),
    ...codeNames(source),
  ];
  const held = new Set<string>();
  for (const [k, { kind, text: word }] of words.entries()) {
    if (kind === "name") held.add(word);
    else if (kind === "string" && !(id === "python" && isDocstring(words, source.parent, k)))
      for (const [inner] of contentOf(word).matchAll(/[A-Za-z_][\w-]*/g)) held.add(inner);
  }
  return { names, held, lexemes };
}

/** In Rust, tests stand at the end of the file they test. */
function withoutTests(words: readonly Lexeme[], id: LanguageId): readonly Lexeme[] {
  if (id !== "rust") return words;
  const at = words.findIndex(
    ({ text }, k) => text === "cfg" && words[k + 2]?.text === "test" && words[k + 5]?.text === "mod",
  );
  return at < 0 ? words : words.slice(0, at);
}
