import type { Atom } from "./atoms.ts";
import type { Block } from "./blocks.ts";
import type { Section } from "./sections.ts";
import type { Place } from "../model/place.ts";

/** A protocol document, read but not yet understood. */
export interface Document {
  readonly path: string;
  /** As they are in the file. */
  readonly rawLines: readonly string[];
  /** With broken encoding repaired; what every reader looks at. */
  readonly lines: readonly string[];
  readonly sections: readonly Section[];
  /** Every block, outer before inner. */
  readonly contents: readonly Placed[];
}

/** The parts that something holds; what is left over is advisory. */
export type Claims = Set<Atom>;

/** A place in the document, from anything that has lines. */
export function placeOf(document: Document, at: { readonly line: number; readonly endLine?: number }): Place {
  const last = document.lines.length;
  const line = Math.min(Math.max(at.line, 1), last);
  const endLine = Math.min(at.endLine ?? line, last);
  return { path: document.path, line, ...(endLine > line ? { endLine } : {}) };
}

/** A block and the section it stands in. */
export interface Placed {
  readonly block: Block;
  readonly section: Section;
  /** The text that introduces it: the paragraph or bullet right before, when it ends with a colon. */
  readonly leadIn: string;
}
