import { uniqueBy } from "../group.ts";
import type { ChangedFact, FileChange, Impact } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { isCode, isExample, isTest } from "./classify.ts";
import { saidOn } from "./code/code-comments.ts";
import { linesAbout } from "./lines/comment-values.ts";
import { isGone, spellingsOf } from "./lines/dead-words.ts";
import { DocumentIndex } from "./documents/documents.ts";
import type { ImpactQuery } from "./impacts.ts";
import { linesNaming, type NamingLine } from "./lines/mentions.ts";
import { merged, promisesNothing } from "./facts/merged-facts.ts";
import { isCodeLike, isKebab } from "./words.ts";

/** A name that more code files hold than this is searched for no further: some of them will run it. */
const FEW = 5;
/** Many files hold the word that a flag is made of, and few the flag. */
const FEW_FOR_FLAG = 30;
/** A change of more names than this is a rewrite. */
const MOST_NAMES = 40;
const MOST_VALUES = 100;
const MOST_FILES = 60;
/**
 * What is at most said of a comment that may mean something else: a local variable's name, code that was commented
 * out, a file whose code the change did not touch.
 */
const MERELY_POSSIBLE = 0.6;
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
      if (holders.length <= (fact.kind === "flag" ? FEW_FOR_FLAG : FEW))
        for (const path of holders) out.add(path);
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
  let index: DocumentIndex | undefined;
  const comments = (): DocumentIndex =>
    (index ??= DocumentIndex.of([...commented.values()].map((file) => file.comments)));
  const changeOf = new Map(changes.map((change) => [change.path, change]));
  const touched = new Set(changes.flatMap(({ path, neutral }) => (neutral === undefined ? [path] : [])));
  let values = 0;
  const found = merged(facts, idle).flatMap((changed): Impact[] => {
    const { fact, cause } = changed;
    const lines =
      fact.kind === "value"
        ? values++ < MOST_VALUES
          ? linesAbout(changed, commented)
          : []
        : isNamed(changed)
          ? linesStillNaming(changed, comments, { occurrences, commented })
          : [];
    if (lines.length === 0) return [];
    const origin = changeOf.get(cause.path)?.before ?? "";
    const isVague = fact.kind === "token" && isLocal(fact.before ?? "", origin);
    return lines.flatMap(({ path, line, confidence }): Impact[] => {
      const file = commented.get(path);
      const comment = file?.commentOn(line) ?? "";
      if (!file || !isOwnCode(path) || isWritten(changeOf.get(path), comment)) return [];
      if (fact.kind !== "value" && !says(comment, fact)) return [];
      const text = (file.comments.lines[line - 1] ?? "").trim().slice(0, SHOWN);
      const isSure = fact.kind === "value" || (!isVague && !isCodeLine(comment) && touched.has(path));
      return [
        {
          place: { path, line },
          says: text,
          fact,
          cause,
          confidence: isSure ? confidence : Math.min(confidence, MERELY_POSSIBLE),
        },
      ];
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

/** Whether a name was that of a variable inside a function, and of nothing else: words of the algorithm may be called so. */
function isLocal(name: string, before: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const local = new RegExp(`^[ \\t]+(?:const|let|var)\\s+${name}\\b|\\b${name}(?:,\\s*\\w+)*\\s*:=`, "m");
  const global = new RegExp(
    `\\b(?:function\\*?|class|def|func|fn|type|interface|struct|enum|trait|export\\s+(?:const|let|var))\\s+(?:\\([^)]*\\)\\s*)?${name}\\b`,
  );
  return local.test(before) && !global.test(before);
}

/** Whether a comment is a line of code that was commented out. */
function isCodeLine(comment: string): boolean {
  return /^(?:#(?![:#!])|\/\/(?![/!]))\s*(?:[\w.]+(?:\[[^\]]*\])?\s*=[^=]|[\w.]+\([^)]*\)\s*$|.*[;{]\s*$)/.test(
    comment,
  );
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
  comments: () => DocumentIndex,
  code: Pick<ImpactQuery, "occurrences" | "commented">,
): NamingLine[] {
  const spellings = spellingsOf(changed) ?? [];
  const holders = new Set(spellings.flatMap((word) => code.occurrences(word)));
  if (![...holders].some((path) => code.commented.has(path)) || !isGone(changed, spellings, code)) return [];
  return linesNaming(changed.fact, comments()).filter(({ path }) => holders.has(path));
}

/** Whether a change wrote what a comment says. */
function isWritten(change: FileChange | undefined, comment: string): boolean {
  if (!change) return false;
  return !(change.before ?? "").includes(saidOn(comment).trim());
}
