import { indentOf, splitLines } from "../../diff/lines.ts";
import type { FileChange } from "../../model/change.ts";
import type { Place } from "../../model/place.ts";
import { stem, subwords } from "../words.ts";

/** What happened to a word: removed and not added again, on both sides, added, or the name of what holds the edit. */
export type WordRole = "removed" | "changed" | "added" | "enclosing" | "context";

export interface ChangedWord {
  readonly word: string;
  readonly role: WordRole;
  /** It is defined on a changed line. */
  readonly defined: boolean;
  /** The first line it was met on, in the after tree; of a removed line, what took its place. */
  readonly at: Place;
}

/** A word where it was met first. */
interface Met {
  defined: boolean;
  readonly at: Place;
}

/** The words of a change, as ranking needs them. */
export interface ChangedWords {
  readonly words: readonly ChangedWord[];
  /** Stems of the parts of words on changed lines → how often, at most `MAX_COUNT`. */
  readonly stems: ReadonlyMap<string, number>;
  /** The same of the changed files' paths. */
  readonly pathStems: ReadonlyMap<string, number>;
  /** Stems of the parts of what the change defines, and of what holds it. */
  readonly namedStems: ReadonlySet<string>;
}

/** Longer lines are cut, more changed lines of a file are left out. */
const MAX_LINE = 600;
const MAX_LINES = 400;
const MAX_COUNT = 8;
const CONTEXT = 2;
/** How far above a hunk the definition that holds it is looked for, in lines. */
const REACH = 150;
const word = /(?:--(?=[A-Za-z]))?[A-Za-z_$][A-Za-z0-9_$]*(?:-[A-Za-z0-9_$]+)*/g;
const definition =
  /\b(?:function|class|def|fn|func|interface|type|enum|struct|trait|impl|const|let|var|val|fun|mod|module|namespace|model|message|service)\s+(?:\([^)]{0,80}\)\s*)?([A-Za-z_$][\w$]*)|^\s*(?:(?:public|private|protected|static|async|export|override|readonly|get|set)\s+)*([A-Za-z_$][\w$]*)\s*(?:\??:|=|\([^)]{0,200}\)\s*(?::[^{]{0,80})?\{)/;
const stop = new Set(
  "if else for while do return import from export default as in of is not and or new this self cls super true false null nil None True False undefined const let var def function class fn func type interface struct enum trait impl pub use mod async await try catch except finally throw throws raise with pass break continue switch case match static public private protected final void int string bool boolean float double number any str dict list tuple object err error ctx args kwargs value name data result item key index the a an to it be that self".split(
    " ",
  ),
);

/** The words of the changed lines of code files, each once with its most telling role. Linear in the changed lines. */
export function changedWords(changes: readonly FileChange[]): ChangedWords {
  const removed = new Map<string, Met>();
  const added = new Map<string, Met>();
  const enclosing = new Map<string, Place>();
  const context = new Map<string, Place>();
  const stems = new Map<string, number>();
  const pathStems = new Map<string, number>();
  for (const change of changes) {
    for (const path of new Set([change.path, change.from ?? change.path]))
      countParts(path.replace(/\.\w+$/, ""), pathStems);
    const last = change.hunks.at(-1);
    const old = splitLines(change.before ?? "", last && last.oldStart + last.oldCount + CONTEXT);
    const now = splitLines(change.after ?? "", last && last.newStart + last.newCount + CONTEXT);
    let left = MAX_LINES;
    for (const { oldStart, oldCount, newStart, newCount } of change.hunks) {
      if (left <= 0) break;
      const gone = old.slice(oldStart - 1, oldStart - 1 + Math.min(oldCount, left));
      const fresh = now.slice(newStart - 1, newStart - 1 + Math.min(newCount, left));
      left -= Math.max(gone.length, fresh.length);
      const placeOf = (k: number): Place => ({ path: change.path, line: Math.max(newStart + k, 1) });
      if (oldCount > 0)
        gone.forEach((line, k) =>
          readLine(line, placeOf(Math.min(k, Math.max(newCount - 1, 0))), removed, stems),
        );
      if (newCount > 0) fresh.forEach((line, k) => readLine(line, placeOf(k), added, stems));
      const [lines, at, count] =
        newCount > 0 || now.length > 0 ? [now, newStart, newCount] : [old, oldStart, oldCount];
      const from = count === 0 ? at + 1 : at;
      const here = placeOf(0);
      const near = (name: string): void => noteFirst(context, name, here);
      for (let k = Math.max(from - CONTEXT, 1); k < from; k++) collect(lines[k - 1] ?? "", near);
      for (let k = from + count; k < Math.min(from + count + CONTEXT, lines.length + 1); k++)
        collect(lines[k - 1] ?? "", near);
      holders(lines, from, (name) => noteFirst(enclosing, name, here));
    }
  }
  const out = new Map<string, ChangedWord>();
  for (const [one, { defined, at }] of removed) {
    const also = added.get(one);
    out.set(one, {
      word: one,
      role: also === undefined ? "removed" : "changed",
      defined: defined || also?.defined === true,
      at: also?.at ?? at,
    });
  }
  for (const [one, { defined, at }] of added)
    if (!out.has(one)) out.set(one, { word: one, role: "added", defined, at });
  for (const [one, at] of enclosing) {
    const known = out.get(one);
    if (!known || known.role === "added")
      out.set(one, { word: one, role: "enclosing", defined: known?.defined ?? false, at: known?.at ?? at });
  }
  for (const [one, at] of context)
    if (!out.has(one)) out.set(one, { word: one, role: "context", defined: false, at });
  const words = [...out.values()];
  return { words, stems, pathStems, namedStems: namedBy(words) };
}

function namedBy(words: readonly ChangedWord[]): Set<string> {
  const out = new Set<string>();
  for (const { word: name, role, defined } of words)
    if (defined || role === "enclosing") for (const part of subwords(name)) out.add(stem(part));
  return out;
}

function readLine(full: string, at: Place, words: Map<string, Met>, stems: Map<string, number>): void {
  const line = full.slice(0, MAX_LINE);
  const defined = definedOn(line);
  for (const [one] of line.matchAll(word)) {
    eachName(one, (name) => {
      const known = words.get(name);
      if (!known) words.set(name, { defined: name === defined, at });
      else if (name === defined) known.defined = true;
    });
    countParts(one, stems);
  }
}

function noteFirst(places: Map<string, Place>, name: string, at: Place): void {
  if (!places.has(name)) places.set(name, at);
}

function definedOn(line: string): string | undefined {
  const match = definition.exec(line);
  const name = match?.[1] ?? match?.[2];
  return name === undefined || stop.has(name) ? undefined : name;
}

function collect(full: string, say: (name: string) => void): void {
  for (const [one] of full.slice(0, MAX_LINE).matchAll(word)) eachName(one, say);
}

/** A word and, of a kebab word, its parts. */
function eachName(one: string, say: (name: string) => void): void {
  if (one.length > 1 && one.length <= 80 && !stop.has(one)) say(one);
  if (!one.includes("-") || one.startsWith("--")) return;
  for (const part of one.split("-")) if (part.length > 2 && !stop.has(part)) say(part);
}

function countParts(text: string, stems: Map<string, number>): void {
  for (const part of subwords(text)) {
    if (part.length < 3 || part.length > 40 || stop.has(part) || /^\d/.test(part)) continue;
    const key = stem(part);
    const count = stems.get(key) ?? 0;
    if (count < MAX_COUNT) stems.set(key, count + 1);
  }
}

/** The names of the definitions that a line stands in, by indentation: each outer one is indented less. */
function holders(lines: readonly string[], at: number, say: (name: string) => void): void {
  let limit = indentOf(lines[at - 1] ?? "");
  if (limit <= 0) limit = Number.POSITIVE_INFINITY;
  for (let k = at - 1; k >= Math.max(1, at - REACH) && limit > 0; k--) {
    const line = lines[k - 1] ?? "";
    const indent = indentOf(line);
    if (indent < 0 || indent >= limit) continue;
    const name = definedOn(line.slice(0, MAX_LINE));
    if (name === undefined) continue;
    say(name);
    limit = indent;
  }
}
