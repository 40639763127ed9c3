import type { Impact } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { bm25 } from "./bm25.ts";
import type { ChangedWords } from "./changed-words.ts";
import type { DocumentIndex, IndexedDocument } from "./documents.ts";
import { CERTAIN } from "./impacts.ts";
import { KIND_WEIGHT, weigh, type RankQuery, type WeightedWord } from "./weighted-words.ts";
import { stem, subwords } from "./words.ts";

/** A document's evidence, in this order; each is 0 to 1. Where it says "share", 1 is the best document of the query. */
export const FEATURES = [
  /** Share of the weights of the changed words it holds; then by the words' roles, and those in headings. */
  "references",
  "removedReferences",
  "addedReferences",
  "enclosingReferences",
  "headingReferences",
  /** The same sum, saturated: `sum / (sum + HALF_STRENGTH)`. */
  "referenceStrength",
  "dead",
  /** Share of the best section's sum, and of the best single word. */
  "sectionReferences",
  "bestWord",
  /** Confidence of changing together, see `CoChange`. */
  "coChange",
  "coChangeAny",
  "coChangeRecent",
  "support",
  "folderCoChange",
  "nameCoChange",
  /** Shares of BM25 of the changed lines' and the paths' sub-words. */
  "subwords",
  "pathSubwords",
  /** Share of the rare parts of its path that the change names. */
  "names",
  "pathMention",
  "recency",
  "justChanged",
  "popularity",
  "proximity",
  "length",
  "referencesAndSubwords",
  "referencesAndCoChange",
  "subwordsAndCoChange",
  /** 1 ÷ rank among the query's documents. */
  "referencesRank",
  "subwordsRank",
  "coChangeRank",
  "nameCoChangeRank",
  /** The best confidence that one of its lines is in doubt, and whether that is certain. */
  "impact",
  "certainImpact",
] as const;
export type Feature = (typeof FEATURES)[number];

/** Where each feature stands in a row. */
export const COLUMN = Object.fromEntries(FEATURES.map((name, k) => [name, k])) as Readonly<
  Record<Feature, number>
>;

/** What a query found in all documents. */
export interface Evidence {
  /** A row of `FEATURES` per document with any evidence. */
  readonly rows: ReadonlyMap<Path, Float64Array>;
  readonly words: readonly WeightedWord[];
  /** The best document's sum of weights and BM25 score, before they became shares. */
  readonly bestReference: number;
  readonly bestSubwords: number;
}

/** The sum of weights that counts as half certain. */
const HALF_STRENGTH = 20;

/**
 * The evidence for every document that has any. Its cost grows with the change and with the documents that
 * hold its words. @param impacts of the change
 */
export function evidenceOf(query: RankQuery, impacts: readonly Impact[]): Evidence {
  const { index, changes, words } = query;
  const code = [
    ...new Set(changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]))),
  ];
  const weighted = weigh(query);
  const table = new Table();
  addReferences(table, weighted, index);
  for (const [path, score] of bm25(words.stems, index)) table.put("subwords", path, score);
  for (const [path, score] of bm25(words.pathStems, index)) table.put("pathSubwords", path, score);
  addNames(table, words, index);
  addHistory(table, code, query);
  addImpacts(table, impacts);
  addPlace(table, code, query);
  const bestReference = table.max("references");
  const bestSubwords = table.max("subwords");
  for (const row of table.rows.values()) {
    const sum = row[COLUMN.references] ?? 0;
    row[COLUMN.referenceStrength] = sum / (sum + HALF_STRENGTH);
  }
  for (const name of OF_BEST_REFERENCE) table.scale(name, bestReference);
  for (const name of OF_BEST) table.scale(name, table.max(name));
  for (const [name, of] of RANKED) table.rank(name, of);
  for (const row of table.rows.values()) multiply(row);
  return { rows: table.rows, words: weighted, bestReference, bestSubwords };
}

const OF_BEST_REFERENCE = [
  "references",
  "removedReferences",
  "addedReferences",
  "enclosingReferences",
  "headingReferences",
  "dead",
] as const satisfies readonly Feature[];
const OF_BEST = [
  "sectionReferences",
  "bestWord",
  "nameCoChange",
  "subwords",
  "pathSubwords",
  "names",
  "popularity",
] as const satisfies readonly Feature[];
const RANKED = [
  ["referencesRank", "references"],
  ["subwordsRank", "subwords"],
  ["coChangeRank", "coChangeRecent"],
  ["nameCoChangeRank", "nameCoChange"],
] as const satisfies readonly (readonly [Feature, Feature])[];

function multiply(row: Float64Array): void {
  const references = row[COLUMN.references] ?? 0;
  const terms = row[COLUMN.subwords] ?? 0;
  const together = Math.sqrt(row[COLUMN.coChange] ?? 0);
  row[COLUMN.referencesAndSubwords] = references * terms;
  row[COLUMN.referencesAndCoChange] = references * together;
  row[COLUMN.subwordsAndCoChange] = terms * together;
}

/** Rows of features, made as documents turn up. */
class Table {
  readonly rows = new Map<Path, Float64Array>();

  row(path: Path): Float64Array {
    const known = this.rows.get(path);
    if (known) return known;
    const made = new Float64Array(FEATURES.length);
    this.rows.set(path, made);
    return made;
  }

  put(name: Feature, path: Path, value: number): void {
    this.row(path)[COLUMN[name]] = value;
  }

  max(name: Feature): number {
    let max = 0;
    for (const row of this.rows.values()) max = Math.max(max, row[COLUMN[name]] ?? 0);
    return max;
  }

  scale(name: Feature, by: number): void {
    if (by <= 0) return;
    for (const row of this.rows.values()) row[COLUMN[name]] = Math.min(1, (row[COLUMN[name]] ?? 0) / by);
  }

  /** Sets 1 ÷ rank by another feature; 0 where that is 0. Equal values share the better rank. */
  rank(name: Feature, of: Feature): void {
    const value = (row: Float64Array): number => row[COLUMN[of]] ?? 0;
    const sorted = [...this.rows.values()]
      .filter((row) => value(row) > 0)
      .sort((a, b) => value(b) - value(a));
    let rank = 0;
    let last = Number.NaN;
    sorted.forEach((row, k) => {
      if (value(row) !== last) rank = k + 1;
      last = value(row);
      row[COLUMN[name]] = 1 / rank;
    });
  }
}

function addReferences(table: Table, words: readonly WeightedWord[], index: DocumentIndex): void {
  const sections = new Map<Path, Float64Array>();
  for (const { spelling, weight, role, dead } of words) {
    for (const [path, document] of index.holding(spelling)) {
      const places = document.words.get(spelling) ?? [];
      let kind = 3;
      for (const place of places) kind = Math.min(kind, place & 7);
      const score = weight * (KIND_WEIGHT[kind] ?? 0.7);
      const row = table.row(path);
      const add = (name: Feature): void => void (row[COLUMN[name]] = (row[COLUMN[name]] ?? 0) + score);
      add("references");
      if (role === "removed" || role === "changed") add("removedReferences");
      else if (role === "added") add("addedReferences");
      else if (role === "enclosing") add("enclosingReferences");
      if (dead) add("dead");
      if (kind === 0) add("headingReferences");
      row[COLUMN.bestWord] = Math.max(row[COLUMN.bestWord] ?? 0, score);
      let sums = sections.get(path);
      if (!sums) sections.set(path, (sums = new Float64Array(document.sections.length)));
      addToSections(sums, document, places, score);
    }
  }
  for (const [path, sums] of sections)
    table.put(
      "sectionReferences",
      path,
      sums.reduce((a, b) => Math.max(a, b), 0),
    );
}

/** A word counts once in each section that holds it. */
function addToSections(
  sums: Float64Array,
  document: IndexedDocument,
  places: readonly number[],
  score: number,
): void {
  let last = -1;
  for (const place of places) {
    const section = document.sectionOf[(place >> 3) - 1] ?? 0;
    if (section !== last) sums[section] = (sums[section] ?? 0) + score;
    last = section;
  }
}

/** How much of a document's own path the change's paths and definitions name; rare parts count more. */
function addNames(table: Table, words: ChangedWords, index: DocumentIndex): void {
  const said = new Set(words.pathStems.keys());
  for (const { word, role, defined } of words.words) {
    if (defined || role === "enclosing") for (const part of subwords(word)) said.add(stem(part));
  }
  const size = index.size;
  for (const part of said) {
    const holders = index.holdingPathStem(part);
    const rarity = Math.log((size + 1) / (holders.length + 0.5));
    for (const [path] of holders) {
      const row = table.row(path);
      row[COLUMN.names] = (row[COLUMN.names] ?? 0) + Math.max(0, rarity);
    }
  }
}

function addHistory(table: Table, code: readonly Path[], { history, index }: RankQuery): void {
  if (!history) return;
  const put = (name: Feature, path: Path, value: number): void => {
    if (index.get(path) !== undefined) table.put(name, path, value);
  };
  for (const [path, together] of history.with(code)) {
    put("coChange", path, together.confidence);
    put("coChangeAny", path, together.noisyOr);
    put("coChangeRecent", path, together.recent);
    put("support", path, Math.min(1, Math.log(1 + together.support) / Math.log(30)));
  }
  for (const [path, share] of history.withNames(code)) put("nameCoChange", path, share);
  for (const [path, share] of history.withFolders(code)) put("folderCoChange", path, share);
  for (const [path, row] of table.rows) {
    row[COLUMN.recency] = history.recency(path, 100);
    row[COLUMN.justChanged] = history.recency(path, 10);
    row[COLUMN.popularity] = history.popularity(path);
  }
}

function addImpacts(table: Table, impacts: readonly Impact[]): void {
  for (const { place, confidence } of impacts) {
    const row = table.row(place.path);
    row[COLUMN.impact] = Math.max(row[COLUMN.impact] ?? 0, confidence);
    if (confidence >= CERTAIN) row[COLUMN.certainImpact] = 1;
  }
}

/** File names that say nothing of what is in the file. */
const nameless = /^(?:index|main|mod|lib|__init__|types|utils)\./;

/** Where a document stands, how long it is, and whether it names a changed file. */
function addPlace(table: Table, code: readonly Path[], { index }: RankQuery): void {
  const folders = code.map((path) => path.split("/").slice(0, -1));
  const names = code
    .map((path) => path.slice(path.lastIndexOf("/") + 1))
    .filter((name) => name.length > 5 && !nameless.test(name));
  for (const [path, row] of table.rows) {
    const document = index.get(path);
    if (!document) continue;
    const here = path.split("/").slice(0, -1);
    let nearest = 0;
    for (const folder of folders) nearest = Math.max(nearest, nearness(folder, here));
    row[COLUMN.proximity] = nearest;
    row[COLUMN.length] = Math.min(1, Math.log(1 + document.length) / 10);
    row[COLUMN.pathMention] = names.some((name) => holdsName(document, name)) ? 1 : 0;
  }
}

/** The square of the common folders' number over the product of both. */
function nearness(folder: readonly string[], other: readonly string[]): number {
  let k = 0;
  while (k < folder.length && folder[k] === other[k]) k++;
  return other.length === 0 ? 0 : (k * k) / (other.length * Math.max(folder.length, 1));
}

function holdsName(document: IndexedDocument, name: string): boolean {
  const places = document.words.get(name.replace(/\.\w+$/, ""));
  return places?.some((place) => document.lines[(place >> 3) - 1]?.includes(name) === true) ?? false;
}
