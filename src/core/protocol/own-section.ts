/** How the section that Lockstep writes into Markdown is marked. */
export const OWN_SECTION = {
  begin: "<!-- lockstep: begin -->",
  end: "<!-- lockstep: end -->",
} as const;

/**
 * The text with Lockstep's own section blanked, every line and column where it was: it says what a protocol
 * says and is none, also where the document that holds it is one.
 */
export function blankOwnSection(text: string): string {
  const from = text.indexOf(OWN_SECTION.begin);
  const last = from < 0 ? -1 : text.indexOf(OWN_SECTION.end, from);
  if (last < 0) return text;
  const to = last + OWN_SECTION.end.length;
  return text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, " ") + text.slice(to);
}
