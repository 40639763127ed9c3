/** Lines as they are written behind a file's name, or before it. */
export interface LineWords {
  readonly line: number;
  readonly endLine?: number;
  /** Where the words end in the text. */
  readonly end: number;
}

const COLON =
  /:(?:L|lines?\s?)?(\d{1,9})(?::\d{1,6})?(?:(?:-|–|—|\.\.)L?(\d{1,9})(?::\d{1,6})?)?(?![\p{L}\p{N}_])/iuy;
const HASH = /#L(\d{1,9})(?:C\d{1,6})?(?:-L?(\d{1,9})(?:C\d{1,6})?)?(?![\p{L}\p{N}_])/iuy;
const SPOKEN =
  /\s{0,4}[,:(–—-]?\s{0,4}\(?(?:(?:at|on)\s{1,2})?(?:lines?|ln\.?|ll?\.|L(?=\d))\s{0,2}[:#]?\s{0,2}(\d{1,9})(?:\s{0,2}(?:-|–|—|\.\.|to|through|and)\s{0,2}L?(\d{1,9}))?(?![\p{L}\p{N}_])/iuy;
const MORE =
  /(?:\s{0,2},\s{0,2}|\s{1,2}and\s{1,2}|\s{0,2}&\s{0,2})(?::|L|lines?\s)?(\d{1,9})(?:[-–]L?(\d{1,9}))?(?=\s{0,4}(?:$|[,;).|]|and\b|&|[—–]))/iuy;
const BEFORE =
  /\blines?\s{1,2}(\d{1,9})(?:\s{0,2}(?:-|–|—|to|through)\s{0,2}(\d{1,9}))?\s{1,2}(?:of|in|from|at)\s{1,2}(?:the\s{1,2})?(?:file\s{1,2})?$/i;

/** The line or lines right behind a file's name: `:12`, `:12-14`, `#L10-L12`, `, line 12`, ` (lines 3 to 5)`. */
export function linesAfter(text: string, at: number): LineWords | undefined {
  return read(COLON, text, at) ?? read(HASH, text, at) ?? read(SPOKEN, text, at);
}

/** Further lines of the same file: `:12, 15, 20-22`. */
export function moreLines(text: string, at: number): LineWords[] {
  const found: LineWords[] = [];
  for (let next = read(MORE, text, at); next && found.length < 50; next = read(MORE, text, next.end))
    found.push(next);
  return found;
}

/** Lines that are named before the file: `line 12 of src/a.ts`; `end` is where they begin. */
export function linesBefore(text: string, at: number): LineWords | undefined {
  const from = Math.max(0, at - 80);
  const match = BEFORE.exec(text.slice(from, at));
  return match ? span(match, from + match.index) : undefined;
}

function read(pattern: RegExp, text: string, at: number): LineWords | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? span(match, pattern.lastIndex) : undefined;
}

function span(match: RegExpExecArray, end: number): LineWords {
  const line = Number(match[1]);
  const endLine = match[2] === undefined ? line : Number(match[2]);
  return endLine > line ? { line, endLine, end } : { line, end };
}
