import { splitLines } from "../../diff/lines.ts";
import { holdsWhole } from "../../whole-word.ts";
import type { Path } from "../../model/place.ts";
import { partCode, type PartedCode } from "./code-comments.ts";
import { indexDocument } from "../documents/documents.ts";
import type { IndexedDocument } from "../documents/segment.ts";
import { isSpec, readSpec } from "../documents/spec-lines.ts";

/** A code file that was read for what its comments say. */
export interface CommentedCode {
  /** Its lines as a document's: where no comment stands they are hidden. */
  readonly comments: IndexedDocument;
  readonly parted: PartedCode;
  /** The lines on which code stands. */
  readonly codeLines: ReadonlySet<number>;
  /** Whether a word stands in it outside of comments and docstrings, as no part of a longer one. */
  runs(word: string): boolean;
  /** Whether its code spells a flag, `--dry-run`, or names it as options are named, `"dry-run"`. */
  offers(flag: string): boolean;
  /** The comments on a line, without the code beside them; empty where there is none. */
  commentOn(line: number): string;
}

/**
 * Reads a code file for its comments; where they cannot be told from its code, all of it runs. What an API's description
 * says to readers runs as little as a comment does.
 */
export function readCommented(path: Path, text: string): CommentedCode {
  if (isSpec(path, text)) return readSpecified(path, text);
  const parted = json.test(path) ? undefined : partCode(path, text);
  if (!parted) return runningOnly(path, "", text);
  const code = joined(parted.code);
  const acting = joined(parted.code.filter(({ kind, text: word }) => kind !== "string" || !isSentence(word)));
  const said = new Map<number, string>();
  for (const { line, text: comment } of parted.comments) {
    comment.split("\n").forEach((part, k) => {
      said.set(line + k, `${said.get(line + k) ?? ""}${part.replace(/\r$/, "")}`);
    });
  }
  const codeLines = new Set<number>();
  for (const { line, endLine } of parted.code) for (let k = line; k <= endLine; k++) codeLines.add(k);
  return {
    comments: indexDocument(path, text),
    parted,
    codeLines,
    runs: (word) => holdsWhole(code, word, NAME),
    offers: (flag) => holdsWhole(acting, flag, FLAG) || namesOption(code, flag.slice(2), path),
    commentOn: (line) => said.get(line) ?? "",
  };
}

function joined(words: PartedCode["code"]): string {
  return words.map(({ text, spaced, first }) => (spaced || first ? `\n${text}` : text)).join("");
}

/** Whether a string speaks to people: “Use '--list-themes' to see all themes”. What begins with an option or puts one in brackets may define it. */
function isSentence(text: string): boolean {
  return (
    /(?:\b[A-Za-z]{2,}[,.;:]?\s+){3}[A-Za-z]{2,}/.test(text) &&
    !/^\w*["'`]+\s*-/.test(text) &&
    !/[[(|]\s*--/.test(text)
  );
}

function readSpecified(path: Path, text: string): CommentedCode {
  const lines = splitLines(text);
  const kinds = readSpec(lines).lines;
  const built = lines.filter((_, k) => kinds[k] === "structure").join("\n");
  return runningOnly(path, text, built);
}

/** A file without comments of code. @param said what it says to readers, as a document @param code what runs */
function runningOnly(path: Path, said: string, code: string): CommentedCode {
  return {
    comments: indexDocument(path, said),
    parted: { code: [], parent: new Int32Array(0), comments: [] },
    codeLines: new Set(),
    runs: (word) => holdsWhole(code, word, NAME),
    offers: (flag) => holdsWhole(code, flag, FLAG) || namesOption(code, flag.slice(2), path),
    commentOn: () => "",
  };
}

/** What names are made of, and what flags are. */
const NAME = /[A-Za-z0-9_]/;
const FLAG = /[\w-]/;
const json = /\.(?:json5?|jsonc)$/i;
/** What such files key is no option of a program. */
const dataFile = /\.(?:ya?ml|toml|ini|cfg|json5?|jsonc)$/i;

/** Where clap is asked by an argument's id, or told it: the option is called what `long` says. */
const argumentId =
  /\b(?:get_\w+|contains_id|values?_of\w*|is_present|value_source|conflicts_with\w*|requires\w*|overrides_with\w*|Arg::(?:new|with_name))(?:::<[^>(]{1,80}>)?\(\n?"[^"\n]*"/g;
/** What makes options of fields and parameters. */
const derivesOptions = /#\[(?:arg|clap|command|structopt)\b|\btyper\b|\bThor\b/;
/** Such files spell options with their dashes: a plain word there is none. */
const dashed = /\.(?:py|rb)$/;

/** Whether a string is the option's name and nothing else, or a field or parameter stands for it. */
function namesOption(code: string, name: string, path: Path): boolean {
  if (dataFile.test(path)) return false;
  const isRust = path.endsWith(".rs");
  if (derivesOptions.test(code) && holdsWhole(code, name.replaceAll("-", "_"), NAME)) return true;
  if (dashed.test(path) && !name.includes("-")) return false;
  const said = isRust ? code.replace(argumentId, "") : code;
  return [`"${name}"`, `'${name}'`, `\`${name}\``].some((quoted) => said.includes(quoted));
}
