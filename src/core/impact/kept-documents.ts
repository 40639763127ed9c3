import { splitLines } from "../diff/lines.ts";
import type { Path } from "../model/place.ts";
import type { Section } from "./document-lines.ts";
import { type IndexedDocument, pathStemsOf, withLookups } from "./documents.ts";

/** A document as it is kept between processes: few large values, read again far quicker than its text. */
export interface KeptDocument {
  readonly text: string;
  readonly kinds: Uint8Array;
  /** One line each; then line, last line and level of each. */
  readonly titles: string;
  readonly heads: Int32Array;
  /** One a line; the places of word `k` stand from `starts[k]` to before `starts[k + 1]`. */
  readonly words: string;
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly stems: string;
  readonly counts: Int32Array;
}

/** @param text that the document was read from */
export function keepDocument(document: IndexedDocument, text: string): KeptDocument {
  const { kinds, sections, words, stems } = document;
  const starts = new Int32Array(words.size + 1);
  const places = new Int32Array([...words.values()].reduce((sum, some) => sum + some.length, 0));
  let at = 0;
  [...words.values()].forEach((some, k) => {
    places.set(some, at);
    at += some.length;
    starts[k + 1] = at;
  });
  return {
    text,
    kinds,
    titles: sections.map(({ title }) => title).join("\n"),
    heads: Int32Array.from(sections.flatMap(({ line, endLine, level }) => [line, endLine, level])),
    words: [...words.keys()].join("\n"),
    starts,
    places,
    stems: [...stems.keys()].join("\n"),
    counts: Int32Array.from(stems.values()),
  };
}

/** The document again; what of it nobody asks for is never unpacked. */
export function documentFrom(path: Path, kept: KeptDocument): IndexedDocument {
  const { kinds, heads, titles, starts, places, counts } = kept;
  const sections = titles.split("\n").map((title, k): Section => ({
    title,
    line: heads[3 * k] ?? 0,
    endLine: heads[3 * k + 1] ?? 0,
    level: heads[3 * k + 2] ?? 0,
  }));
  const sectionOf = new Int32Array(kinds.length);
  sections.forEach(({ line, endLine }, k) => sectionOf.fill(k, Math.max(line - 1, 0), endLine));
  return withLookups({
    kinds,
    sections,
    sectionOf,
    lines: () => splitLines(kept.text),
    words: () =>
      new Map(namesIn(kept.words).map((word, k) => [word, [...places.subarray(starts[k], starts[k + 1])]])),
    stems: () => new Map(namesIn(kept.stems).map((stem, k) => [stem, counts[k] ?? 0])),
    length: counts.reduce((sum, count) => sum + count, 0),
    pathStems: pathStemsOf(path),
  });
}

/** Whether a value has the shape of a kept document. */
export function isKeptDocument(value: unknown): value is KeptDocument {
  if (typeof value !== "object" || value === null) return false;
  const { text, kinds, titles, heads, words, starts, places, stems, counts } = value as Partial<KeptDocument>;
  if (![text, titles, words, stems].every((one) => typeof one === "string")) return false;
  return (
    kinds instanceof Uint8Array && [heads, starts, places, counts].every((one) => one instanceof Int32Array)
  );
}

function namesIn(joined: string): string[] {
  return joined === "" ? [] : joined.split("\n");
}
