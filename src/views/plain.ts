const BREAKS_DISPLAY =
  // Control characters, line and paragraph separators, bidirectional controls, zero-width characters, lone surrogates.
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text from a repository, made safe to show on one line: what could reorder, hide or break a line becomes
 * U+FFFD, and more than `limit` characters are cut with an ellipsis.
 */
export function plain(text: string, limit = 200): string {
  const safe = text.slice(0, limit + 1).replace(BREAKS_DISPLAY, "\ufffd");
  return text.length > limit ? `${safe.slice(0, limit - 1)}…` : safe;
}

/** `3 files`, `1 file`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
