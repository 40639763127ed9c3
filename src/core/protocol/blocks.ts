import type { Atom } from "./atoms.ts";

/** A Markdown document as blocks. Lines are 1-based and inclusive; quotes are read as what stands in them. */
export type Block = Heading | Paragraph | Item | Table | Code | Html;

interface Lines {
  readonly line: number;
  readonly endLine: number;
}

interface Heading extends Lines {
  readonly is: "heading";
  /** 1 to 6; 7 for a line that is only bold. */
  readonly level: number;
  readonly raw: string;
}

export interface Paragraph extends Lines {
  readonly is: "paragraph";
  readonly raw: string;
  readonly sentences: readonly Atom[];
}

/** One entry of a list. */
export interface Item extends Lines {
  readonly is: "item";
  /** The entry's own first paragraph. */
  readonly raw: string;
  readonly atom: Atom;
  /** Entries with the same number belong to one list. */
  readonly list: number;
  /** The number as shown, in ordered lists. */
  readonly order?: number;
  /** A task: `- [ ]`. */
  readonly task: boolean;
  /** What stands before the colon or point of `**Lead:** rest`. */
  readonly lead?: string;
  /** The text after the lead; the whole text where there is none. */
  readonly body: string;
  /** Everything that stands under the entry but its first paragraph. */
  readonly children: readonly Block[];
}

/** A table row; its atom text is the filled cells, joined. */
export interface Row extends Atom {
  readonly cells: readonly string[];
}

export interface Table extends Lines {
  readonly is: "table";
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Code extends Lines {
  readonly is: "code";
  readonly info: string;
  /** The content, without the fences. */
  readonly lines: readonly string[];
  /** The line of the first content line. */
  readonly first: number;
  /** False where a fence was never closed and took the rest of the document. */
  readonly closed: boolean;
}

/** Raw HTML; `sentences` is the text a reader would see, comments included. */
export interface Html extends Lines {
  readonly is: "html";
  readonly sentences: readonly Atom[];
}

/** Every block, outer before inner, in document order. */
export function* walk(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.is === "item") yield* walk(block.children);
  }
}

/** The smallest parts of a block itself, without those of the blocks under it. */
export function atomsOf(block: Block): readonly Atom[] {
  switch (block.is) {
    case "paragraph":
    case "html":
      return block.sentences;
    case "item":
      return [block.atom];
    case "table":
      return block.rows;
    default:
      return [];
  }
}
