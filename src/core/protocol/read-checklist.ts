import type { ProtocolText } from "../model/protocol.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import type { Section } from "./sections.ts";
import { isChecklistTitle } from "./words.ts";

/** Bullets under a checklist heading, and task lists anywhere. Claims them. */
export function readChecklist(document: Document, claims: Claims): ProtocolText[] {
  const checklist: ProtocolText[] = [];
  for (const { block, section } of document.contents) {
    if (block.is !== "item" || claims.has(block.atom) || block.atom.text === "") continue;
    const introduces = block.children.length > 0 && block.atom.text.endsWith(":");
    if (!block.task && (introduces || !underChecklist(section))) continue;
    claims.add(block.atom);
    checklist.push({ text: block.atom.text, place: placeOf(document, block.atom) });
  }
  return checklist;
}

function underChecklist(section: Section): boolean {
  if (isChecklistTitle(section.title)) return true;
  return section.parent !== undefined && section.parent.level > 1 && isChecklistTitle(section.parent.title);
}
