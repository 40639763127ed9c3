import type { Path } from "../model/place.ts";
import { COLUMN, type Evidence } from "./features.ts";
import type { RankQuery, WeightedWord } from "./weighted-words.ts";

const WORDS_SHOWN = 3;
/** Less than this often together is no pattern. */
const TOGETHER = 2;

/** Why a document is thought to belong to a change, most telling first; at least one reason. */
export function reasonsFor(
  path: Path,
  { index, history, changes }: RankQuery,
  { rows, words }: Evidence,
): string[] {
  const document = index.get(path);
  const row = rows.get(path);
  const reasons: string[] = [];
  const named = words
    .filter(({ spelling }) => document?.words.has(spelling))
    .sort((a, b) => b.weight - a.weight);
  const gone = named.filter(({ dead }) => dead).slice(0, WORDS_SHOWN);
  if (gone.length > 0) reasons.push(`still names ${list(gone)}, which no code holds any more`);
  const others = named
    .filter(({ dead, role }) => !dead && role !== "context")
    .slice(0, WORDS_SHOWN - gone.length);
  if (others.length > 0) reasons.push(`names ${list(others)}`);
  const together = history?.with(changes.map((change) => change.from ?? change.path)).get(path);
  if (together && together.support >= TOGETHER)
    reasons.push(`changed together ${together.support} of ${together.of} times`);
  if ((row?.[COLUMN.names] ?? 0) >= 0.8) reasons.push("its name speaks of what changed");
  if (reasons.length === 0 || (row?.[COLUMN.subwords] ?? 0) >= 0.9)
    reasons.push("uses the words of the changed lines");
  return reasons;
}

function list(words: readonly WeightedWord[]): string {
  return words.map(({ spelling }) => `\`${spelling}\``).join(", ");
}
