import type { Document } from "./document.ts";
import { atomsUnder } from "./sections.ts";

const LONGEST = 120;

/** The first heading; without one, the first sentence. `""` for an empty document. */
export function titleOf(document: Document): string {
  const headings = document.sections.filter(({ level, title }) => level > 0 && title !== "");
  const heading = headings.find(({ level }) => level === 1) ?? headings[0];
  const [preamble] = document.sections;
  const [first] = atomsUnder(preamble?.blocks ?? []);
  const flattened = heading !== undefined && !isMarkdownHeading(document, heading.line);
  const title = (flattened ? first?.text : undefined) ?? heading?.title ?? first?.text ?? "";
  const short = title.replace(/[.:]$/, "");
  return short.length > LONGEST ? `${short.slice(0, LONGEST - 1)}…` : short;
}

/** A heading that somebody wrote as one, and not a bare line read as a heading. */
function isMarkdownHeading(document: Document, line: number): boolean {
  return (
    /^\s*(?:>\s*)*#/.test(document.lines[line - 1] ?? "") ||
    /^\s*(?:=+|-+)\s*$/.test(document.lines[line] ?? "")
  );
}
