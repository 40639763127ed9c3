import type { ProtocolText } from "../model/protocol.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import type { Section } from "./sections.ts";
import {
  isAskFirstTitle,
  isAssumptionTitle,
  isNormative,
  isPolarTitle,
  isRuleTitle,
  isStrongRule,
} from "./words.ts";

/** "This is the simplest statement of the protocol": says something about the rules, and is none. */
const ABOUT =
  /^(?:this|these|the following|here|below)\b.*\b(?:statement|section|rules?|list|part|page|document|following)\b/i;

/** The team's strong words: what stands under a rule heading, and what begins as a rule does. Claims nothing. */
export function readRules(document: Document, claims: Claims): ProtocolText[] {
  const rules: ProtocolText[] = [];
  for (const { block, section } of document.contents) {
    if (isAssumptionTitle(section.title) || isAskFirstTitle(section.title)) continue;
    const named = underRules(section);
    if (block.is === "item" && !block.task && (!claims.has(block.atom) || named) && !opens(block.atom.text)) {
      if (named || isStrongRule(block.atom.text) || isStrongRule(block.body))
        rules.push({ text: said(section, block.atom.text), place: placeOf(document, block.atom) });
    } else if (block.is === "paragraph") {
      for (const sentence of block.sentences)
        if (
          isStrongRule(sentence.text) ||
          (named && isNormative(sentence.text) && !ABOUT.test(sentence.text))
        )
          rules.push({ text: sentence.text, place: placeOf(document, sentence) });
    }
  }
  return rules;
}

function underRules(section: Section): boolean {
  if (isRuleTitle(section.title)) return true;
  return section.parent !== undefined && section.parent.level > 1 && isRuleTitle(section.parent.title);
}

/** Under "Never do" a bullet says the opposite of what it says alone. */
function said(section: Section, text: string): string {
  return isPolarTitle(section.title) && !isStrongRule(text) ? `${section.title}: ${text}` : text;
}

function opens(text: string): boolean {
  return text.endsWith(":");
}
