import type { Anchor } from "../model/evidence.ts";
import {
  type AnchoredText,
  contextAfter,
  contextBefore,
  digestOfWords,
  short,
  symbolHash,
} from "./anchor.ts";
import { rollingMatches } from "./rolling.ts";
import type { Stream } from "./stream.ts";
import { enclosingSymbol } from "./symbols.ts";

/** Where an anchor was found, 1-based lines, inclusive. `changed`: its surroundings are there, its text is another. */
export type Found =
  | {
      readonly is: "found" | "changed";
      readonly line: number;
      readonly endLine: number;
      readonly trust: number;
    }
  | { readonly is: "gone" };

/** Equal texts beyond this many are not told apart by their surroundings. */
const CANDIDATES = 400;
/** At most so many words are digested to believe candidates; long evidence repeats itself only on purpose. */
const BELIEVED = 1_000_000;
/** A text of so many words that stands once in a file is known by itself, whatever stands around it. */
const TELLING = 16;
/** Below this share of common surroundings, an equal short text may be another one. */
const ALIKE = 0.5;
/** What standing in a definition of the same name weighs, against surroundings that are all there. */
const SAME_SYMBOL = 0.4;
/** What standing in the same place among equal texts weighs, counted from both ends and from one. */
const IN_LINE = 0.25;
const HALF_IN_LINE = 0.1;
/** How many words of both sides must enclose what stands there instead. */
const ENCLOSING = 4;
/** How much more of its surroundings the old place must have kept for the equal text to be another one. */
const CLEARLY = 0.1;
/** How many words of surroundings must be found together for a changed text to count as the same place. */
const ENOUGH = 10;

/**
 * Looks for an anchor in a text. Among equal texts the one with the most alike surroundings wins, then the
 * one in a definition of the same name or in the same place among them, then the one nearest to `near`. Linear in the text.
 * @param near the line where it is expected: where it stood, or where a diff says that line went
 */
export function findAnchor(anchor: Anchor, text: AnchoredText, near: number): Found {
  const { stream } = text;
  const equal = rollingMatches(stream.hashes, anchor.length, anchor.rolling);
  const starts = equal
    .slice(0, Math.min(CANDIDATES, Math.ceil(BELIEVED / anchor.length)))
    .filter((start) => digestOfWords(stream, start, start + anchor.length) === anchor.digest);
  const [best] = starts
    .map((start, at) => ({ ...judged(anchor, text, start, near), rank: rankOf(anchor, at, equal.length) }))
    .sort(better);
  const known = best && ((starts.length === 1 && anchor.length >= TELLING) || best.likeness >= ALIKE);
  const changed = known ? undefined : findChanged(anchor, stream);
  if (best && !isReplaced(best, anchor, changed)) return foundAt(best, anchor, stream);
  return changed
    ? { is: "changed", ...spanOf(stream, changed.start, changed.end), trust: changed.led + changed.followed }
    : { is: "gone" };
}

/**
 * Whether an equal text is another one: it stands in other surroundings, while the old surroundings still
 * enclose something else.
 */
function isReplaced(
  { start, likeness }: Candidate,
  { length, before, after }: Anchor,
  changed: Gap | undefined,
): boolean {
  if (!changed || Math.min(changed.led, changed.followed) < ENCLOSING) return false;
  if (start < changed.end && changed.start < start + length) return false;
  return (changed.led + changed.followed) / (before.length + after.length) > likeness + CLEARLY;
}

function foundAt({ start, likeness }: Candidate, { length }: Anchor, stream: Stream): Found {
  return { is: "found", ...spanOf(stream, start, start + length), trust: likeness };
}

interface Candidate {
  readonly start: number;
  /** The share of the surroundings that is there, in order. */
  readonly likeness: number;
  /** The share that stands right beside it, without a gap. */
  readonly touching: number;
  readonly sameSymbol: boolean;
  readonly distance: number;
  /** How well it stands in line among the equal texts, as it did. */
  readonly rank: number;
}

/** Equal texts keep their order through most edits: the third of five is likely the third of five. */
function rankOf({ nth }: Anchor, at: number, count: number): number {
  if (!nth) return 0;
  const above = nth.above === at;
  const below = nth.below === count - 1 - at;
  return above && below ? IN_LINE : above || below ? HALF_IN_LINE : 0;
}

function judged(
  anchor: Anchor,
  { stream, lines }: AnchoredText,
  start: number,
  near: number,
): Omit<Candidate, "rank"> {
  const end = start + anchor.length;
  const wider = 16;
  const before = common(anchor.before, contextBefore(stream, start, anchor.before.length + wider));
  const after = common(anchor.after, contextAfter(stream, end, anchor.after.length + wider));
  const touching =
    run(anchor.before, (k) => shortAt(stream, start - 1 - k)) +
    run(anchor.after, (k) => shortAt(stream, end + k));
  const line = stream.lines[start] ?? 1;
  const symbol = anchor.symbol === undefined ? undefined : enclosingSymbol(lines, line);
  const all = anchor.before.length + anchor.after.length;
  return {
    start,
    likeness: all === 0 ? 1 : (before + after) / all,
    touching: all === 0 ? 1 : touching / all,
    sameSymbol: symbol !== undefined && symbolHash(symbol) === anchor.symbol,
    distance: Math.abs(line - near),
  };
}

function better(a: Candidate, b: Candidate): number {
  const worth = ({ likeness, touching, sameSymbol, rank }: Candidate): number =>
    likeness + touching + rank + (sameSymbol ? SAME_SYMBOL : 0);
  return worth(b) - worth(a) || a.distance - b.distance;
}

/** The length of the longest common subsequence of two short lists. */
function common(a: readonly string[], b: readonly string[]): number {
  let row = new Int32Array(b.length + 1);
  for (const word of a) {
    const next = new Int32Array(b.length + 1);
    b.forEach((other, at) => {
      next[at + 1] = word === other ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0);
    });
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The place whose surroundings are the anchor's, where its own words are not. Surroundings that touch each
 * other, or that the text ends after, say that nothing of it is left.
 */
function findChanged({ before, after, length }: Anchor, stream: Stream): Gap | undefined {
  const shorts = Array.from(stream.hashes, short);
  const size = shorts.length;
  // For each gap between words, how many of the surroundings stand right before (after) it, in order.
  const gaps = Array.from({ length: size + 1 }, (_, at) => at);
  const led = gaps.map((at) => run(before, (k) => shorts[at - 1 - k]));
  const followed = gaps.map((at) => run(after, (k) => shorts[at + k]));
  const reach = Math.min(4 * length + 16, 400);
  let best: Gap = { start: 0, end: 0, led: 0, followed: 0 };
  const offer = (gap: Gap): void => {
    if (gap.led + gap.followed > best.led + best.followed) best = gap;
  };
  for (const start of topOf(led, 3)) {
    const lead = led[start] ?? 0;
    for (let end = start; end <= Math.min(start + reach, size); end++) {
      const close = followed[end] ?? 0;
      if (close > 0) offer({ start, end, led: lead, followed: close });
    }
    offer({ start, end: Math.min(start + length, size), led: lead, followed: 0 });
  }
  const [end] = best.led + best.followed < ENOUGH ? topOf(followed, ENOUGH) : [];
  if (end !== undefined)
    offer({ start: Math.max(0, end - length), end, led: 0, followed: followed[end] ?? 0 });
  return best.led + best.followed < ENOUGH || best.end === best.start ? undefined : best;
}

/** A stretch of words between what stood before an anchor and what stood after it, and how much of both is there. */
interface Gap {
  readonly start: number;
  readonly end: number;
  readonly led: number;
  readonly followed: number;
}

function shortAt({ hashes }: Stream, at: number): string | undefined {
  const hash = hashes[at];
  return hash === undefined ? undefined : short(hash);
}

function run(context: readonly string[], wordAt: (k: number) => string | undefined): number {
  let k = 0;
  while (k < context.length && wordAt(k) === context[k]) k++;
  return k;
}

/** The positions with the highest values, best first: at most 50, none below `least`. */
function topOf(values: readonly number[], least: number): number[] {
  return values
    .map((value, at) => [value, at] as const)
    .filter(([value]) => value >= least)
    .sort(([a], [b]) => b - a)
    .slice(0, 50)
    .map(([, at]) => at);
}

function spanOf({ lines, lineCount }: Stream, start: number, end: number): { line: number; endLine: number } {
  const line = lines[Math.min(start, lines.length - 1)] ?? lineCount;
  return { line, endLine: Math.max(line, lines[Math.min(end, lines.length) - 1] ?? line) };
}
