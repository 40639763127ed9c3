import type { Fact } from "../../model/change.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import type { NamingLine } from "./mentions.ts";
import type { IndexedDocument } from "../documents/segment.ts";
import { stemsOf } from "../documents/segment-builder.ts";
import { holdsAddress, isSentence, said, WINDOW, wordsIn } from "../facts/text-windows.ts";

/** A file that holds so many of a text's longest words may well say it. */
const MOST_TELLING = 4;

/** A message is what users see, and a document that repeats it is false. A comment may be reworded and still be true. */
const SAID_TO_USERS = 0.85;
const SAID_OF_CODE = 0.6;

/** The lines that still say a text that is gone. @param isSaid whether code says some of its words all the same */
export function linesRepeating(
  { name, before = "", after }: Fact,
  index: DocumentIndex,
  isSaid: (words: string) => boolean = () => false,
): NamingLine[] {
  if (isAddress(before)) return linesLinkingTo(before, after, index);
  return linesSaying(before, name === "message" ? SAID_TO_USERS : SAID_OF_CODE, index, isSaid);
}

/** What some files say, to ask for texts that are gone elsewhere; what they say is made ready once. */
export interface StillSaid {
  /** Whether one of them says a text, at least its beginning. */
  says(fact: Fact): boolean;
  /** Whether one of them says some words in a row, as `said` gives them. */
  holds(words: string): boolean;
}

export function stillSaid(contents: readonly string[]): StillSaid {
  let ready: readonly string[] | undefined;
  const holds = (words: string): boolean =>
    (ready ??= contents.map((content) => said(wordsIn(content)))).some((content) => content.includes(words));
  return {
    holds,
    says: ({ before = "" }) =>
      isAddress(before)
        ? contents.some((content) => holdsAddress(content, before))
        : holds(said(wordsIn(before).slice(0, WINDOW))),
  };
}

/** The words that a file has to hold to say a text: its longest few. */
export function wordsSaid({ before = "" }: Fact): string[] {
  const words = before.replace(/^https?:/, "").match(/[A-Za-z_]\w*/g) ?? [];
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, MOST_TELLING);
}

function isAddress(text: string): boolean {
  return text.includes("://");
}

function linesLinkingTo(target: string, after: string | undefined, index: DocumentIndex): NamingLine[] {
  const stems = stemsIn(wordsIn(target.replace(/^https?:/, "")));
  const out: NamingLine[] = [];
  for (const document of holdersOf(stems, index)) {
    const { path } = document;
    document.lines.forEach((line, k) => {
      if (document.kinds[k] === LINE_KIND.hidden || !holdsAddress(line, target)) return;
      if (after !== undefined && holdsAddress(line, after)) return;
      // What an example calls goes on answering, whoever stops calling it.
      const isExample = after === undefined && document.kinds[k] === LINE_KIND.block;
      out.push({ path, line: k + 1, confidence: isExample ? 0.5 : 0.9 });
    });
  }
  return out;
}

function linesSaying(
  text: string,
  confidence: number,
  index: DocumentIndex,
  isSaid: (words: string) => boolean,
): NamingLine[] {
  const words = wordsIn(text);
  const out = new Map<string, NamingLine>();
  for (let k = 0; k + WINDOW <= words.length; k++) {
    const window = words.slice(k, k + WINDOW);
    if (!isSentence(window)) continue;
    const wanted = said(window);
    const stems = stemsIn(window);
    for (const document of holdersOf(stems, index)) {
      const { path } = document;
      const lines = linesHolding(document, wanted, stems[0] ?? "");
      if (lines.length === 0 || isSaid(wanted)) continue;
      for (const line of lines) out.set(`${path}:${line}`, { path, line, confidence });
    }
  }
  return [...out.values()];
}

/** The stems by which the documents that hold some words are found, the longest first. */
function stemsIn(words: readonly string[]): string[] {
  const all = words.filter((one) => /^[A-Za-z]/.test(one)).flatMap((one) => stemsOf(one));
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function holdersOf(stems: readonly string[], index: DocumentIndex): IndexedDocument[] {
  return stems.length === 0 ? [] : index.holdingStems(stems);
}

/** The lines of a document that say some words, or the greater part of them where they are wrapped. */
function linesHolding(document: IndexedDocument, wanted: string, stem: string): number[] {
  const lineOf = (line: number): string => said(wordsIn(document.lines[line - 1] ?? ""));
  return Array.from(document.linesWith(stem)).flatMap((line) => {
    const here = lineOf(line);
    if (here.includes(wanted)) return [line];
    return [line - 1, line].flatMap((first) => {
      const [one, two] = first === line ? [here, lineOf(line + 1)] : [lineOf(line - 1), here];
      if (!(one + two.slice(1)).includes(wanted) || one.includes(wanted) || two.includes(wanted)) return [];
      return [endsWithHalf(one, wanted) ? first : first + 1];
    });
  });
}

/** Whether a line ends with half or more of the words. */
function endsWithHalf(line: string, wanted: string): boolean {
  const half = wanted
    .trim()
    .split(" ")
    .slice(0, WINDOW / 2)
    .join(" ");
  return line.includes(` ${half} `);
}
