import { splitLines } from "../diff/lines.ts";
import type { FileChange } from "../model/change.ts";
import type { Path, Place } from "../model/place.ts";
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

/** A section as far as reasons look at it. */
interface Lines {
  readonly path: Path;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
}

/** Why a section is thought to belong to a change, in one sentence part. */
export function reasonForSection(
  { path, title, line, endLine }: Lines,
  { index, history, changes }: RankQuery,
  { words }: Pick<Evidence, "words">,
): string {
  const document = index.get(path);
  const inside = (place: number): boolean => place >> 3 >= line && place >> 3 <= endLine;
  const named = words
    .filter(({ spelling, role }) => role !== "context" && document?.words.get(spelling)?.some(inside))
    .sort((a, b) => b.weight - a.weight);
  const [first] = named;
  const reasons: string[] = [];
  if (first) reasons.push(`\`${first.spelling}\` ${SAID_OF_ROLE[first.role]}`);
  const files = changes.map((change) => change.from ?? change.path);
  const share = history?.sectionsWith(files).get(`${path}#${title}`) ?? 0;
  if (share >= SHARE_WORTH_SAYING)
    reasons.push(`changed together in ${Math.round(100 * share)} % of the times`);
  return reasons.length > 0 ? reasons.join("; ") : "uses the words of the changed lines";
}

/** A section that changed with a smaller share of a file's changes is no pattern. */
const SHARE_WORTH_SAYING = 0.2;
const SAID_OF_ROLE = {
  removed: "removed",
  changed: "changed",
  added: "added",
  enclosing: "holds the edit",
  context: "stands beside it",
} as const satisfies Record<WeightedWord["role"], string>;

/** The changed name that ties a document line to a change, and the changed line it stands on. */
export interface LineSubject {
  readonly word: string;
  readonly role: WeightedWord["role"];
  readonly cause: Place;
}

/** What of the change a line is about; `undefined` where it only shares plain words with it. */
export function subjectOf(
  { path, line }: { readonly path: Path; readonly line: number },
  { index, changes }: RankQuery,
  { words }: Pick<Evidence, "words">,
): LineSubject | undefined {
  const document = index.get(path);
  const [best] = words
    .filter(({ spelling }) => document?.words.get(spelling)?.some((place) => place >> 3 === line))
    .sort((a, b) => b.weight - a.weight);
  if (!best) return undefined;
  const cause = causeOf(best, changes);
  return cause ? { word: best.word, role: best.role, cause } : undefined;
}

/** The first changed line that holds a word, in the after tree; the first change of a file that holds it nearby. */
function causeOf({ word }: WeightedWord, changes: readonly FileChange[]): Place | undefined {
  for (const { path, hunks, before, after } of changes) {
    const [old, now] = [splitLines(before ?? ""), splitLines(after ?? "")];
    for (const { oldStart, oldCount, newStart, newCount } of hunks) {
      for (let k = 0; k < newCount; k++)
        if (now[newStart - 1 + k]?.includes(word)) return { path, line: newStart + k };
      for (let k = 0; k < oldCount; k++)
        if (old[oldStart - 1 + k]?.includes(word))
          return { path, line: Math.max(newStart + (newCount > 0 ? Math.min(k, newCount - 1) : 0), 1) };
    }
  }
  const near = changes.find(({ before = "", after = "" }) => after.includes(word) || before.includes(word));
  return near && { path: near.path, line: Math.max(near.hunks[0]?.newStart ?? 1, 1) };
}

function list(words: readonly WeightedWord[]): string {
  return words.map(({ spelling }) => `\`${spelling}\``).join(", ");
}
