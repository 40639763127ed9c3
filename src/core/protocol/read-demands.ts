import type { DemandKind, ProtocolDemand } from "../model/protocol.ts";
import { placeOf, type Claims, type Document } from "./document.ts";

/** By which words a demand is known, and which of those Lockstep can hold somebody to. */
const DEMANDS = {
  review: {
    words:
      /\b(?:(?:peer|code|human|second)[- ]reviews?|without (?:peer )?review|reviewed by|approved by (?:at least|another|a)|reviewer other than|second pair of eyes)\b/i,
    held: /./,
  },
  "audit-trail": {
    words: /\baudit trails?\b|\blog (?:all|every) (?:changes?|decisions?|deployments?)\b/i,
    held: /./,
  },
  rollback: {
    words:
      /\broll[ -]?backs?\b.{0,200}\b(?:procedures?|plan|criteria|steps?)\b|\b(?:document\w*|instant|procedures?|plan|criteria|steps?)\b.{0,200}\broll[ -]?backs?\b/i,
    held: /\b(?:document|procedures?|plan|criteria|steps?)\b/i,
  },
  tests: {
    words:
      /\b(?:run|pass|add|write|update) (?:[\w-]+ ){0,3}tests?\b|\btests? (?:[\w-]+ ){0,4}(?:pass|green)\b/i,
    held: /./,
  },
  assumptions: {
    words:
      /\b(?:state|list|mark|flag|record|surface|name)\b.{0,30}\b(?:assumptions?|unknowns?|ambiguit\w+)\b/i,
    held: /./,
  },
  "small-steps": {
    words:
      /\b(?:one change at a time|small(?:est|er)? (?:change|commit|step|pr|pull request|batch)(?:es|s)?|baby steps|break down large|atomic commits?|split into (?:smaller|small)|smaller, testable)\b/i,
    held: undefined,
  },
} as const satisfies Record<DemandKind, { words: RegExp; held: RegExp | undefined }>;

const SMALL_HEADING = /\b(?:baby|small) steps\b|\bsmall (?:commits|changes)\b/i;
const LONGEST = 600;

/**
 * How work has to be done, from bullets and sentences that no other part has taken. Claims what Lockstep
 * can hold.
 */
export function readDemands(document: Document, claims: Claims): ProtocolDemand[] {
  const demands: ProtocolDemand[] = [];
  for (const { block, section } of document.contents) {
    const atoms = block.is === "item" ? [block.atom] : block.is === "paragraph" ? block.sentences : [];
    for (const atom of atoms) {
      const small = SMALL_HEADING.test(section.title) && block.is === "item";
      if ((claims.has(atom) && !small) || atom.text.length > LONGEST) continue;
      const kind = small ? "small-steps" : demandKind(atom.text, block.is === "item");
      if (kind === undefined) continue;
      demands.push({ kind, text: atom.text, place: placeOf(document, atom) });
      if (DEMANDS[kind].held?.test(atom.text)) claims.add(atom);
    }
  }
  return demands;
}

/** A bullet is taken at its word; a sentence in prose must also be a demand. */
function demandKind(text: string, bullet: boolean): DemandKind | undefined {
  if (/^["“'‘]/.test(text)) return undefined;
  if (!bullet && !/\b(?:must|shall|always|never|no \S+ without|required|mandatory|should)\b/i.test(text))
    return undefined;
  const kinds = Object.keys(DEMANDS) as DemandKind[];
  return kinds.find((kind) => DEMANDS[kind].words.test(text));
}
