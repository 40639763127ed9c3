import { walk, type Block, type Item, type Table } from "../protocol/blocks.ts";
import { plain } from "../protocol/plain.ts";
import { readBlocks } from "../protocol/read-blocks.ts";
import { slug } from "../protocol/slug.ts";

/** A heading of a phase document and everything up to the next one of its rank. */
export interface Part {
  readonly title: string;
  /** The title for comparing: case, punctuation and a leading number are off. */
  readonly key: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

export interface Outline {
  readonly parts: readonly Part[];
  readonly tables: readonly Table[];
}

/** The rank of a line that is only bold: below every heading. */
const BOLD = 7;

/** What a phase document has, by headings. Never throws. */
export function outlineOf(lines: readonly string[]): Outline {
  const { blocks } = readBlocks(lines);
  const heads = blocks.flatMap((block, at) => {
    const head = headOf(block);
    return head === undefined ? [] : [{ ...head, at, line: block.line }];
  });
  const parts = heads.map(({ level, title, at, line }, index) => {
    const next = heads.slice(index + 1).find((other) => other.level <= level);
    return { title, key: keyOf(title), line, blocks: blocks.slice(at + 1, next?.at) };
  });
  return { parts, tables: [...walk(blocks)].filter((block) => block.is === "table") };
}

export function keyOf(title: string): string {
  return slug(plain(title)).replace(/^\d+-(?=\p{L})/u, "");
}

/** Whether anything was written: not only blank cells, comments and placeholders. */
export function isFilled(blocks: readonly Block[]): boolean {
  return [...walk(blocks)].some((block) => {
    switch (block.is) {
      case "paragraph":
        return headOf(block) === undefined && isSaid(plain(block.raw));
      case "item":
        return isSaid(block.atom.text);
      case "table":
        return block.rows.some(({ cells }) => cells.some(isSaid));
      case "code":
        return block.lines.some(isSaid);
      case "heading":
      case "html":
        return false;
    }
  });
}

/** Entries of lists that directly stand under a heading and say something. */
export function bulletsOf({ blocks }: Part): readonly Item[] {
  return blocks.filter((block): block is Item => block.is === "item" && isSaid(block.atom.text));
}

/** Whether a text is more than a placeholder: `…`, `TODO`, `TBD`, `?`, `<name>`. */
export function isSaid(text: string): boolean {
  return !/^\s*(?:(?:…|\.{3}|to-?do|tb[adc]|fill(?: this)? in|xxx+|\?+|_+|<[^<>]*>)[\s.:!…?]*|to-?do:.*)?$/iu.test(
    text,
  );
}

function headOf(block: Block): { readonly level: number; readonly title: string } | undefined {
  if (block.is === "heading") return { level: block.level, title: plain(block.raw) };
  if (block.is !== "paragraph" || block.raw.length > 200) return undefined;
  const bold = /^(?:\*\*|__)([^*_\n]+)(?:\*\*|__):?$/.exec(block.raw.trim())?.[1];
  return bold === undefined ? undefined : { level: BOLD, title: plain(bold).replace(/:$/, "") };
}
