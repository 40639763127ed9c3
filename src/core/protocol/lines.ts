const LINE_END = /\r\n|\r|\n/;

/** The lines of a text as editors and markdown-it count them; never empty. */
export function splitLines(text: string): string[] {
  return text.split(LINE_END);
}
