import type { Path, Place } from "../../model/place.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import { COLUMN, type Evidence, type Feature } from "./features.ts";
import { SECTION_FEATURES, type SectionEvidence } from "./places.ts";
import type { WeightedWord } from "./weighted-words.ts";

const WORDS_SHOWN = 3;
/** Less than this often together is no pattern. */
const TOGETHER = 2;

/** Why a document is thought to belong to a change, most telling first; at least one reason. */
export function reasonsFor(path: Path, index: DocumentIndex, evidence: Evidence): string[] {
  const { paths, features, words } = evidence;
  const document = index.get(path);
  const row = paths.indexOf(path);
  const has = (name: Feature): number => features[COLUMN[name]]?.[row] ?? 0;
  const reasons: string[] = [];
  const named = words.filter(
    ({ role, dead, spelling }) => (dead || role !== "context") && document?.names(spelling),
  );
  const gone = named.filter(({ dead }) => dead).slice(0, WORDS_SHOWN);
  if (gone.length > 0) reasons.push(`still names ${list(gone)}, which no code holds any more`);
  const others = named.filter(({ dead }) => !dead).slice(0, WORDS_SHOWN - gone.length);
  if (others.length > 0) reasons.push(`names ${list(others)}`);
  const together = evidence.together.get(path);
  if (together && together.support >= TOGETHER)
    reasons.push(`changed together ${together.support} of ${together.of} times`);
  if (has("names") >= 0.8) reasons.push("its name speaks of what changed");
  if (reasons.length === 0 || has("subwords") >= 0.9) reasons.push("uses the words of the changed lines");
  return reasons;
}

/** Why a section is thought to belong to a change, in one sentence part. */
export function reasonForSection(
  { path, line, endLine, values }: SectionEvidence,
  index: DocumentIndex,
  { words }: Evidence,
): string {
  const document = index.get(path);
  const first = words.find(
    ({ spelling, role }) => role !== "context" && document?.namesWithin(spelling, line, endLine),
  );
  const reasons: string[] = [];
  if (first) reasons.push(`\`${first.spelling}\` ${SAID_OF_ROLE[first.role]}`);
  const share = values[CHANGED_TOGETHER] ?? 0;
  if (share >= SHARE_WORTH_SAYING)
    reasons.push(`changed together in ${Math.round(100 * share)} % of the times`);
  return reasons.length > 0 ? reasons.join("; ") : "uses the words of the changed lines";
}

const CHANGED_TOGETHER = SECTION_FEATURES.indexOf("coChange");
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
  index: DocumentIndex,
  { words }: Evidence,
): LineSubject | undefined {
  const document = index.get(path);
  const best = words.find(({ spelling }) => document?.namesWithin(spelling, line, line));
  return best && { word: best.word, role: best.role, cause: best.at };
}

function list(words: readonly WeightedWord[]): string {
  return words.map(({ spelling }) => `\`${spelling}\``).join(", ");
}
