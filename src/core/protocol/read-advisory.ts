import type { ProtocolText } from "../model/protocol.ts";
import type { Block } from "./blocks.ts";
import { atomsOf } from "./blocks.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import { isNormative } from "./words.ts";

const FOOTNOTE = /^\[\^[^\]\s]{1,64}\]:/;

/**
 * Everything no part has taken: sentences, bullets, rows of tables Lockstep has no use for. Code samples,
 * footnotes, and lead-ins ("Output format:") of what follows are not listed.
 */
export function readAdvisory(document: Document, claims: Claims): ProtocolText[] {
  const advisory: ProtocolText[] = [];
  for (const section of document.sections) collect(document, section.blocks, claims, advisory);
  return advisory;
}

/** Said of what follows, and nothing by itself: short and no demand, or all that follows is held. */
function isLeadIn(text: string, following: readonly Block[], claims: Claims): boolean {
  if (text.length > 100) return false;
  const atoms = following.flatMap(atomsOf);
  return !isNormative(text) || (atoms.length > 0 && atoms.every((atom) => claims.has(atom)));
}

function collect(
  document: Document,
  blocks: readonly Block[],
  claims: Claims,
  advisory: ProtocolText[],
): void {
  for (const [at, block] of blocks.entries()) {
    const introduces =
      (block.is === "paragraph" && at + 1 < blocks.length) ||
      (block.is === "item" && block.children.length > 0);
    const footnote = block.is === "paragraph" && FOOTNOTE.test(block.raw);
    for (const atom of footnote ? [] : atomsOf(block)) {
      if (claims.has(atom) || !/[\p{L}\p{N}]/u.test(atom.text)) continue;
      if (
        introduces &&
        atom.text.endsWith(":") &&
        isLeadIn(atom.text, block.is === "item" ? block.children : blocks.slice(at + 1, at + 2), claims)
      )
        continue;
      advisory.push({ text: atom.text, place: placeOf(document, atom) });
    }
    if (block.is === "item") collect(document, block.children, claims, advisory);
  }
}
