import { repairLine } from "../protocol/mojibake.ts";

/** Inline Markdown without its marks, and where each character came from. */
export interface Flat {
  readonly text: string;
  /** The code spans in `text`, end exclusive, in order. */
  readonly code: readonly { readonly start: number; readonly end: number }[];
  /** The columns of the original that a range of `text` came from. */
  origin(start: number, end: number): { start: number; end: number };
}

/** Cells and paragraphs are read up to here. */
const LIMIT = 8_000;
const LINK = /\[([^[\]]{0,400})\]\(\s{0,4}<?([^()\s<>]{0,1000})>?(?:\s{1,4}"[^"]{0,200}")?\s{0,4}\)/y;
const URL = /https?:\/\/[^\s<>"'`|)\]]{1,1000}/iy;
const TAG =
  /<\/?(?:br|code|b|i|em|strong|sub|sup|kbd|span|p|ul|li|ol|details|summary|small|a)\b[^<>]{0,400}>/iy;
const ENTITY = /&(?:amp|lt|gt|quot|nbsp|#124|#39|mdash|ndash|colon|sol);/y;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&nbsp;", " "],
  ["&#124;", "|"],
  ["&#39;", "'"],
  ["&mdash;", "—"],
  ["&ndash;", "–"],
  ["&colon;", ":"],
  ["&sol;", "/"],
]);

/** Reads inline Markdown. A link to a file becomes that file's name; other links their label. Linear; never throws. */
export function flatten(raw: string): Flat {
  const { text: repaired, repairs } = repairLine(raw.slice(0, LIMIT));
  const out: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const code: { start: number; end: number }[] = [];
  const put = (text: string, start: number, end: number): void => {
    for (const char of text.split("")) {
      out.push(char);
      from.push(start);
      to.push(end);
    }
  };
  const unclosed = new Set<number>();
  for (let at = 0; at < repaired.length;) {
    const char = repaired.charAt(at);
    if (char === "`") {
      const length = runOf(repaired, at);
      const close = length > 8 || unclosed.has(length) ? -1 : closing(repaired, at + length, length);
      if (close < 0) {
        unclosed.add(length);
        at += length;
        continue;
      }
      const start = out.length;
      for (let k = at + length; k < close; k++) {
        const escaped = repaired.charAt(k) === "\\" && repaired.charAt(k + 1) === "|";
        if (!escaped) put(repaired.charAt(k), k, k + 1);
      }
      code.push({ start, end: out.length });
      at = close + length;
      continue;
    }
    const next = repaired.charAt(at + 1);
    if (char === "\\" && /[_*|`~<>#[\]()!]/.test(next)) {
      put(next, at, at + 2);
      at += 2;
      continue;
    }
    const link = char === "[" ? matchAt(LINK, repaired, at) : undefined;
    if (link) {
      const [whole, label = "", target = ""] = link;
      put(named(label, target), at, at + whole.length);
      at += whole.length;
      continue;
    }
    const url = char === "h" || char === "H" ? matchAt(URL, repaired, at) : undefined;
    if (url) {
      put(named("", url[0]) || " ", at, at + url[0].length);
      at += url[0].length;
      continue;
    }
    const tag = char === "<" ? matchAt(TAG, repaired, at) : undefined;
    const entity = char === "&" ? matchAt(ENTITY, repaired, at) : undefined;
    if (tag) put(/^<(?:br|p|li)/i.test(tag[0]) ? "; " : "", at, at + tag[0].length);
    else if (entity) put(ENTITIES.get(entity[0]) ?? "", at, at + entity[0].length);
    else if (char !== "*" || next === "." || next === "/") put(char, at, at + 1);
    at += tag?.[0].length ?? entity?.[0].length ?? 1;
  }
  const before = (column: number): number => {
    let shift = 0;
    for (const { start, end, text } of repairs) {
      if (start - shift >= column) break;
      shift -= end - start - text.length;
    }
    return column - shift;
  };
  return {
    text: out.join(""),
    code,
    origin: (start, end) => ({
      start: before(from[start] ?? 0),
      end: before(to[end - 1] ?? repaired.length),
    }),
  };
}

/** What a link says: the file it leads to where it leads into a repository, else its label. */
function named(label: string, target: string): string {
  const plain = label.replaceAll("`", "");
  const blob =
    /^https?:\/\/[^/]{1,200}\/.{1,300}?\/(?:-\/)?(?:blob|src\/branch|src\/commit|tree)\/[^/]{1,200}\/(.+)$/.exec(
      target,
    )?.[1];
  const inside =
    blob ?? (/^[a-z][a-z0-9+.-]*:\/\//i.test(target) || /^(?:mailto:|#)/i.test(target) ? undefined : target);
  if (inside === undefined) return plain;
  const line = /#L\d/i.test(inside);
  const sameFile = /[:#]L?\d/i.test(plain) || !/\.\w{1,10}(?:#|$)/.test(inside);
  return sameFile && !line ? plain : decoded(inside);
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function runOf(text: string, start: number): number {
  let end = start;
  while (text.charAt(end) === "`") end++;
  return end - start;
}

function closing(text: string, from: number, length: number): number {
  for (let at = text.indexOf("`", from); at >= 0;) {
    const run = runOf(text, at);
    if (run === length) return at;
    at = text.indexOf("`", at + run);
  }
  return -1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
