import { LINE_KIND, type LineKind } from "./document-lines.ts";
import { isCodeLike } from "./words.ts";

/** Longer lines are read only this far. UTF-16 units. */
const MAX_LINE = 2_000;
/** Longer words are no names. */
const MAX_WORD = 100;

/** What is known of a word wherever it stands. */
interface Known {
  readonly word: string;
  /** It may name code even in prose. */
  readonly telling: boolean;
  /** The parts of a kebab word that may name code by themselves. */
  readonly parts: readonly Known[];
  /** How often it was read, in any kind of line. */
  count: number;
  /** Where it may name code: `line << 3 | kind`, one for each line, the most telling kind. */
  places: number[] | undefined;
}

/** The words of a document. */
interface ReadWords {
  /** Every word and how often it stands in the text. */
  readonly counts: ReadonlyMap<string, number>;
  /** The words that can name something in code → where, as `line << 3 | kind`, in line order. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/**
 * Reads a document's words in one pass: identifiers, long flags and kebab words. In code spans, code blocks
 * and headings any of them can name code; in prose only what looks like code.
 */
export function readWords(lines: readonly string[], kinds: Uint8Array): ReadWords {
  const known = new Map<string, Known>();
  const learn = (word: string): Known => {
    const found = known.get(word);
    if (found) return found;
    const kebab = word.includes("-", 1) && !word.startsWith("--");
    const made: Known = {
      word,
      telling: isCodeLike(word) || (kebab && isKebabName(word)),
      parts: kebab
        ? word
            .split("-")
            .filter((part) => part.length > 2 && isCodeLike(part))
            .map(learn)
        : [],
      count: 0,
      places: undefined,
    };
    known.set(word, made);
    return made;
  };
  lines.forEach((line, k) => {
    const kind = (kinds[k] ?? LINE_KIND.prose) as LineKind;
    const place = (k + 1) << 3;
    eachWord(line, kind, (word, how) => {
      const found = learn(word);
      found.count++;
      if (how === LINE_KIND.hidden) return;
      if (found.telling || (how !== LINE_KIND.prose && word.length > 1)) note(found, place, how);
      for (const part of found.parts) note(part, place, how);
    });
  });
  const counts = new Map<string, number>();
  const places = new Map<string, readonly number[]>();
  for (const one of known.values()) {
    if (one.count > 0) counts.set(one.word, one.count);
    if (one.places) places.set(one.word, one.places);
  }
  return { counts, places };
}

function note(known: Known, place: number, kind: LineKind): void {
  const places = (known.places ??= []);
  const last = places.at(-1) ?? 0;
  if (last >> 3 !== place >> 3) places.push(place | kind);
  else if (kind < (last & 7)) places[places.length - 1] = place | kind;
}

/** Kebab words of prose are mostly English compounds; with three parts they may be names. */
function isKebabName(word: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+){2,}$/.test(word);
}

const BACKTICK = 96;
const DASH = 45;
const COLON = 58;

function starts(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36;
}

function continues(c: number): boolean {
  return starts(c) || (c >= 48 && c <= 57);
}

/** Calls back for each word of a line; in a code span its kind is `span`, in a web address `hidden`. Linear. */
export function eachWord(line: string, kind: LineKind, say: (word: string, kind: LineKind) => void): void {
  const end = Math.min(line.length, MAX_LINE);
  const spans = kind !== LINE_KIND.block && kind !== LINE_KIND.hidden;
  /** How many backticks opened the span that is being read; 0 outside one. */
  let open = 0;
  /** Up to here stands a web address: its words are read, but name nothing here. */
  let address = 0;
  let at = 0;
  while (at < end) {
    const c = line.charCodeAt(at);
    if (c === BACKTICK && spans) {
      let run = 1;
      while (line.charCodeAt(at + run) === BACKTICK) run++;
      if (open === run) open = 0;
      else if (open === 0 && line.indexOf("`".repeat(run), at + run) >= 0) open = run;
      at += run;
      continue;
    }
    if (continues(c) && !starts(c)) {
      while (at < end && continues(line.charCodeAt(at))) at++;
      continue;
    }
    if (c === COLON && line.startsWith("://", at)) {
      address = addressEnd(line, at);
      at += 3;
      continue;
    }
    if (!starts(c)) {
      at++;
      continue;
    }
    let from = at;
    if (
      line.charCodeAt(at - 1) === DASH &&
      line.charCodeAt(at - 2) === DASH &&
      !continues(line.charCodeAt(at - 3))
    )
      from = at - 2;
    while (at < end) {
      const next = line.charCodeAt(at);
      if (continues(next) || (next === DASH && continues(line.charCodeAt(at + 1)))) at++;
      else break;
    }
    if (at - from <= MAX_WORD)
      say(line.slice(from, at), from < address ? LINE_KIND.hidden : open > 0 ? LINE_KIND.span : kind);
  }
}

/** Where the web address ends that goes on at `from`. */
function addressEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length && !/[\s"'`<>)\]|]/.test(line.charAt(at))) at++;
  return at;
}
