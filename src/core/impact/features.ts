import type { FileChange } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import type { ChangedWord, ChangedWords, WordRole } from "./changed-words.ts";
import type { DocumentIndex, IndexedDocument } from "./documents.ts";
import type { History } from "./history.ts";
import { isCodeLike, squash, stem, subwords } from "./words.ts";

/** What ranking asks about a change. */
export interface RankQuery {
  /** The changed code files. */
  readonly changes: readonly FileChange[];
  readonly words: ChangedWords;
  /** The documents as they are now. */
  readonly index: DocumentIndex;
  /** What changed together before this change; absent in a clone without history. */
  readonly history?: History;
  /** How many code files of the after tree hold a word. */
  codeSpread(word: string): number;
}

/** A document's evidence, in this order; each is 0 to 1 (see `featuresOf`). */
export const FEATURES = [
  "references",
  "removedReferences",
  "addedReferences",
  "enclosingReferences",
  "referenceStrength",
  "dead",
  "coChange",
  "coChangeAny",
  "coChangeRecent",
  "support",
  "folderCoChange",
  "subwords",
  "pathSubwords",
  "names",
  "pathMention",
  "recency",
  "popularity",
  "proximity",
  "referencesAndSubwords",
  "referencesAndCoChange",
  "subwordsAndCoChange",
  "headingReferences",
  "sectionReferences",
  "bestWord",
  "nameCoChange",
  "length",
  "justChanged",
  "referencesRank",
  "subwordsRank",
  "coChangeRank",
  "nameCoChangeRank",
] as const;
export type Feature = (typeof FEATURES)[number];

/** A word's weight on the documents that hold it. */
export interface WeightedWord {
  readonly word: string;
  readonly role: WordRole;
  /** Role × definition × death × rarity; see `weigh`. */
  readonly weight: number;
  readonly dead: boolean;
  /** Documents that hold it exactly; where none does, those that hold it in another spelling, at half weight. */
  readonly exact: boolean;
  readonly spelling: string;
}

const ROLE_WEIGHT: Readonly<Record<WordRole, number>> = {
  removed: 3,
  changed: 1.5,
  enclosing: 1.5,
  added: 1,
  context: 0.3,
};
/** By `LINE_KIND`: heading, code span, prose, code block. */
export const KIND_WEIGHT = [1.3, 1, 0.8, 0.7] as const;
const DEFINED = 1.7;
const DEAD = 2;
const SQUASHED = 0.5;
/** A word on a larger share of the documents (of 20 or more) is vocabulary. */
const COMMON_SHARE = 0.2;
/** The sum of reference weights that counts as half certain. */
const HALF_STRENGTH = 20;
const K1 = 1.2;
const B = 0.75;
/** Only the rarest stems of a change are asked for. */
const MAX_TERMS = 80;

/** Evidence per document that has any, as `FEATURES` orders it. */
export function featuresOf(query: RankQuery): Map<Path, Float64Array> {
  const { index, history, changes, words } = query;
  const code = [
    ...new Set(changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]))),
  ];
  const out = new Map<Path, Float64Array>();
  const at = (path: Path): Float64Array => {
    const known = out.get(path);
    if (known) return known;
    const made = new Float64Array(FEATURES.length);
    out.set(path, made);
    return made;
  };
  const put = (name: Feature, path: Path, value: number): void => {
    at(path)[COLUMN[name]] = value;
  };

  const sections = new Map<Path, Float64Array>();
  for (const weighted of weigh(query)) addReference(weighted, index, at, sections);
  for (const [path, sums] of sections)
    put(
      "sectionReferences",
      path,
      sums.reduce((a, b) => Math.max(a, b), 0),
    );
  const bm25 = scoreStems(words.stems, index);
  const bm25Path = scoreStems(words.pathStems, index);
  for (const [path, score] of bm25) put("subwords", path, score);
  for (const [path, score] of bm25Path) put("pathSubwords", path, score);
  if (history) {
    for (const [path, together] of history.with(code)) {
      if (index.get(path) === undefined) continue;
      put("coChange", path, together.confidence);
      put("coChangeAny", path, together.noisyOr);
      put("coChangeRecent", path, together.recent);
      put("support", path, Math.min(1, Math.log(1 + together.support) / Math.log(30)));
    }
    for (const [path, share] of history.withNames(code))
      if (index.get(path) !== undefined) put("nameCoChange", path, share);
    for (const [path, share] of history.withFolders(code))
      if (index.get(path) !== undefined) put("folderCoChange", path, share);
  }
  const named = namedBy(words, index);
  const folders = code.map((path) => path.split("/").slice(0, -1));
  const bases = code
    .map((path) => path.slice(path.lastIndexOf("/") + 1))
    .filter((base) => base.length > 5 && !/^(?:index|main|mod|lib|__init__)\./.test(base));
  for (const [path, document] of index.documents()) {
    const overlap = named(document);
    if (overlap > 0) put("names", path, overlap);
    if (!out.has(path)) continue;
    put("proximity", path, Math.max(0, ...folders.map((folder) => shared(folder, path))));
    put("length", path, Math.min(1, Math.log(1 + document.length) / 10));
    if (history) {
      put("recency", path, history.recency(path, 100));
      put("justChanged", path, history.recency(path, 10));
      put("popularity", path, history.popularity(path));
    }
    if (
      bases.some(
        (base) =>
          document.words.has(base.replace(/\.\w+$/, "")) &&
          document.lines.some((line) => line.includes(base)),
      )
    )
      put("pathMention", path, 1);
  }
  const strongest = maxOf(out, "references");
  for (const row of out.values()) {
    const sum = row[COLUMN.references] ?? 0;
    row[COLUMN.referenceStrength] = sum / (sum + HALF_STRENGTH);
  }
  for (const name of [
    "references",
    "removedReferences",
    "addedReferences",
    "enclosingReferences",
    "headingReferences",
    "sectionReferences",
    "bestWord",
    "nameCoChange",
    "length",
    "justChanged",
    "referencesRank",
    "subwordsRank",
    "coChangeRank",
    "nameCoChangeRank",
    "dead",
  ] as const)
    scale(out, name, strongest);
  for (const name of ["sectionReferences", "bestWord"] as const) scale(out, name, maxOf(out, name));
  for (const [name, of] of RANKED) rankBy(out, name, of);
  for (const name of ["nameCoChange", "subwords", "pathSubwords", "names", "popularity"] as const)
    scale(out, name, maxOf(out, name));
  for (const row of out.values()) {
    const [references, terms, together] = [
      row[COLUMN.references] ?? 0,
      row[COLUMN.subwords] ?? 0,
      row[COLUMN.coChange] ?? 0,
    ];
    row[COLUMN.referencesAndSubwords] = references * terms;
    row[COLUMN.referencesAndCoChange] = references * Math.sqrt(together);
    row[COLUMN.subwordsAndCoChange] = terms * Math.sqrt(together);
  }
  return out;
}

/** Where each feature stands in a row. */
export const COLUMN = Object.fromEntries(FEATURES.map((name, k) => [name, k])) as Readonly<
  Record<Feature, number>
>;

/** The changed words that some document holds, with their weights: role, definition, death; rare in documents, rare in code. */
export function weigh({ words, index, codeSpread }: RankQuery): WeightedWord[] {
  const size = index.size;
  const weights: WeightedWord[] = [];
  for (const changed of words.words) {
    const exact = index.holding(changed.word).length;
    const spelling = exact > 0 ? changed.word : otherSpelling(changed.word, index);
    if (spelling === undefined) continue;
    const spread = exact > 0 ? exact : index.spread(spelling);
    if (size >= 20 && spread > size * COMMON_SHARE) continue;
    const inCode = codeSpread(changed.word);
    const dead = inCode === 0 && changed.role === "removed" && isCodeLike(changed.word);
    weights.push({
      word: changed.word,
      role: changed.role,
      dead,
      exact: exact > 0,
      spelling,
      weight: weightOf(changed, dead, exact > 0, inCode, spread, size),
    });
  }
  return weights;
}

function weightOf(
  { role, defined }: ChangedWord,
  dead: boolean,
  exact: boolean,
  inCode: number,
  spread: number,
  size: number,
): number {
  const rarity = Math.log((size + 1) / (spread + 0.5)) + 0.1;
  const told = ROLE_WEIGHT[role] * (defined ? DEFINED : 1) * (dead ? DEAD : 1) * (exact ? 1 : SQUASHED);
  return (told * rarity) / (1 + 0.25 * Math.log(1 + inCode));
}

function otherSpelling(word: string, index: DocumentIndex): string | undefined {
  if (word.length < 5) return undefined;
  const [spelling] = index.spellings(squash(word));
  return spelling;
}

function addReference(
  { spelling, weight, role, dead }: WeightedWord,
  index: DocumentIndex,
  at: (path: Path) => Float64Array,
  sections: Map<Path, Float64Array>,
): void {
  for (const [path, document] of index.holding(spelling)) {
    const kinds = document.words.get(spelling) ?? [];
    let best = 3;
    for (const place of kinds) best = Math.min(best, place & 7);
    const score = weight * (KIND_WEIGHT[best] ?? 0.7);
    const row = at(path);
    const bump = (name: Feature): void => void (row[COLUMN[name]] = (row[COLUMN[name]] ?? 0) + score);
    bump("references");
    row[COLUMN.bestWord] = Math.max(row[COLUMN.bestWord] ?? 0, score);
    let sums = sections.get(path);
    if (!sums) sections.set(path, (sums = new Float64Array(document.sections.length)));
    let last = -1;
    for (const place of kinds) {
      const section = document.sectionOf[(place >> 3) - 1] ?? 0;
      if (section !== last) sums[section] = (sums[section] ?? 0) + score;
      last = section;
    }
    if (role === "removed" || role === "changed") bump("removedReferences");
    else if (role === "added") bump("addedReferences");
    else if (role === "enclosing") bump("enclosingReferences");
    if (dead) bump("dead");
    if (best === 0) bump("headingReferences");
  }
}

/** BM25 (Robertson & Zaragoza 2009) of the documents against a change's stems. */
function scoreStems(stems: ReadonlyMap<string, number>, index: DocumentIndex): Map<Path, number> {
  const size = index.size;
  const average = Math.max(1, index.averageLength);
  const terms = [...stems]
    .map(([term, count]) => ({ term, count, holders: index.holdingStem(term) }))
    .filter(({ holders }) => holders.length > 0)
    .map((term) => ({
      ...term,
      weight:
        (1 + Math.log(term.count)) *
        Math.log(1 + (size - term.holders.length + 0.5) / (term.holders.length + 0.5)),
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_TERMS);
  const out = new Map<Path, number>();
  for (const { term, holders, weight } of terms) {
    for (const [path, document] of holders) {
      const count = document.stems.get(term) ?? 0;
      const score = (weight * count * (K1 + 1)) / (count + K1 * (1 - B + (B * document.length) / average));
      out.set(path, (out.get(path) ?? 0) + score);
    }
  }
  return out;
}

/** How much of a document's own path the change's paths and definitions name; rare parts count more. */
function namedBy(words: ChangedWords, index: DocumentIndex): (document: IndexedDocument) => number {
  const said = new Set(words.pathStems.keys());
  for (const { word, role, defined } of words.words) {
    if (defined || role === "enclosing") for (const part of subwords(word)) said.add(stem(part));
  }
  const spread = new Map<string, number>();
  for (const [, document] of index.documents())
    for (const part of document.pathStems) spread.set(part, (spread.get(part) ?? 0) + 1);
  const size = index.size;
  return ({ pathStems }) => {
    let sum = 0;
    for (const part of pathStems)
      if (said.has(part)) sum += Math.log((size + 1) / ((spread.get(part) ?? 0) + 0.5));
    return sum;
  };
}

/** The share of a file's folders that a document's folder has in common with it. */
function shared(folder: readonly string[], document: Path): number {
  const other = document.split("/").slice(0, -1);
  let k = 0;
  while (k < folder.length && folder[k] === other[k]) k++;
  return other.length === 0 ? 0 : (k * k) / (other.length * Math.max(folder.length, 1));
}

const RANKED = [
  ["referencesRank", "references"],
  ["subwordsRank", "subwords"],
  ["coChangeRank", "coChangeRecent"],
  ["nameCoChangeRank", "nameCoChange"],
] as const satisfies readonly (readonly [Feature, Feature])[];

/** Sets 1 ÷ rank by another feature; 0 where that is 0. Equal values share the better rank. */
function rankBy(rows: ReadonlyMap<Path, Float64Array>, name: Feature, of: Feature): void {
  const sorted = [...rows.values()]
    .filter((row) => (row[COLUMN[of]] ?? 0) > 0)
    .sort((a, b) => (b[COLUMN[of]] ?? 0) - (a[COLUMN[of]] ?? 0));
  let rank = 0;
  sorted.forEach((row, k) => {
    if (k === 0 || row[COLUMN[of]] !== sorted[k - 1]?.[COLUMN[of]]) rank = k + 1;
    row[COLUMN[name]] = 1 / rank;
  });
}

function maxOf(rows: ReadonlyMap<Path, Float64Array>, name: Feature): number {
  let max = 0;
  for (const row of rows.values()) max = Math.max(max, row[COLUMN[name]] ?? 0);
  return max;
}

function scale(rows: ReadonlyMap<Path, Float64Array>, name: Feature, by: number): void {
  if (by <= 0) return;
  for (const row of rows.values()) row[COLUMN[name]] = Math.min(1, (row[COLUMN[name]] ?? 0) / by);
}
