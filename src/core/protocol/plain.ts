/** Tags that are layout, not a placeholder such as `<name>`: only these vanish from the plain text. */
const TAG =
  /<\/?(?:a|abbr|b|br|center|code|details|div|em|font|h[1-6]|hr|i|img|kbd|li|mark|ol|p|picture|pre|s|small|source|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b[^<>]*>/iy;
const AUTOLINK = /<((?:https?|mailto):[^<>\s]*)>/iy;
const FOOTNOTE = /\[\^[^\]\s[]{1,64}\]/y;
const LINK = /\[([^[\]]{0,1000})\](?:\([^()\n]{0,2000}\)|\[[^[\]]{0,200}\])/y;
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|mdash|ndash|rarr|hellip|#39);/y;

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&nbsp;": " ",
  "&mdash;": "—",
  "&ndash;": "–",
  "&rarr;": "→",
  "&hellip;": "…",
};

/** How many open emphasis runs are remembered; older ones stay as typed. */
const OPEN_RUNS = 32;

/** The longest run of backticks that can open a code span; CommonMark has no bound, time has. */
const LONGEST_FENCE = 16;

interface Run {
  readonly mark: string;
  readonly piece: number;
  count: number;
}

/**
 * Inline Markdown as the reader sees it, on one line: emphasis, links, footnote references and layout
 * tags gone, code spans verbatim, `[FILE]` and `<name>` kept. Linear.
 */
export function plain(raw: string): string {
  const text = SPECIAL.test(raw) ? read(raw, true) : raw;
  return (SPACES.test(text) ? text.replace(/\s+/g, " ") : text).trim();
}

const SPECIAL = /[\\`<[*_~&]/;
/** Any white space but single blanks. */
const SPACES = /\s\s|[^\S ]/;

function read(raw: string, links: boolean): string {
  const pieces: string[] = [];
  const open: Run[] = [];
  const unclosed = new Set<number>();
  const endsComment = raw.lastIndexOf("-->");
  for (let at = 0; at < raw.length;) {
    const char = raw.charAt(at);
    if (char === "\\" && isPunctuation(raw.charAt(at + 1))) {
      pieces.push(raw.charAt(at + 1));
      at += 2;
    } else if (char === "`") {
      const length = runLength(raw, at, "`");
      const close =
        length > LONGEST_FENCE || unclosed.has(length) ? -1 : closingRun(raw, at + length, length);
      if (close < 0) {
        unclosed.add(length);
        pieces.push(raw.slice(at, at + length));
        at += length;
      } else {
        pieces.push(raw.slice(at + length, close));
        at = close + length;
      }
    } else if (char === "<") {
      const comment = raw.startsWith("<!--", at) && endsComment > at ? raw.indexOf("-->", at) : -1;
      const link = matchAt(AUTOLINK, raw, at);
      const tag = link ? undefined : matchAt(TAG, raw, at);
      if (comment >= 0) at = comment + 3;
      else if (link) {
        pieces.push(link[1] ?? "");
        at += link[0].length;
      } else if (tag) {
        pieces.push(" ");
        at += tag[0].length;
      } else {
        pieces.push(char);
        at += 1;
      }
    } else if (char === "[" || (char === "!" && raw.charAt(at + 1) === "[")) {
      const start = char === "!" ? at + 1 : at;
      const footnote = matchAt(FOOTNOTE, raw, start);
      const link = footnote || !links ? undefined : matchAt(LINK, raw, start);
      if (footnote) at = start + footnote[0].length;
      else if (link) {
        pieces.push(read(link[1] ?? "", false));
        at = start + link[0].length;
      } else {
        pieces.push(char);
        at += 1;
      }
    } else if (char === "*" || char === "_" || char === "~") {
      const length = runLength(raw, at, char);
      emphasis(raw, at, length, pieces, open);
      at += length;
    } else if (char === "&") {
      const entity = matchAt(ENTITY, raw, at);
      pieces.push(entity ? (ENTITIES[entity[0]] ?? "") : char);
      at += entity ? entity[0].length : 1;
    } else {
      const end = nextSpecial(raw, at + 1);
      pieces.push(raw.slice(at, end));
      at = end;
    }
  }
  return pieces.join("");
}

/** Pairs a delimiter run with the nearest open one, as CommonMark does but for its rule of three. */
function emphasis(raw: string, at: number, length: number, pieces: string[], open: Run[]): void {
  const mark = raw.charAt(at);
  const before = raw.charAt(at - 1);
  const after = raw.charAt(at + length);
  const opens = after !== "" && !isSpace(after) && !(mark === "_" && isWord(before));
  const closes = before !== "" && !isSpace(before) && !(mark === "_" && isWord(after));
  let left = mark === "~" && length < 2 ? 0 : length;
  const piece = pieces.length;
  pieces.push(raw.slice(at, at + length));
  if (left === 0) return;
  for (let index = closes ? open.length - 1 : -1; left > 0 && index >= 0; index -= 1) {
    const run = open[index];
    if (!run || run.mark !== mark) continue;
    const paired = Math.min(run.count, left);
    run.count -= paired;
    left -= paired;
    pieces[run.piece] = mark.repeat(run.count);
    pieces[piece] = mark.repeat(left);
    open.length = run.count === 0 ? index : index + 1;
  }
  if (opens && left > 0) {
    open.push({ mark, piece, count: left });
    if (open.length > OPEN_RUNS) open.shift();
  }
}

/** Where the next character stands that may be markup. */
function nextSpecial(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (
      code <= 0x3c
        ? code === 0x21 || code === 0x26 || code === 0x2a || code === 0x3c
        : code >= 0x5b && (code <= 0x60 ? code !== 0x5d && code !== 0x5e : code === 0x7e)
    )
      break;
  }
  return at;
}

/** What a sticky pattern matches exactly at `at`. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function runLength(text: string, start: number, char: string): number {
  let end = start;
  while (text.charAt(end) === char) end += 1;
  return end - start;
}

function closingRun(text: string, from: number, length: number): number {
  for (let at = text.indexOf("`", from); at >= 0;) {
    const run = runLength(text, at, "`");
    if (run === length) return at;
    at = text.indexOf("`", at + run);
  }
  return -1;
}

function isPunctuation(char: string): boolean {
  return char !== "" && /[!-/:-@[-`{-~]/.test(char);
}

function isSpace(char: string): boolean {
  return /\s/.test(char);
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}
