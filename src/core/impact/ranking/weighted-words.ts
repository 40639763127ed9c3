import type { FileChange } from "../../model/change.ts";
import type { Path, Place } from "../../model/place.ts";
import type { ChangedWord, ChangedWords, WordRole } from "../code/changed-words.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import type { History } from "./history.ts";
import { spellingKey } from "../documents/segment.ts";
import { isCodeLike } from "../words.ts";

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

/** The paths of changed files, those they had before included. */
export function pathsOf(changes: readonly FileChange[]): Path[] {
  return [...new Set(changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from])))];
}

/** A changed word's weight on the documents that hold it. */
export interface WeightedWord {
  readonly word: string;
  readonly role: WordRole;
  readonly weight: number;
  /** Removed, and in no code any more. */
  readonly dead: boolean;
  /** How documents spell it: as it is, or else in another way (`indexUrl`, `--index-url`), at half weight. */
  readonly spelling: string;
  /** Where the change has it, as `ChangedWord`. */
  readonly at: Place;
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
const SPELLED_OTHERWISE = 0.5;
/** A word on a larger share of the documents (of 20 or more) is vocabulary. */
const COMMON_SHARE = 0.2;

/** The changed words that some document holds, weightiest first: role × definition × death × rarity in documents ÷ commonness in code. */
export function weigh({ words, index, codeSpread }: RankQuery): WeightedWord[] {
  const size = index.size;
  const out: WeightedWord[] = [];
  for (const changed of words.words) {
    const { word, role, at } = changed;
    const exact = index.spread(word);
    const spelling = exact > 0 ? word : otherSpelling(word, index);
    if (spelling === undefined) continue;
    const spread = exact > 0 ? exact : index.spread(spelling);
    if (size >= 20 && spread > size * COMMON_SHARE) continue;
    const inCode = codeSpread(word);
    const dead = inCode === 0 && role === "removed" && isCodeLike(word);
    const told = weightOf(changed, dead) * (exact > 0 ? 1 : SPELLED_OTHERWISE);
    const rarity = Math.log((size + 1) / (spread + 0.5)) + 0.1;
    const weight = (told * rarity) / (1 + 0.25 * Math.log(1 + inCode));
    out.push({ word, role, dead, spelling, weight, at });
  }
  return out.sort((a, b) => b.weight - a.weight);
}

/** The changed words whose spread in code `weigh` asks for: those some document holds. */
export function wordsWeighed(words: ChangedWords, index: DocumentIndex): string[] {
  return words.words
    .map(({ word }) => word)
    .filter((word) => index.spread(word) > 0 || otherSpelling(word, index) !== undefined);
}

function weightOf({ role, defined }: ChangedWord, dead: boolean): number {
  return ROLE_WEIGHT[role] * (defined ? DEFINED : 1) * (dead ? DEAD : 1);
}

/** Where documents spell a word in another way, the way that most of them do. */
function otherSpelling(word: string, index: DocumentIndex): string | undefined {
  const key = spellingKey(word);
  let best: string | undefined;
  let most = 0;
  for (const spelling of key === undefined ? [] : index.spellings(key)) {
    const spread = index.spread(spelling);
    if (spread > most) [best, most] = [spelling, spread];
  }
  return best;
}
