import { plain } from "./plain.ts";

/** The smallest part of a document that is either held or advisory: a sentence, a bullet, a table row. */
export interface Atom {
  /** As the reader sees it, on one line. */
  readonly text: string;
  /** 1-based lines, inclusive. */
  readonly line: number;
  readonly endLine: number;
}

const ABBREVIATION = /(?:^|[\s([])(?:e\.g|i\.e|etc|vs|approx|cf|no|mr|mrs|dr|fig|incl|min|max)\.?$/i;
const AFTER_END = /[*_"'”’)\]`]/;

/** The sentences of a paragraph whose first line is `line`. Code spans are never cut. Linear. */
export function sentencesOf(raw: string, line: number): Atom[] {
  const atoms: Atom[] = [];
  let start = 0;
  let startLine = line;
  let now = line;
  let code = 0;
  const close = (end: number): void => {
    const piece = raw.slice(start, end);
    const leading = /^\s*/.exec(piece)?.[0] ?? "";
    const first = startLine + leading.split("\n").length - 1;
    const text = plain(piece);
    const breaks = piece.trimEnd().split("\n").length - 1;
    if (text) atoms.push({ text, line: first, endLine: startLine + breaks });
    start = end;
    startLine = now;
  };
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw.charAt(at);
    if (char === "\n") now += 1;
    else if (char === "`") {
      let run = 1;
      while (raw.charAt(at + run) === "`") run += 1;
      code = code === 0 ? run : code === run ? 0 : code;
      at += run - 1;
    } else if (code === 0 && (char === "." || char === "!" || char === "?" || char === "。")) {
      const end = sentenceEnd(raw, at);
      if (end === undefined) continue;
      close(end);
      at = end - 1;
    }
  }
  close(raw.length);
  return atoms;
}

/** Where the sentence that `at` seems to end is over; `undefined` where the point is not an end. */
function sentenceEnd(raw: string, at: number): number | undefined {
  let end = at + 1;
  while (AFTER_END.test(raw.charAt(end))) end += 1;
  while (raw.startsWith("[^", end)) {
    const closed = raw.indexOf("]", end);
    if (closed < 0 || closed - end > 64) break;
    end = closed + 1;
  }
  if (end >= raw.length) return undefined;
  if (!/\s/.test(raw.charAt(end))) return undefined;
  if (raw.charAt(at) === "." && ABBREVIATION.test(raw.slice(Math.max(0, at - 8), at))) return undefined;
  const next = /\S/.exec(raw.slice(end, end + 40))?.[0];
  return next !== undefined && /[\p{Ll}]/u.test(next) ? undefined : end;
}

/** The whole text as one atom. */
export function atomOf(raw: string, line: number): Atom {
  return { text: plain(raw), line, endLine: line + raw.trimEnd().split("\n").length - 1 };
}
