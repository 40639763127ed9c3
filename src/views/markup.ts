import { plain } from "./plain.ts";

/** A text as one code span inside a table cell, whatever it holds. */
export function codeSpan(text: string): string {
  return span(plain(text, 300).replaceAll("|", "\\|"));
}

/** A text as one code span outside of tables: every character as it is. */
export function bareCode(text: string): string {
  return span(plain(text, 300));
}

function span(safe: string): string {
  const fence = "`".repeat(Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** A text as words: nothing in it is markup, a mention, an issue or a row's end. */
export function inline(text: string): string {
  return plain(text, 400)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replaceAll("#", "&#35;")
    .replaceAll(/[\\`*_[\]|~!]/g, String.raw`\$&`);
}
