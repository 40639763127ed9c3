import type { Protocol, ProtocolPhase } from "#core";
import { bareCode } from "./markup.ts";
import { count, plain } from "./plain.ts";

/** Lines that lists of the protocol may take together; what is over is counted, not listed. */
const ITEMS = 34;
const CHARACTERS = 180;

interface List {
  readonly title: string;
  readonly items: readonly string[];
}

/**
 * A protocol as short instructions in Markdown, for agents that read them before every task: what moves
 * together, what needs care, the phases with their exact markers, what is answered before work is done.
 * Only what the protocol has; one line a part, at most some fifty lines.
 */
export function toInstructions(protocol: Protocol): string {
  const { title, assumptionFields, trace } = protocol;
  const lists = listsOf(protocol).filter(({ items }) => items.length > 0);
  const most = roomFor(lists.map(({ items }) => items.length));
  const lines = [
    ...(title === "" ? [] : [`Protocol: ${words(title)}.`]),
    ...(assumptionFields.length > 0
      ? [`Every assumption is listed with: ${fields(assumptionFields, words)}.`]
      : []),
    ...(trace
      ? [`Every changed file is shown with: ${fields(trace.fields, (field) => bareCode(`[${field}]`))}.`]
      : []),
  ].map((line) => `- ${line}\n`);
  // No words of a protocol begin or end a comment, and so no section.
  return [lines.join(""), ...lists.map((list) => listText(list, most))]
    .filter((part) => part !== "")
    .join("\n")
    .replaceAll("<!--", "‹!--");
}

function listsOf({ surfaces, risks, phases, audit, checklist }: Protocol): readonly List[] {
  const pair = ({ title, requirement }: { readonly title: string; readonly requirement: string }): string =>
    words(requirement === "" ? title : `${title}: ${requirement}`);
  return [
    { title: "Surfaces that move together", items: surfaces.map(pair) },
    { title: "High-risk changes", items: risks.map(pair) },
    { title: "Phases, in this order", items: phases.map(phaseText) },
    { title: "Self-audit, each item with evidence", items: audit.map(({ item }) => words(item)) },
    { title: "Checklist before you are done", items: checklist.map(({ text }) => words(text)) },
  ];
}

function phaseText({ number, title, planOnly, marker }: ProtocolPhase): string {
  const facts = [
    ...(planOnly ? ["plans only"] : []),
    marker === undefined ? "no gate" : `ends with ${bareCode(marker)}`,
  ];
  return `${number} ${words(title)}: ${facts.join(", ")}`;
}

function listText({ title, items }: List, most: number): string {
  const left = items.length - most;
  const shown = left > 0 ? [...items.slice(0, most), `… and ${left} more`] : items;
  return `${title}:\n\n${shown.map((item) => `- ${item}\n`).join("")}`;
}

/** The most items a list may show so that all together have room: long lists give way to short ones. */
function roomFor(lengths: readonly number[]): number {
  const takes = (most: number): number =>
    lengths.reduce((sum, length) => sum + (length > most ? most + 1 : length), 0);
  let most = ITEMS;
  while (most > 1 && takes(most) > ITEMS) most -= 1;
  return most;
}

function fields(names: readonly string[], say: (name: string) => string): string {
  const shown = names.slice(0, 8).map((name) => say(name.slice(0, 60)));
  const left = names.length - shown.length;
  return [...shown, ...(left > 0 ? [count(left, "more field")] : [])].join(", ");
}

function words(text: string): string {
  return plain(text, CHARACTERS);
}
