import { groupBy, uniqueBy } from "../group.ts";
import type { ChangedFact, FileChange, Impact } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { isCode, isManifest, isTest, tellsHistory } from "./classify.ts";
import type { CommentedCode } from "./code/commented-code.ts";
import { isGone, spellingsOf } from "./lines/dead-words.ts";
import type { DocumentIndex } from "./documents/documents.ts";
import { linesLinking } from "./lines/links.ts";
import { linesNaming, type NamingLine, rowsOfColumn } from "./lines/mentions.ts";
import { inheritsMore } from "./facts/inherited.ts";
import { merged, promisesNothing } from "./facts/merged-facts.ts";
import { linesRepeating, stillSaid, type StillSaid, wordsSaid } from "./lines/repeated-texts.ts";
import { isImportedFromElsewhere } from "./lines/imports.ts";
import { linesStating } from "./lines/value-lines.ts";
import { squash, stemsOfPath } from "./words.ts";

/** From this confidence on, an impact is certain enough for a diagnostic. */
export const CERTAIN = 0.8;
/** What a cause that promises nothing (a test, an example, somebody else's code) can reach at most. */
const MERELY_POSSIBLE = 0.5;
/** Below this an impact is not worth a row. */
const WORTH_SAYING = 0.4;
/** A word on more documents than this, and on more than a fifth of them, names nothing in particular. */
const COMMON = 20;
/** A fact that speaks of more lines than this is a matter of vocabulary; its lines are not certain. */
const MANY_LINES = 60;
const SHOWN = 200;
/** A name in more code files than this is a word of the trade, not one setting. */
const COMMON_NAME = 12;
/** A name that was only used here and is now in no code was somebody else's all along. */
const USED_ONLY = 0.2;

export interface ImpactQuery {
  readonly facts: readonly ChangedFact[];
  /** The documents of the after tree. */
  readonly index: DocumentIndex;
  /** The files of the after tree that hold a word, documents included; answers every word of `candidateWords`. */
  occurrences(word: string): readonly Path[];
  /** Those files among them that were read for their comments: `filesToRead`. */
  readonly commented: ReadonlyMap<Path, CommentedCode>;
  readonly changes: readonly FileChange[];
}

/** The words whose survival in the after tree has to be known to judge these facts: only those some document names. */
export function candidateWords(facts: readonly ChangedFact[], index: DocumentIndex): string[] {
  const out = new Set<string>();
  for (const fact of facts) {
    if (fact.fact.kind === "value" && linesStating(fact.fact, index).length > 0) out.add(boundName(fact));
    if (fact.fact.kind === "text" && linesRepeating(fact.fact, index).length > 0)
      for (const word of wordsSaid(fact.fact)) out.add(word);
    const spellings = spellingsOf(fact);
    if (!spellings || linesNaming(fact.fact, index).length === 0) continue;
    for (const word of spellings) out.add(word);
  }
  return [...out];
}

/**
 * The document lines that the facts made doubtful, best first: confident from `CERTAIN` on. Each line is
 * judged against the old fact, so one that already states the new fact is not among them. At most one
 * impact for each fact and line.
 */
export function impactsOf({ facts, index, occurrences, commented, changes }: ImpactQuery): Impact[] {
  const moved = new Map(
    changes
      .filter(({ status }) => status !== "deleted")
      .map((change) => [change.from ?? change.path, change]),
  );
  const idle = ({ cause }: ChangedFact): boolean =>
    promisesNothing(moved.get(cause.path)?.path ?? cause.path);
  const inheriting = new Map<Path, boolean>();
  const code: AfterCode = {
    occurrences,
    commented,
    changed: new Set(changes.map(({ path }) => path)),
    inherits: (path) => {
      const known = inheriting.get(path);
      if (known !== undefined) return known;
      const inherits = inheritsMore(moved.get(path) ?? {});
      inheriting.set(path, inherits);
      return inherits;
    },
    said: stillSaid(
      changes.flatMap(({ path, after }) => (after === undefined || isTest(path) ? [] : [after])),
    ),
  };
  const found = merged(facts, idle).flatMap((changed) => {
    const { fact, cause } = changed;
    const lines = linesOf(changed, index, code);
    const best = [...groupBy(lines, ({ path, line }) => `${path}\n${line}`).values()].map((same) =>
      same.reduce((a, b) => (b.confidence > a.confidence ? b : a)),
    );
    const ceiling = idle(changed) ? MERELY_POSSIBLE : best.length > MANY_LINES ? CERTAIN - 0.05 : 1;
    return best.map(({ path, line, confidence }): Impact => ({
      place: { path, line },
      says: (index.get(path)?.lines[line - 1] ?? "").trim().slice(0, SHOWN),
      fact,
      cause,
      confidence: Math.min(confidence, ceiling, tellsHistory(path) ? CERTAIN - 0.05 : 1),
    }));
  });
  const claims = uniqueBy(
    found.filter(({ confidence }) => confidence >= WORTH_SAYING).sort((a, b) => b.confidence - a.confidence),
    claimOf,
  );
  const named = new Set(
    claims.filter(({ fact, confidence }) => fact.kind !== "text" && confidence >= CERTAIN).map(lineOf),
  );
  // Where a name or a value on the line says what is wrong, that the line is repeated says nothing more.
  const telling = claims.filter((impact) => impact.fact.kind !== "text" || !named.has(lineOf(impact)));
  return telling.sort(
    (a, b) =>
      b.confidence - a.confidence || compare(a.place.path, b.place.path) || a.place.line - b.place.line,
  );
}

function lineOf({ place: { path, line } }: Impact): string {
  return `${path}\n${line}`;
}

/** What a line is said to claim: the same value under two names (an option and its schema's default) is one claim, and so are all texts. */
function claimOf({ place, fact: { kind, name, before, after } }: Impact): string {
  return JSON.stringify([
    place.path,
    place.line,
    kind,
    kind === "value" || kind === "text" ? "" : name,
    kind === "text" ? "" : before,
    kind === "value" ? after : "",
  ]);
}

/** What judging asks of the code as it is now. */
interface AfterCode extends Pick<ImpactQuery, "occurrences" | "commented"> {
  readonly changed: ReadonlySet<Path>;
  /** What the changed files say, tests left out. */
  readonly said: StillSaid;
  /** Whether a member that left this file may be inherited there now. */
  inherits(path: Path): boolean;
}

function linesOf(changed: ChangedFact, index: DocumentIndex, code: AfterCode): NamingLine[] {
  const { fact } = changed;
  const occurrences = (word: string): readonly Path[] => code.occurrences(word);
  if (fact.before === undefined || fact.before === fact.after) return [];
  if (fact.kind === "value") return linesOfValue(changed, index, occurrences);
  if (fact.kind === "path") return linesLinking(fact, index);
  if (fact.kind === "route") return changed.defines ? linesNaming(fact, index) : [];
  if (fact.kind === "text") return linesOfText(changed, index, code);
  const spellings = spellingsOf(changed);
  if (!spellings) return [];
  const spread = index.spread(fact.before);
  if (spread > COMMON && spread > index.size / 5) return [];
  const { before } = fact;
  const lines = linesNaming(fact, index).filter(({ path }) => {
    const document = fact.kind === "token" ? index.get(path) : undefined;
    return !document || !isImportedFromElsewhere(document, before, changed.cause.path);
  });
  if (lines.length === 0) return [];
  // A column's name may well be a word that code goes on using: what its model's table says is false all the same.
  if (!isGone(changed, spellings, code)) return changed.defines ? rowsOfColumn(fact, index) : [];
  if (fact.kind === "token" && isMember(fact.before) && code.inherits(changed.cause.path))
    return lines.map((line) => ({ ...line, confidence: Math.min(line.confidence, MERELY_POSSIBLE) }));
  return changed.defines || fact.kind === "env"
    ? lines
    : lines.map((line) => ({ ...line, confidence: line.confidence - USED_ONLY }));
}

/** Whether a name is one of a member, as most languages write them. */
function isMember(name: string): boolean {
  return /^[_$#]*[a-z]/.test(name);
}

/**
 * Lines that state a value; merely possible where the name is bound to this and that, or where many files use it and
 * neither a section nor the document is about just this one: it is called like the setting, or like the code's file.
 */
function linesOfValue(
  changed: ChangedFact,
  index: DocumentIndex,
  occurrences: (word: string) => readonly Path[],
): NamingLine[] {
  const lines = linesStating(changed.fact, index).map((line) =>
    line.plain && !areAbout(line.path, changed.cause.path)
      ? { ...line, confidence: Math.min(line.confidence, MERELY_POSSIBLE) }
      : line,
  );
  if (lines.length === 0) return [];
  const files = occurrences(boundName(changed)).filter((path) => isCode(path) && !isTest(path));
  if (changed.defines && files.length <= COMMON_NAME) return lines;
  const own = stemOfFile(changed.cause.path);
  const name = squash(boundName(changed));
  const isOwn = (page: string): boolean => page === own || squash(page) === name;
  return lines.map((line) =>
    changed.defines && (line.titled || isOwn(stemOfFile(line.path)))
      ? line
      : { ...line, confidence: Math.min(line.confidence, MERELY_POSSIBLE) },
  );
}

/** Whether a document is called like the code, or like a folder it is in: `docs/cache.md` and `middleware/cache/config.go`. A README is called like its folder. */
function areAbout(document: Path, code: Path): boolean {
  const parts = document.replace(/(?:^|\/)readme\.\w+$/i, "").split("/");
  const told = new Set(stemsOfPath(code));
  return stemsOfPath(stemOfFile(parts.at(-1) ?? "")).some((one) => told.has(one));
}

/** A file's name without its ending. */
function stemOfFile(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}

/** Lines that repeat a text; none where code may still say it. */
function linesOfText(
  { fact, cause }: ChangedFact,
  index: DocumentIndex,
  { occurrences, changed, said }: AfterCode,
): NamingLine[] {
  const lines = linesRepeating(fact, index, said.holds);
  if (lines.length === 0 || said.says(fact)) return [];
  const [first = [], ...others] = wordsSaid(fact).map((word) => new Set(occurrences(word)));
  const holders = [...first].filter((path) => others.every((paths) => paths.has(path)));
  if (holders.some((path) => isCode(path) && !isTest(path) && !changed.has(path))) return [];
  // That a package no longer points somewhere does not make a link there false.
  if (fact.name !== "address" || !isManifest(cause.path)) return lines;
  return lines.map((line) => ({ ...line, confidence: Math.min(line.confidence, MERELY_POSSIBLE) }));
}

/** The last part of what a value is bound to. */
function boundName({ fact: { name = "" } }: ChangedFact): string {
  return (name.split(".").findLast((part) => part !== "default" && part !== "value") ?? name).replace(
    /^--/,
    "",
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
