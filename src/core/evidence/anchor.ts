import { splitLines } from "../diff/lines.ts";
import { sha256 } from "../ledger/sha256.ts";
import type { Anchor } from "../model/evidence.ts";
import { rollingHash, rollingMatches } from "./rolling.ts";
import { hashOf, type Stream, streamOf, wordsOfLines } from "./stream.ts";
import { enclosingSymbol } from "./symbols.ts";

/** How many words of context each side keeps: enough to tell equal lines apart, few enough for a ledger event. */
const CONTEXT = 32;
/** Hexadecimal digits of a context word's hash. */
const SHORT = 5;

/** A text, read once for all evidence that stands in it. */
export interface AnchoredText {
  readonly lines: readonly string[];
  readonly stream: Stream;
}

export function anchoredText(text: string): AnchoredText {
  return { lines: splitLines(text), stream: streamOf(text) };
}

/** What lines `line` to `endLine` of a text stand on; `undefined` where they are blank or not there. */
export function anchorOf({ lines, stream }: AnchoredText, line: number, endLine = line): Anchor | undefined {
  const { start, end } = wordsOfLines(stream, line, endLine);
  if (start === end) return undefined;
  const symbol = enclosingSymbol(lines, line);
  const rolling = rollingHash(stream.hashes, start, end);
  const equal = rollingMatches(stream.hashes, end - start, rolling);
  return {
    length: end - start,
    rolling,
    digest: digestOfWords(stream, start, end),
    before: contextBefore(stream, start),
    after: contextAfter(stream, end),
    ...(symbol === undefined ? {} : { symbol: symbolHash(symbol) }),
    ...(equal.length > 1
      ? { nth: { above: equal.indexOf(start), below: equal.length - 1 - equal.indexOf(start) } }
      : {}),
  };
}

/** The collision-resistant digest of a range of words. */
export function digestOfWords({ words }: Stream, start: number, end: number): string {
  return sha256(`lockstep-anchor-v1\n${words.slice(start, end).join("\n")}`);
}

/** Short hashes of the words before a position, nearest first. */
export function contextBefore({ hashes }: Stream, start: number, count = CONTEXT): string[] {
  const context: string[] = [];
  for (let at = start - 1; at >= 0 && context.length < count; at--) context.push(short(hashes[at] ?? 0));
  return context;
}

/** Short hashes of the words from a position on. */
export function contextAfter({ hashes }: Stream, end: number, count = CONTEXT): string[] {
  return Array.from(hashes.subarray(end, end + count), short);
}

export function short(hash: number): string {
  return (hash >>> 0).toString(16).padStart(8, "0").slice(0, SHORT);
}

export function symbolHash(symbol: string): string {
  return (hashOf(symbol) >>> 0).toString(16).padStart(8, "0");
}

/** An anchor as the digests of a ledger's `evidence` event. */
export interface AnchorDigests {
  readonly digest: string;
  readonly around?: { readonly before?: string; readonly after?: string };
}

/** Writes an anchor down; `readAnchor` gives the same one back. */
export function writeAnchor({ length, rolling, digest, before, after, symbol, nth }: Anchor): AnchorDigests {
  const around = {
    ...(before.length > 0 ? { before: before.join("") } : {}),
    ...(after.length > 0 ? { after: after.join("") } : {}),
  };
  return {
    digest: [
      "a1",
      length,
      rolling,
      digest,
      ...(symbol === undefined ? [] : [symbol]),
      ...(nth === undefined ? [] : [`${nth.above}+${nth.below}`]),
    ].join(":"),
    ...(before.length + after.length > 0 ? { around } : {}),
  };
}

const WRITTEN = /^a1:(\d{1,9}):([0-9a-f]{16}):([0-9a-f]{64})(?::([0-9a-f]{8}))?(?::(\d{1,7})\+(\d{1,7}))?$/;

/** Reads what `writeAnchor` wrote; `undefined` for a digest somebody else made. */
export function readAnchor({ digest, around }: AnchorDigests): Anchor | undefined {
  const match = WRITTEN.exec(digest);
  if (!match) return undefined;
  const [, length = "", rolling = "", whole = "", symbol, above, below] = match;
  if (Number(length) === 0) return undefined;
  return {
    length: Number(length),
    rolling,
    digest: whole,
    before: cut(around?.before),
    after: cut(around?.after),
    ...(symbol === undefined ? {} : { symbol }),
    ...(above === undefined ? {} : { nth: { above: Number(above), below: Number(below) } }),
  };
}

function cut(context: string | undefined): string[] {
  return context === undefined ? [] : (context.match(/[0-9a-f]{5}/g) ?? []);
}
