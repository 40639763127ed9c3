/** Link targets: Markdown links, images and definitions, HTML attributes, rst and AsciiDoc directives. */
const LINK =
  /\]\(\s*<?([^)\s>]{1,400})|^\s*\[[^\]]{1,200}\]:\s*<?([^\s>]{1,400})|\b(?:href|src)=["']([^"']{1,400})["']|(?:link|xref|image|include):{1,2}([^[\s]{1,400})\[|\.\. (?:image|figure|include|literalinclude)::\s*(\S{1,400})/dg;

/** A link's target as it is written on a line, and where it begins: 0-based, UTF-16 units. */
export interface WrittenLink {
  readonly start: number;
  readonly written: string;
}

/** The links of a document's line, in any of the syntaxes documents are written in. */
export function linksOn(line: string): WrittenLink[] {
  return [...line.matchAll(LINK)].flatMap((match) => {
    const span = match.indices?.slice(1).find((one) => one !== undefined);
    return span ? [{ start: span[0], written: line.slice(span[0], span[1]) }] : [];
  });
}

/** What a link's escapes stand for; the link as it is where they are none. */
export function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
