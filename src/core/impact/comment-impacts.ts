import { groupBy, uniqueBy } from "../group.ts";
import type { ChangedFact, FileChange, Impact } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { isCode, isExample, isTest } from "./classify.ts";
import { saidOn } from "./code-comments.ts";
import type { CommentedCode } from "./commented-code.ts";
import { commentsAbout } from "./comments-about.ts";
import { isGone, spellingsOf } from "./dead-words.ts";
import { DocumentIndex, indexDocument } from "./documents.ts";
import type { ImpactQuery } from "./impacts.ts";
import { linesNaming, type NamingLine } from "./mentions.ts";
import { merged, promisesNothing } from "./merged-facts.ts";
import { linesStating } from "./value-lines.ts";
import { isCodeLike, isKebab } from "./words.ts";

/** A name that more code files hold than this is searched for no further: some of them will run it. */
const FEW = 5;
/** A change of more names than this is a rewrite. */
const MOST_NAMES = 40;
const MOST_FILES = 60;
/** Below this an impact is not worth a row. */
const WORTH_SAYING = 0.4;
const SHOWN = 200;

/** The names a change took away whose whereabouts in code tell whether comments go on naming what is gone. */
export function removedNames(facts: readonly ChangedFact[]): string[] {
  const out = new Set<string>();
  for (const changed of merged(facts, idle)) {
    if (out.size >= MOST_NAMES) break;
    if (isNamed(changed)) for (const word of spellingsOf(changed) ?? []) out.add(word);
  }
  return [...out];
}

/** The code files of the after tree to be read for their comments: few hold a name that is gone, or a value changed in them. */
export function filesToRead(
  facts: readonly ChangedFact[],
  occurrences: (word: string) => readonly Path[],
): Path[] {
  const out = new Set<Path>();
  for (const changed of facts) {
    const { fact, cause } = changed;
    if (fact.kind === "value" && isOwnCode(cause.path)) out.add(cause.path);
    if (fact.kind === "command") continue;
    for (const word of spellingsOf(changed) ?? []) {
      const holders = occurrences(word);
      if (holders.length <= FEW) for (const path of holders) out.add(path);
    }
  }
  return [...out].slice(0, MOST_FILES);
}

/**
 * The comment and docstring lines of code that name what is gone from code, or that state at a changed definition
 * its old value. Lines that the change wrote are not among them. At most one impact for each fact and line.
 */
export function commentImpactsOf({
  facts,
  occurrences,
  commented,
  changes,
}: Omit<ImpactQuery, "index">): Impact[] {
  const changeOf = new Map(changes.map((change) => [change.path, change]));
  const found = merged(facts, idle).flatMap((changed): Impact[] => {
    const { fact, cause } = changed;
    const lines =
      fact.kind === "value"
        ? linesAbout(changed, commented)
        : isNamed(changed)
          ? linesStillNaming(changed, { occurrences, commented })
          : [];
    return lines.flatMap(({ path, line, confidence }): Impact[] => {
      const file = commented.get(path);
      const comment = file?.commentOn(line) ?? "";
      if (!file || !isOwnCode(path) || isWritten(changeOf.get(path), comment)) return [];
      if (fact.kind !== "value" && !says(comment, fact)) return [];
      const text = (file.comments.lines[line - 1] ?? "").trim().slice(0, SHOWN);
      return [{ place: { path, line }, says: text, fact, cause, confidence }];
    });
  });
  const worth = found.filter(({ confidence }) => confidence >= WORTH_SAYING);
  return uniqueBy(
    worth.sort((a, b) => b.confidence - a.confidence),
    ({ place: { path, line }, fact: { kind, before } }) => JSON.stringify([path, line, kind, before]),
  );
}

/** Whether it is the comment on a line that names what is gone, and not the code beside it. */
function says(comment: string, { kind, before = "" }: ChangedFact["fact"]): boolean {
  return comment.includes(kind === "config-key" ? (before.split(".").at(-1) ?? before) : before);
}

function idle({ cause }: ChangedFact): boolean {
  return promisesNothing(cause.path);
}

function isOwnCode(path: Path): boolean {
  return isCode(path) && !isTest(path) && !isExample(path);
}

/** Whether a fact is of a name that this code made and that can mean nothing else. */
function isNamed(changed: ChangedFact): boolean {
  const { fact, cause, defines } = changed;
  const { kind, before = "" } = fact;
  if (!defines || idle(changed) || !isOwnCode(cause.path)) return false;
  if (kind === "flag" || kind === "env") return before.includes("_") || before.includes("-", 2);
  const name = kind === "config-key" ? (before.split(".").at(-1) ?? "") : before;
  return kind !== "command" && spellingsOf(changed) !== undefined && (isCodeLike(name) || isKebab(name));
}

function linesStillNaming(
  changed: ChangedFact,
  code: Pick<ImpactQuery, "occurrences" | "commented">,
): NamingLine[] {
  const spellings = spellingsOf(changed) ?? [];
  const holders = new Set(spellings.flatMap((word) => code.occurrences(word)));
  const files = [...holders].flatMap((path) => {
    const file = code.commented.get(path);
    return file ? [file.comments] : [];
  });
  if (files.length === 0 || !isGone(changed, spellings, code)) return [];
  return linesNaming(changed.fact, DocumentIndex.of(files));
}

/** The comment lines at a changed definition that state its old value. */
function linesAbout(
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
  for (const line of lines) {
    const text = saidOn(file.commentOn(line))
      .replace("@defaultValue", "@default")
      .replace(optional, "$1 default $2,");
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

/** Whether a change wrote what a comment says. */
function isWritten(change: FileChange | undefined, comment: string): boolean {
  if (!change) return false;
  return !(change.before ?? "").includes(saidOn(comment).trim());
}
