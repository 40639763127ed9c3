import type { ProtocolText } from "../model/protocol.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import { isAssumptionTitle } from "./words.ts";

export interface AssumptionParts {
  readonly assumptionFields: readonly string[];
  readonly assumptionPolicy: readonly ProtocolText[];
}

const INCLUDES = /\b(?:include|includes|contain|carry|have|has|state|need|needs|record|with|fields?)\s*:$/i;

/**
 * The bullets under an assumptions heading; those under "each assumption must include:" are the fields an
 * assumption must carry. Claims what it reads.
 */
export function readAssumptions(document: Document, claims: Claims): AssumptionParts {
  const fields: string[] = [];
  const policy: ProtocolText[] = [];
  for (const { block, section, leadIn } of document.contents) {
    if (block.is !== "item" || block.task) continue;
    const under = isAssumptionTitle(section.title);
    const isField = /\bassumptions?\b/i.test(leadIn) && INCLUDES.test(leadIn);
    if (!under && !isField) continue;
    claims.add(block.atom);
    if (isField) fields.push((block.lead ?? block.body).replace(/[.;,]$/, ""));
    else if (!(INCLUDES.test(block.atom.text) && block.children.length > 0))
      policy.push({ text: block.atom.text, place: placeOf(document, block.atom) });
  }
  return { assumptionFields: fields, assumptionPolicy: policy };
}
