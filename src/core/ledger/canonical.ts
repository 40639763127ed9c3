/** A JSON value. Keys that are absent are left out, never `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Characters a reader cannot see or that reorder what he sees, beside the ASCII controls JSON escapes
 * itself: DEL and C1, soft hyphen, joiners, marks and overrides of direction, fillers, variation
 * selectors, line and paragraph separators, the byte order mark, the replacement character (so that
 * bytes that are not UTF-8 can never equal a canonical text). The list is written out because a
 * Unicode property would mean other characters in other versions of the engine.
 */
const UNSEEN =
  /[\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]|\udb40[\udc00-\udfff]/g;

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
  return JSON.stringify(text).replace(UNSEEN, escaped);
}

function escaped(character: string): string {
  let text = "";
  for (let i = 0; i < character.length; i++) {
    text += `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }
  return text;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
