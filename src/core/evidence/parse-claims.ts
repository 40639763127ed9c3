import type { Claim, LinesClaim } from "../model/evidence.ts";
import { fileWords } from "./file-words.ts";
import { flatten, type Flat } from "./flat.ts";
import { linesAfter, linesBefore, moreLines } from "./line-words.ts";
import { looksLikeFile, mayHaveLines } from "./path-words.ts";
import { isPlaceholderPath, isPlaceholderText, PLACEHOLDER_LINE } from "./placeholders.ts";
import { quotesBeside } from "./quotes.ts";
import { runClaims } from "./run-claims.ts";

/** What is known of the repository while a text is read: whether a file, by any way of writing it, is there. */
export type IsFile = (path: string) => boolean;

/** The longest list of claims read from one text. */
const MOST = 200;

/**
 * The claims of a cell, a bullet or a sentence, in order. Tolerant of how people and agents write:
 * `path:line`, `path:line-line`, `path:12, 15`, `path#L10-L12`, `path#symbol`, `test.py::test_name`,
 * `(path, line 12)`, `line 12 of path`, links, Windows slashes, commands with their outcome, placeholders.
 * Never throws; linear.
 */
export function parseClaims(raw: string, isFile: IsFile = () => false): Claim[] {
  const flat = flatten(raw);
  const files = fileClaims(flat, isFile);
  const placed = files.map((claim): Claim =>
    claim.is === "lines" ? { ...claim, quotes: quotesBeside(flat, claim, files) } : claim,
  );
  const runs = runClaims(flat, files);
  const covered = runs.filter(({ command }) => command !== "");
  // A file that is an argument of a command is no evidence of its own.
  const own = placed.filter(
    (claim) => !covered.some(({ start, end }) => claim.start >= start && claim.end <= end),
  );
  const claims = [...own, ...runs].sort((a, b) => a.start - b.start).slice(0, MOST);
  if (claims.length === 0 && isPlaceholderText(flat.text)) {
    claims.push({ is: "placeholder", text: flat.text.trim(), start: 0, end: flat.text.length });
  }
  return claims.map((claim) => ({ ...claim, ...flat.origin(claim.start, claim.end) }));
}

function fileClaims(flat: Flat, isFile: IsFile): Claim[] {
  const { text } = flat;
  const claims: Claim[] = [];
  let read = 0;
  for (const word of [...spacedFiles(flat, isFile), ...fileWords(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  )) {
    if (word.start < read || claims.length >= MOST) continue;
    const found = claimsAt(text, word.path, word.start, word.end, isFile);
    claims.push(...found);
    read = Math.max(read, found.at(-1)?.end ?? 0);
  }
  return claims;
}

/** Files whose names hold spaces: only a code span can say where such a name begins and ends. */
function spacedFiles({ text, code }: Flat, isFile: IsFile): { path: string; start: number; end: number }[] {
  return code.flatMap(({ start, end }) => {
    const path = /^([^:#|<>*?"]{1,300}\.\w{1,12})(?=$|[:#])/.exec(text.slice(start, end).trimEnd())?.[1];
    if (path === undefined || !/\s/.test(path) || !isFile(path)) return [];
    return [{ path, start, end: start + path.length }];
  });
}

const TYPESCRIPT_STYLE = /^(.{1,500}\.[A-Za-z]\w{0,14})\((\d{1,9})(?:,\d{1,6})?\)$/;
const NODE_ID = /::([\p{L}\p{N}_$]{1,200}(?:::[\p{L}\p{N}_$]{1,200}){0,5}(?:\[[^\]\s]{0,100}\])?)/uy;
/** A test by the words it is called by: `test/a.test.ts::"gives up after three tries"`. */
const QUOTED_ID = /\s?(?:::|>|›)\s?(?:"([^"\n]{2,200})"|'([^'\n]{2,200})'|“([^”\n]{2,200})”)/uy;
const HASH_SYMBOL = /#([\p{L}_$][\p{L}\p{N}_$.-]{0,200}(?:::[\p{L}\p{N}_$.]{1,200}){0,5})(?:\(\))?/uy;
const COLON_SYMBOL = /:([\p{L}_$][\p{L}\p{N}_$.]{0,200})(?:\(\))?(?![\p{L}\p{N}:/\\])/uy;

/** What a word that may be a file claims, together with what stands right behind or before it. */
function claimsAt(text: string, word: string, start: number, end: number, isFile: IsFile): Claim[] {
  const written = (from: number, to: number) => ({ text: text.slice(from, to).trim(), start: from, end: to });
  const style = TYPESCRIPT_STYLE.exec(word);
  if (style && mayHaveLines(style[1] ?? "")) {
    return [
      { is: "lines", path: style[1] ?? "", line: Number(style[2]), quotes: [], ...written(start, end) },
    ];
  }
  const known = isFile(word);
  const hole = matchAt(PLACEHOLDER_LINE, text, end);
  if (hole && (known || mayHaveLines(word) || isPlaceholderPath(word))) {
    return [{ is: "placeholder", ...written(start, end + hole[0].length) }];
  }
  const after = linesAfter(text, end);
  const fake = !known && isPlaceholderPath(word);
  if (fake && (after || looksLikeFile(word)))
    return [{ is: "placeholder", ...written(start, after?.end ?? end) }];
  if (after && (known || mayHaveLines(word))) {
    const rest = moreLines(text, after.end);
    return [after, ...rest].map((span, at): LinesClaim => {
      const from = at === 0 ? start : (rest[at - 2]?.end ?? after.end);
      const own = written(from, span.end);
      return {
        is: "lines",
        path: word,
        ...linesOf(span),
        quotes: [],
        ...own,
        text: at === 0 ? own.text : `${word}:${sayLines(span)}`,
      };
    });
  }
  if (!known && !looksLikeFile(word)) {
    return isFolder(word, isFile) ? [{ is: "file", path: word, ...written(start, end) }] : [];
  }
  const before = linesBefore(text, start);
  if (before)
    return [{ is: "lines", path: word, ...linesOf(before), quotes: [], ...written(before.end, end) }];
  const quoted = matchAt(QUOTED_ID, text, end);
  if (quoted)
    return [
      {
        is: "symbol",
        path: word,
        symbol: quoted[1] ?? quoted[2] ?? quoted[3] ?? "",
        ...written(start, end + quoted[0].length),
      },
    ];
  const symbol =
    matchAt(NODE_ID, text, end) ?? matchAt(HASH_SYMBOL, text, end) ?? matchAt(COLON_SYMBOL, text, end);
  if (symbol)
    return [{ is: "symbol", path: word, symbol: symbol[1] ?? "", ...written(start, end + symbol[0].length) }];
  return [{ is: "file", path: word, ...written(start, end) }];
}

function isFolder(word: string, isFile: IsFile): boolean {
  return /^[\p{L}\p{N}_.@-]+(?:\/[\p{L}\p{N}_.@-]+)*\/$/u.test(word) && isFile(word);
}

function linesOf({ line, endLine }: { line: number; endLine?: number }): { line: number; endLine?: number } {
  return endLine === undefined ? { line } : { line, endLine };
}

function sayLines({ line, endLine }: { line: number; endLine?: number }): string {
  return endLine === undefined ? String(line) : `${line}-${endLine}`;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
