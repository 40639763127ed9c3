import { LABEL } from "../impact/facts/anchors.ts";
import { leadsToPage, pageOf } from "../impact/lines/page-links.ts";
import type { Fact, Impact } from "../model/change.ts";
import type { Fix } from "../model/finding.ts";
import type { Path, Place } from "../model/place.ts";
import { updatedReferences } from "../references/update.ts";
import { linksOn } from "../references/written.ts";

const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/**
 * The repair that writes the new fact over the old one on a document line: offered where the old one stands
 * on it exactly once, as a whole word, so that there is no doubt what is meant.
 * @param text the document line
 */
export function replacement({ place, fact }: Impact, text: string): Fix | undefined {
  for (const [old, now] of fact.kind === "path" ? pathSpellings(fact) : spellings(fact)) {
    const at = onlyPlace(text, old);
    if (at !== undefined) return writing(place, text, at, old.length, now);
  }
  return fact.kind === "path" ? relinking(place, fact, text) : undefined;
}

function writing({ path, line }: Place, text: string, at: number, length: number, now: string): Fix {
  const edit = { path, start: { line, column: at }, end: { line, column: at + length }, text: now };
  return { title: `Write “${now}” for “${text.slice(at, at + length)}”`, edits: [edit] };
}

/** The repair of the one link on the line that leads to what moved. */
function relinking(place: Place, { before = "", after }: Fact, text: string): Fix | undefined {
  if (after === undefined || before.includes("#")) return undefined;
  const moving = {
    goes: (path: string) => (path === before ? after : undefined),
    has: (path: string) => path === before,
  };
  const beside = updatedReferences(place.path, text, moving).map(({ start, end, text: now }) => ({
    start: start.column,
    length: end.column - start.column,
    now,
  }));
  const [link, ...others] = [...beside, ...pageLinks(place.path, text, before, after)];
  return link && others.length === 0 ? writing(place, text, link.start, link.length, link.now) : undefined;
}

interface Relinked {
  readonly start: number;
  readonly length: number;
  readonly now: string;
}

/** The links from the root of a site that lead to the page of a document, and how they are written once it moved. */
function pageLinks(from: Path, text: string, before: Path, after: Path): Relinked[] {
  const [page, newPage] = [pageOf(before), pageOf(after)];
  if (page === undefined || newPage === undefined) return [];
  return linksOn(text).flatMap(({ start, written }) => {
    if (!written.startsWith("/") || page.startsWith(written.slice(1)) || !leadsToPage(written, from, page))
      return [];
    const asked = /^\/(.*?)(?:\.html?|\/)?(?:[?#].*)?$/.exec(written)?.[1] ?? "";
    // One that is written with escapes is as long as no part of the path.
    if (asked === "" || !page.endsWith(asked)) return [];
    const site = page.slice(0, page.length - asked.length);
    if (!newPage.startsWith(site)) return [];
    return [{ start: start + 1, length: asked.length, now: newPage.slice(site.length) }];
  });
}

/** A path, a heading's address or a label, before and after. */
function pathSpellings({ before, after, name }: Fact): (readonly [old: string, now: string])[] {
  if (before === undefined || after === undefined || before === after) return [];
  const [slug, newSlug] = [before, after].map((path) => path.slice(path.indexOf("#") + 1)) as [
    string,
    string,
  ];
  if (name === LABEL) return [[slug, newSlug]];
  return before.includes("#") && slug !== newSlug
    ? [
        [before, after],
        [`#${slug}`, `#${newSlug}`],
      ]
    : [[before, after]];
}

/** The old and the new fact as a document may write them: as they are, or small numbers as words. */
function spellings({ before, after }: Fact): (readonly [old: string, now: string])[] {
  if (before === undefined || after === undefined || before === after) return [];
  const [old, now] = [NUMBERS[wholeNumber(before)], NUMBERS[wholeNumber(after)]];
  return old === undefined || now === undefined
    ? [[before, after]]
    : [
        [before, after],
        [old, now],
      ];
}

function wholeNumber(text: string): number {
  return /^\d{1,2}$/.test(text) ? Number(text) : -1;
}

/** Where a word stands, when it stands there once and is no part of a longer word or number. */
function onlyPlace(text: string, word: string): number | undefined {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const [left, right] = [text[at - 1] ?? " ", text.slice(at + word.length, at + word.length + 2)];
    const goesOn = /[\w.-]/.test(left) && !word.startsWith("#");
    if (!goesOn && !/^(?:\w|[.,-]\w)/.test(right)) places.push(at);
  }
  return places.length === 1 ? places[0] : undefined;
}
