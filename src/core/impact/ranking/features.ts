import type { Impact } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { bm25 } from "./bm25.ts";
import type { ChangedWords } from "../code/changed-words.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import { CERTAIN } from "../impacts.ts";
import { kindOf } from "../documents/segment.ts";
import type { CoChange } from "./history.ts";
import { FeatureTable, intoSharesOf, largest, writeRanks } from "./feature-table.ts";
import { KIND_WEIGHT, pathsOf, weigh, type RankQuery, type WeightedWord } from "./weighted-words.ts";

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
  /** The share of the latest steps with code and documents that changed it; not a share of the best. */
  "inUse",
] as const;
export type Feature = (typeof FEATURES)[number];

/** Where each feature stands in a row. */
export const COLUMN = Object.fromEntries(FEATURES.map((name, k) => [name, k])) as Readonly<
  Record<Feature, number>
>;

/** What a query found in all documents. */
export interface Evidence {
  /** The documents with any evidence. */
  readonly paths: readonly Path[];
  /** By `COLUMN`, that feature of each of them. */
  readonly features: readonly Float64Array[];
  readonly words: readonly WeightedWord[];
  /** As `History.with`, of the changed files. */
  readonly together: ReadonlyMap<Path, CoChange>;
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
  const code = pathsOf(changes);
  const together = query.history?.with(code) ?? new Map<Path, CoChange>();
  const weighted = weigh(query);
  const table = new FeatureTable(index.numbers, FEATURES.length);
  addReferences(table, weighted, index);
  addScores(table, COLUMN.subwords, bm25(words.stems, index));
  addScores(table, COLUMN.pathSubwords, bm25(words.pathStems, index));
  addNames(table, words, index);
  addHistory(table, code, together, query);
  addImpacts(table, impacts, index);
  addStanding(table, query);
  addPlace(table, code, query);
  const features = table.columns();
  const column = (name: Feature): Float64Array => features[COLUMN[name]]!;
  const [sums, strengths] = [column("references"), column("referenceStrength")];
  for (let row = 0; row < sums.length; row++) strengths[row] = sums[row]! / (sums[row]! + HALF_STRENGTH);
  const bestReference = largest(sums);
  const bestSubwords = largest(column("subwords"));
  for (const name of OF_BEST_REFERENCE) intoSharesOf(bestReference, column(name));
  for (const name of OF_BEST) intoSharesOf(largest(column(name)), column(name));
  for (const [name, of] of RANKED) writeRanks(column(of), column(name));
  multiply(column);
  const paths = table.documents.map((number) => index.at(number).path);
  return { paths, features, words: weighted, together, bestReference, bestSubwords };
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

/** Writes the features that are products of others. */
function multiply(column: (name: Feature) => Float64Array): void {
  const [references, terms, coChange] = [column("references"), column("subwords"), column("coChange")];
  const both = column("referencesAndSubwords");
  const referencesAndCoChange = column("referencesAndCoChange");
  const subwordsAndCoChange = column("subwordsAndCoChange");
  for (let row = 0; row < both.length; row++) {
    const together = Math.sqrt(coChange[row]!);
    both[row] = references[row]! * terms[row]!;
    referencesAndCoChange[row] = references[row]! * together;
    subwordsAndCoChange[row] = terms[row]! * together;
  }
}

function addScores(table: FeatureTable, column: number, scores: Float64Array): void {
  for (let document = 0; document < scores.length; document++)
    if (scores[document]! > 0) table.set(table.row(document), column, scores[document]!);
}

function addReferences(table: FeatureTable, words: readonly WeightedWord[], index: DocumentIndex): void {
  const starts = index.sectionStarts;
  const sums = new Float64Array(starts.at(-1)!);
  for (const { spelling, weight, role, dead } of words) {
    const ofRole = REFERENCES_OF_ROLE[role];
    index.eachNaming(spelling, (number, places, from, to) => {
      let kind = 3;
      for (let k = from; k < to; k++) kind = Math.min(kind, kindOf(places[k]!));
      const score = weight * (KIND_WEIGHT[kind] ?? 0.7);
      const row = table.row(number);
      table.add(row, COLUMN.references, score);
      if (ofRole !== undefined) table.add(row, ofRole, score);
      if (dead) table.add(row, COLUMN.dead, score);
      if (kind === 0) table.add(row, COLUMN.headingReferences, score);
      table.raise(row, COLUMN.bestWord, score);
      // A word counts once in each section that holds it.
      const { sectionOf } = index.at(number);
      const start = starts[number]!;
      let last = -1;
      let best = 0;
      for (let k = from; k < to; k++) {
        const section = sectionOf[(places[k]! >> 3) - 1] ?? 0;
        if (section !== last) {
          sums[start + section]! += score;
          best = Math.max(best, sums[start + section]!);
        }
        last = section;
      }
      table.raise(row, COLUMN.sectionReferences, best);
    });
  }
}

const REFERENCES_OF_ROLE: Readonly<Record<WeightedWord["role"], number | undefined>> = {
  removed: COLUMN.removedReferences,
  changed: COLUMN.removedReferences,
  added: COLUMN.addedReferences,
  enclosing: COLUMN.enclosingReferences,
  context: undefined,
};

/** How much of a document's own path the change's paths and definitions name; rare parts count more. */
function addNames(table: FeatureTable, words: ChangedWords, index: DocumentIndex): void {
  const size = index.size;
  for (const part of new Set([...words.pathStems.keys(), ...words.namedStems])) {
    const holders = index.holdingPathStem(part);
    const rarity = Math.log((size + 1) / (holders.length + 0.5));
    for (const document of holders) table.add(table.row(document), COLUMN.names, Math.max(0, rarity));
  }
}

function addHistory(
  table: FeatureTable,
  code: readonly Path[],
  together: Evidence["together"],
  { history, index }: RankQuery,
): void {
  if (!history) return;
  for (const [path, { confidence, noisyOr, recent, support }] of together) {
    const document = index.numberOf(path);
    if (document === undefined) continue;
    const row = table.row(document);
    table.set(row, COLUMN.coChange, confidence);
    table.set(row, COLUMN.coChangeAny, noisyOr);
    table.set(row, COLUMN.coChangeRecent, recent);
    table.set(row, COLUMN.support, Math.min(1, Math.log(1 + support) / Math.log(30)));
  }
  const inHistory = history.standingIn(index).numbers;
  const names = history.withNames(code);
  const folders = history.withFolders(code);
  for (let document = 0; document < inHistory.length; document++) {
    const known = inHistory[document]!;
    if (known < 0) continue;
    if (names[known]! > 0) table.set(table.row(document), COLUMN.nameCoChange, names[known]!);
    if (folders[known]! > 0) table.set(table.row(document), COLUMN.folderCoChange, folders[known]!);
  }
}

function addImpacts(table: FeatureTable, impacts: readonly Impact[], index: DocumentIndex): void {
  for (const { place, confidence } of impacts) {
    const document = index.numberOf(place.path);
    if (document === undefined) continue;
    const row = table.row(document);
    table.raise(row, COLUMN.impact, confidence);
    if (confidence >= CERTAIN) table.set(row, COLUMN.certainImpact, 1);
  }
}

/** How often and how lately each document changed. */
function addStanding(table: FeatureTable, { history, index }: RankQuery): void {
  if (!history) return;
  const { recency, justChanged, popularity, inUse } = history.standingIn(index);
  table.each((row, document) => {
    table.set(row, COLUMN.recency, recency[document]!);
    table.set(row, COLUMN.justChanged, justChanged[document]!);
    table.set(row, COLUMN.popularity, popularity[document]!);
    table.set(row, COLUMN.inUse, inUse[document]!);
  });
}

/** File names that say nothing of what is in the file. */
const nameless = /^(?:index|main|mod|lib|__init__|types|utils)\./;

/** Where a document stands, how long it is, and whether it names a changed file. */
function addPlace(table: FeatureTable, code: readonly Path[], { index }: RankQuery): void {
  const folders = code.map((path) => path.split("/").slice(0, -1));
  const { of, names } = index.folders;
  const nearest = new Float64Array(names.length).fill(-1);
  const nearestTo = (folder: number): number => {
    if (nearest[folder]! < 0)
      nearest[folder] = folders.reduce((most, one) => Math.max(most, nearness(one, names[folder]!)), 0);
    return nearest[folder]!;
  };
  const { lengths } = index;
  table.each((row, document) => {
    table.set(row, COLUMN.proximity, nearestTo(of[document]!));
    table.set(row, COLUMN.length, Math.min(1, Math.log(1 + lengths[document]!) / 10));
  });
  for (const path of code) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name.length <= 5 || nameless.test(name)) continue;
    eachMentioning(name, index, (document) => {
      if (table.has(document)) table.set(table.row(document), COLUMN.pathMention, 1);
    });
  }
}

/** Calls back with the documents that have a line with a file's name. */
function eachMentioning(name: string, index: DocumentIndex, say: (document: number) => void): void {
  const [, first = name, ending = ""] = /^(.*)\.(\w\w+)$/.exec(name) ?? [];
  index.eachNaming(first, (number, places, from, to) => {
    const document = index.at(number);
    let endings: Int32Array | undefined;
    let at = 0;
    for (let k = from; k < to; k++) {
      const line = places[k]! >> 3;
      // Where it is no prose the ending is a name there too, and numbers are quicker to compare than texts.
      if (ending !== "" && kindOf(places[k]!) !== LINE_KIND.prose) {
        endings ??= document.places(ending);
        while (at < endings.length && endings[at]! >> 3 < line) at++;
        if (at === endings.length || endings[at]! >> 3 > line) continue;
      }
      if (document.lines[line - 1]?.includes(name)) return say(number);
    }
  });
}

/** The square of the common folders' number over the product of both. */
function nearness(folder: readonly string[], other: readonly string[]): number {
  let k = 0;
  while (k < folder.length && folder[k] === other[k]) k++;
  return other.length === 0 ? 0 : (k * k) / (other.length * Math.max(folder.length, 1));
}
