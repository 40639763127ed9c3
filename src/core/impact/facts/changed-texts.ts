import { languageId } from "../../diff/languages.ts";
import type { Lexeme } from "../../diff/lex.ts";
import { splitLines } from "../../diff/lines.ts";
import type { ChangedFact, Fact, FileChange } from "../../model/change.ts";
import { addressesIn, isSentence, said, WINDOW, withoutAddresses, wordsIn } from "./text-windows.ts";

/** A file's change gives at most so many texts, each of at most so many words. */
const MAX_TEXTS = 40;
const MAX_WORDS = 200;
const MAX_LINE = 2_000;
const nowhere = /^https?:\/\/(?:localhost|127\.|0\.0\.0\.0|(?:[\w.-]+\.)?example\.)/;
/** What stands at the start of a comment's lines. */
const commentMark = /^[ \t]*(?:\/\/[/!]?|#+|\*+(?!\*)|\/\*+|--+|;+)/gm;
/** What no sentence holds. */
const code = /[{}[\]=<>|&$\\;]|::|->|\w\(|\(\)/;

/** A comment, what documents the code in a string of its own, or any other string: a message, a help text. */
interface Said {
  readonly kind: "comment" | "docstring" | "message";
  text: string;
}

/**
 * The texts that a change took away and that a document may repeat: web addresses, and words in a row of
 * messages, help texts and comments. Linear in the changed lines. @param lexemes of the text before
 */
export function textFacts(change: FileChange, lexemes: readonly Lexeme[]): ChangedFact[] {
  const old = splitLines(change.before ?? "");
  const now = splitLines(change.after ?? "");
  const isPlain = languageId(change.from ?? change.path) === "yaml";
  const out: ChangedFact[] = [];
  let at = 0;
  for (const { oldStart, oldCount, newStart, newCount } of change.hunks) {
    const end = oldStart + oldCount;
    const gone = old.slice(oldStart - 1, end - 1).map((line) => line.slice(0, MAX_LINE));
    const fresh = now.slice(newStart - 1, newStart - 1 + newCount).map((line) => line.slice(0, MAX_LINE));
    while (at < lexemes.length && (lexemes[at]?.endLine ?? 0) < oldStart) at++;
    const texts = isPlain
      ? gone.map((text): Said => ({ kind: "message", text }))
      : textsOn(lexemes, at, old, oldStart, end);
    const kept = said(wordsIn(fresh.join("\n")));
    const cause = { path: change.path, line: Math.max(newStart, 1) };
    for (const fact of [
      ...addressFacts(gone, fresh),
      ...texts.flatMap((text) => sentenceFacts(text, kept)),
    ]) {
      if (out.length === MAX_TEXTS) return out;
      out.push({ fact, cause, defines: true });
    }
  }
  return out;
}

/** The comments and strings from a word on, as far as they stand on these lines; those that go on are one text. */
function textsOn(
  lexemes: readonly Lexeme[],
  at: number,
  lines: readonly string[],
  from: number,
  to: number,
): Said[] {
  const out: Said[] = [];
  let last: Lexeme | undefined;
  for (let k = at; k < lexemes.length; k++) {
    const one = lexemes[k];
    if (!one || one.line >= to) break;
    if (one.kind !== "comment" && one.kind !== "string") {
      if (!/^[+\\]$/.test(one.text)) last = undefined;
      continue;
    }
    const whole = one.line >= from && one.endLine < to;
    const text = whole
      ? one.text
      : lines.slice(Math.max(one.line, from) - 1, Math.min(one.endLine, to - 1)).join("\n");
    const before = out.at(-1);
    if (before && last?.kind === one.kind && one.line - last.endLine <= 1) before.text += `\n${text}`;
    else out.push({ kind: kindOf(one), text });
    last = one;
  }
  return out;
}

function kindOf({ kind, text, first }: Lexeme): Said["kind"] {
  if (kind === "comment") return "comment";
  return first && /^[a-z]{0,2}("""|''')/i.test(text) ? "docstring" : "message";
}

function addressFacts(gone: readonly string[], fresh: readonly string[]): Fact[] {
  const old = addressesIn(gone);
  const now = addressesIn(fresh);
  const lost = [...old].filter((one) => !now.has(one) && !nowhere.test(one));
  const added = [...now].filter((one) => !old.has(one));
  const [heir] = lost.length === 1 && added.length === 1 ? added : [];
  return lost.map((before) => ({
    kind: "text",
    name: "address",
    before,
    ...(heir === undefined ? {} : { after: heir }),
  }));
}

/** Runs of words of an old text that the new lines do not say, as far as they could be a sentence; code in it is none. */
function sentenceFacts({ kind, text }: Said, kept: string): Fact[] {
  return withoutAddresses(text.replace(commentMark, ""))
    .split(code)
    .flatMap((part) => runsGone(wordsIn(part).slice(0, MAX_WORDS), kept))
    .map((words) => ({ kind: "text", name: kind, before: words.join(" ") }));
}

/** The longest runs of words whose every window is a sentence that is not kept. */
function runsGone(words: readonly string[], kept: string): string[][] {
  const out: string[][] = [];
  let from = -1;
  let to = -1;
  for (let k = 0; k + WINDOW <= words.length; k++) {
    const window = words.slice(k, k + WINDOW);
    if (!isSentence(window) || kept.includes(said(window))) continue;
    if (from >= 0 && k > to) {
      out.push(words.slice(from, to));
      from = -1;
    }
    if (from < 0) from = k;
    to = k + WINDOW;
  }
  if (from >= 0) out.push(words.slice(from, to));
  return out;
}
