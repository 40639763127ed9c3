import { groupBy } from "../../group.ts";
import type { ChangedFact } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { saidOn } from "../code/code-comments.ts";
import type { CommentedCode } from "../code/commented-code.ts";
import { commentsAbout } from "../code/comments-about.ts";
import { DocumentIndex, indexDocument } from "../documents/documents.ts";
import type { NamingLine } from "./mentions.ts";
import { linesStating } from "./value-lines.ts";

/** The comment lines at a changed definition that state its old value. */
export function linesAbout(
  { fact, cause, defines }: ChangedFact,
  commented: ReadonlyMap<Path, CommentedCode>,
): NamingLine[] {
  const file = defines ? commented.get(cause.path) : undefined;
  if (!file) return [];
  const { own, around } = commentsAbout(file, cause.line);
  const found = [
    ...stated(fact.name ?? "", own, file, fact),
    // What stands around speaks of other things too: there the name has to be on the line.
    ...stated("-", around, file, fact),
  ];
  return [...groupBy(found, ({ line }) => `${line}`).values()].flatMap(([first]) =>
    first ? [{ path: cause.path, ...first }] : [],
  );
}

/** A parameter, an attribute or an option that a comment speaks of from here on, in the ways of Sphinx, JSDoc, Google, NumPy and lists. */
const term =
  /^\s*(?:[-*]\s+)?(?::(?:param|attr|ivar|cvar|arg|keyword)\b[^:]*?\s(\w+):|@(?:param|property|prop|arg)\s+(?:\{[^}]*\}\s*)?\[?(\w+)|(?:\*\*|``?)(\w+)(?:\*\*|``?)|(\w+)\s*\([^)]*\):|(\w+)\s*:(?=\s|$))/;

/** `[retries=3]` of JSDoc. */
const optional = /(@(?:param|property|prop|arg)\s+(?:\{[^}]*\}\s*)?\[?\w+)\s*=\s*([^\]]*)\]/;

/**
 * Reads comment lines as a document: the title above them, and what they say of each parameter as a section of its
 * own. The document's path speaks of what the fact is bound to, as the comments stand at it.
 */
function stated(
  title: string,
  lines: readonly number[],
  file: CommentedCode,
  fact: ChangedFact["fact"],
): Omit<NamingLine, "path">[] {
  if (lines.length === 0) return [];
  const said = [`# \`${title}\``];
  const real: (number | undefined)[] = [undefined];
  const note = /^\s*\.\. (?:version|deprecated)/;
  const supposed = new RegExp(`\\b(?:if|when|unless)\\s+[\`*]*${last(fact.name)}\\s*=`, "i");
  let isNote = false;
  for (const line of lines) {
    const bare = saidOn(file.commentOn(line));
    // What came with a version, and what is supposed of a value, states none.
    isNote = note.test(bare) || (isNote && bare.trim() !== "");
    if (isNote || supposed.test(bare)) continue;
    const text = bare.replace("@defaultValue", "@default").replace(optional, "$1 default $2,");
    const name = term
      .exec(text)
      ?.slice(1)
      .find((one) => one !== undefined);
    if (name !== undefined) {
      said.push(`## \`${name}\``);
      real.push(undefined);
    }
    said.push(name === undefined ? text : text.replace(term, ""));
    real.push(line);
  }
  const path = `${(fact.name ?? "").replace(/[^\w]/g, "-")}.md`;
  const document = indexDocument(path, said.join("\n"));
  return linesStating(fact, DocumentIndex.empty.with(document)).flatMap(({ line, confidence }) => {
    const at = real[line - 1];
    return at === undefined ? [] : [{ line: at, confidence }];
  });
}

/** The last part of what a value is bound to, as a pattern. */
function last(name = ""): string {
  return (name.split(".").at(-1) ?? "").replace(/[^\w-]/g, ".");
}
