import type { ProtocolStep } from "../model/protocol.ts";
import { walk, type Item } from "./blocks.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import { phaseHeading } from "./phase-heading.ts";
import { atomsUnder, subtree, type Section } from "./sections.ts";
import { isAssumptionTitle, isChecklistTitle, isImperative, isRuleTitle, isSequenceTitle } from "./words.ts";

const NUMBERED = /^step\s+(\d{1,3})\b\s*[:.—–)-]?\s*(.*)$/i;

/**
 * Ordered steps: `Step n: …` as bullet or heading, ordered lists under a heading that speaks of a
 * sequence, stand in a phase, or are mostly imperatives. Claims what it reads.
 */
export function readSteps(document: Document, claims: Claims): ProtocolStep[] {
  const steps: ProtocolStep[] = [];
  for (const [at, section] of document.sections.entries()) {
    const heading = NUMBERED.exec(section.title);
    if (heading) steps.push(stepOfHeading(document, at, Number(heading[1]), heading[2] ?? "", claims));
    else
      for (const list of listsOf(section))
        for (const step of stepsOfList(document, section, list, claims)) steps.push(step);
  }
  return steps;
}

/** Sentences and bullets under a step's heading that are its text; more are advice. */
const MOST_SAID = 40;

function stepOfHeading(
  document: Document,
  at: number,
  number: number,
  name: string,
  claims: Claims,
): ProtocolStep {
  const [section] = subtree(document.sections, at);
  const says = [...atomsUnder(section?.blocks ?? [])].slice(0, MOST_SAID);
  for (const atom of says) claims.add(atom);
  const [first, ...rest] = says.map(({ text }) => text);
  return {
    number,
    title: name || (first ?? `Step ${number}`),
    text: [...(name === "" || first === undefined ? [] : [first]), ...rest].join(" "),
    sequence: section?.parent?.title ?? "",
    place: placeOf(document, { line: section?.line ?? 1 }),
  };
}

/** The top-level lists of a section. A list that goes on after a code sample is one list. */
function listsOf(section: Section): Item[][] {
  const lists: Item[][] = [];
  let last: Item | undefined;
  for (const block of section.blocks) {
    if (block.is !== "item") continue;
    const goesOn =
      last !== undefined &&
      (block.list === last.list ||
        (block.order !== undefined && block.order === (last.order ?? 0) + 1) ||
        (isNumbered(block) && isNumbered(last)));
    if (goesOn) lists.at(-1)?.push(block);
    else lists.push([block]);
    last = block;
  }
  return lists;
}

function stepsOfList(
  document: Document,
  section: Section,
  list: readonly Item[],
  claims: Claims,
): ProtocolStep[] {
  const numbered = list.filter(isNumbered);
  const items = numbered.length >= 2 ? numbered : isSequence(section, list) ? list : [];
  return items.map((item, at): ProtocolStep => {
    claimUnder(item, claims);
    const match = NUMBERED.exec(item.lead ?? item.atom.text);
    const { title, text } = match
      ? named(joined(match[2], item.lead === undefined ? "" : item.body))
      : ownName(item);
    return {
      number: match ? Number(match[1]) : (item.order ?? at + 1),
      title,
      text: [text, ...textUnder(item)].filter(Boolean).join(" "),
      sequence: section.title,
      place: placeOf(document, { line: item.line, endLine: item.endLine }),
    };
  });
}

function isNumbered(item: Item): boolean {
  return NUMBERED.test(item.lead ?? item.atom.text);
}

function isSequence(section: Section, list: readonly Item[]): boolean {
  if (list.length < 2 || list.some(({ task }) => task)) return false;
  if (isRuleTitle(section.title) || isAssumptionTitle(section.title) || isChecklistTitle(section.title))
    return false;
  const ordered = list.every(({ order }) => order !== undefined);
  const titled = isSequenceTitle(section.title);
  const acts = list.filter((item) => isImperative(item.lead ?? item.body)).length;
  if (!ordered) return titled && list.length >= 3 && acts * 10 >= list.length * 6;
  return (
    titled ||
    inPhase(section) ||
    (list.length >= 3 && acts === list.length) ||
    (list.length >= 5 && acts * 2 >= list.length)
  );
}

/** Ordered entries in a phase are the order of work in it. */
function inPhase(section: Section): boolean {
  for (let at: Section | undefined = section; at; at = at.parent) if (phaseHeading(at.title, 0)) return true;
  return false;
}

function joined(first: string | undefined, second: string): string {
  return [first ?? "", second].filter(Boolean).join(" ").trim();
}

/** `**Inspect.** Read the code.` has a name; any other text is named by its first sentence. */
function ownName(item: Item): { title: string; text: string } {
  return item.lead === undefined ? named(item.body) : { title: point(item.lead), text: item.body };
}

function named(text: string): { title: string; text: string } {
  const end = /[.!?](?=\s+[\p{Lu}`"“])/u.exec(text);
  const first = end ? text.slice(0, end.index + 1) : text;
  return { title: point(first), text: end ? text.slice(end.index + 1).trim() : "" };
}

function point(text: string): string {
  return text.replace(/[.:]$/, "");
}

function textUnder(item: Item): string[] {
  return [...walk(item.children)].flatMap((block) => {
    if (block.is === "paragraph") return block.sentences.map(({ text }) => text);
    return block.is === "item" ? [block.atom.text] : [];
  });
}

function claimUnder(item: Item, claims: Claims): void {
  claims.add(item.atom);
  for (const block of walk(item.children)) {
    if (block.is === "paragraph") for (const sentence of block.sentences) claims.add(sentence);
    if (block.is === "item") claims.add(block.atom);
  }
}
