import type { Atom } from "./atoms.ts";
import { walk, type Block, type Code, type Html, type Item, type Paragraph, type Table } from "./blocks.ts";
import { plain } from "./plain.ts";
import { bareTitle } from "./words.ts";

/** What stands under one heading, up to the next heading of any level. */
export interface Section {
  /** Without decoration: `Overview`. Empty for what stands before the first heading. */
  readonly title: string;
  /** 0 before the first heading, 1–6 for headings, 7 for lines that are only bold. */
  readonly level: number;
  /** The heading's line. */
  readonly line: number;
  /** The last line before the next heading of any level. */
  readonly endLine: number;
  readonly blocks: readonly Content[];
  readonly parent: Section | undefined;
}

type Content = Paragraph | Item | Table | Code | Html;

/** A label: a paragraph of one line that is bold as a whole and no sentence. */
const LABEL = /^(?:\*\*|__)([^*\n]{1,120})(?:\*\*|__)\s*:?$/;

/** The sections of a document in order; the first has level 0 and may be empty. */
export function sectionsOf(blocks: readonly Block[], lastLine: number): Section[] {
  const sections: { -readonly [Key in keyof Section]: Section[Key] }[] = [];
  let content: Content[] = [];
  const open = (title: string, level: number, line: number): void => {
    const last = sections.at(-1);
    if (last) last.endLine = Math.max(last.line, line - 1);
    content = [];
    let parent: Section | undefined = last;
    while (parent && parent.level >= level) parent = parent.parent;
    sections.push({ title, level, line, endLine: lastLine, blocks: content, parent });
  };
  open("", 0, 1);
  for (const block of blocks) {
    const label = block.is === "paragraph" ? LABEL.exec(block.raw.trim())?.[1] : undefined;
    if (block.is === "heading") open(bareTitle(plain(block.raw)), block.level, block.line);
    else if (label !== undefined && !/[.!?]$/.test(label.trim()))
      open(bareTitle(plain(label)), 7, block.line);
    else content.push(block);
  }
  return sections;
}

/** The section and those under it, by level. */
export function subtree(sections: readonly Section[], at: number): readonly Section[] {
  const level = sections[at]?.level ?? 0;
  let end = at + 1;
  while (end < sections.length && (sections[end]?.level ?? 0) > level) end += 1;
  return sections.slice(at, end);
}

/** The atoms directly in a list of blocks and under them, in order. */
export function* atomsUnder(blocks: readonly Block[]): Generator<Atom> {
  for (const block of walk(blocks)) {
    if (block.is === "paragraph" || block.is === "html") yield* block.sentences;
    else if (block.is === "item") yield block.atom;
    else if (block.is === "table") yield* block.rows;
  }
}
