/** A JSON value. Keys that are absent are left out, never `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Characters a reader cannot see or that reorder what he sees, beside the ASCII controls JSON escapes
 * itself. The list is written out because a Unicode property would mean other characters in other
 * versions of the engine, and an event other bytes.
 */
const UNSEEN_RANGES = [
  [0x7f, 0x9f], // DEL and C1
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // grapheme joiner
  [0x61c, 0x61c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180f], // Mongolian variation selectors
  [0x200b, 0x200f], // zero-width characters, marks of direction
  [0x2028, 0x202e], // line and paragraph separators, overrides of direction
  [0x2060, 0x206f], // joiners, isolates
  [0x3164, 0x3164], // Hangul filler
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff], // byte order mark
  [0xffa0, 0xffa0], // halfwidth Hangul filler
  // Specials; the replacement character is one, so that bytes that are not UTF-8 never equal a canonical text.
  [0xfff0, 0xffff],
] as const;

/** The same as a pattern, and plane 14: tags and more variation selectors. */
const UNSEEN = new RegExp(
  `[${UNSEEN_RANGES.map(([from, to]) => `${unit(from)}-${unit(to)}`).join("")}]|${unit(0xdb40)}[${unit(0xdc00)}-${unit(0xdfff)}]`,
  "g",
);

/** Most strings have nothing to look for. */
const ASCII = /^[\x20-\x7e]*$/;

/**
 * The one way to write an event: keys sorted by UTF-16 code units, two spaces, LF, a final newline,
 * every character of `UNSEEN` as `\uXXXX`. Numbers are safe integers; anything else is a bug of the caller.
 */
export function canonicalText(value: Json): string {
  return `${write(value, "\n")}\n`;
}

function write(value: Json, newline: string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return scalar(value);
  const inner = `${newline}  `;
  if (isList(value)) {
    if (value.length === 0) return "[]";
    return `[${inner}${value.map((item) => write(item, inner)).join(`,${inner}`)}${newline}]`;
  }
  const keys = Object.keys(value).sort();
  if (keys.length === 0) return "{}";
  const rows = keys.map((key) => `${quoted(key)}: ${write(value[key]!, inner)}`);
  return `{${inner}${rows.join(`,${inner}`)}${newline}}`;
}

/**
 * RFC 8785 (JCS) for values whose numbers are safe integers: what is hashed. One addition: a lone
 * surrogate, which JCS refuses and a file name may hold, is written `\udXXX`.
 */
export function jcs(value: Json): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return scalar(value);
  if (isList(value)) return `[${value.map(jcs).join(",")}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${jcs(value[key]!)}`).join(",")}}`;
}

function scalar(value: null | boolean | number): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new TypeError(`not a safe integer: ${value}`);
  }
  return String(value);
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return ASCII.test(json) ? json : json.replace(UNSEEN, escaped);
}

function escaped(character: string): string {
  let text = "";
  for (let i = 0; i < character.length; i++) {
    text += unit(character.charCodeAt(i));
  }
  return text;
}

/** A UTF-16 code unit as JSON and patterns write it. */
function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
