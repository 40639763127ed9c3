import { matching, type PathTest } from "../glob.ts";
import { groupBy } from "../group.ts";
import { isDocument } from "../impact/classify.ts";
import { changedWords } from "../impact/code/changed-words.ts";
import { commentImpactsOf } from "../impact/comment-impacts.ts";
import { impactsOf } from "../impact/impacts.ts";
import { rank, rankedChanges, type Ranking } from "../impact/ranking/rank.ts";
import { weights } from "../impact/ranking/weights.ts";
import type { ChangedFact, FileChange, Impact } from "../model/change.ts";
import type { Path, Place } from "../model/place.ts";
import type { StillTrue } from "../model/verdict.ts";
import type { Snapshot } from "../snapshot.ts";
import { bindSurfaces, type BoundSurface } from "./bind.ts";
import { documentsBefore } from "./documents-before.ts";
import { partConfirmed } from "./still-true.ts";

/** A snapshot, thought through: what surfaces and rules look at. */
export interface Situation extends Snapshot {
  readonly surfaces: readonly BoundSurface[];
  /** The changed files whose edit can have changed behaviour: not a document, not neutral. */
  readonly behaviour: readonly FileChange[];
  /** Lines of documents and comments of the after tree that state an altered fact, best first. */
  readonly impacts: readonly Impact[];
  /** Those a person said stay true. */
  readonly confirmed: readonly StillTrue[];
  /** Document lines that stated one and were edited with this change; places are in the before tree. */
  readonly settled: readonly Impact[];
  factsOf(path: Path): readonly ChangedFact[];
  /** The documents, sections and lines the change is likely about; present where they are ranked. */
  readonly ranked?: Ranking;
}

/** Thinks a snapshot through. Pure; the cost grows with the change. */
export function situationOf(snapshot: Snapshot): Situation {
  const { configuration, facts, files } = snapshot;
  const surfaces = bindSurfaces(snapshot.protocol, configuration?.config ?? {}, snapshot.ownProtocol);
  const ignored = matching(configuration?.config.ignore ?? []);
  const seen = files.filter(({ path }) => !ignored(path));
  const byPath = groupBy(facts, ({ cause }) => cause.path);
  const occurrences = (word: string): readonly Path[] => snapshot.occurrences(word);
  const named = (word: string): readonly Path[] => snapshot.named(word);
  const { commented } = snapshot;
  const asked = { facts, occurrences, commented, changes: files };
  const doubted = [
    ...impactsOf({ ...asked, index: snapshot.documents }),
    ...impactsOf({ ...asked, index: snapshot.specs }),
    ...commentImpactsOf(asked),
  ]
    .filter(({ place }) => !ignored(place.path))
    .sort((a, b) => b.confidence - a.confidence);
  const { open: impacts, confirmed } = partConfirmed(doubted, snapshot.records);
  const before = documentsBefore(seen);
  const open = new Set(doubted.map((impact) => claim(impact)));
  const settled = impactsOf({ ...asked, index: before }).filter((impact) => !open.has(claim(impact)));
  return {
    ...snapshot,
    files: seen,
    surfaces,
    behaviour: seen.filter(({ path, neutral }) => neutral === undefined && !isDocument(path)),
    impacts,
    confirmed,
    settled,
    occurrences,
    named,
    ...rankingOf(snapshot, seen, impacts, ignored),
    factsOf: (path) => byPath.get(path) ?? [],
  };
}

function rankingOf(
  { ranking, documents, facts }: Snapshot,
  seen: readonly FileChange[],
  impacts: readonly Impact[],
  ignored: PathTest,
): Pick<Situation, "ranked"> {
  if (!ranking) return {};
  const changes = rankedChanges(seen);
  if (changes.length === 0) return {};
  const inCode = new Set(changes.map(({ path }) => path));
  const query = {
    changes,
    words: changedWords(changes),
    index: documents,
    codeSpread: (word: string) => ranking.spread(word),
    ...(ranking.history ? { history: ranking.history } : {}),
  };
  const ofDocuments = impacts.filter(({ place }) => isDocument(place.path));
  const about = facts.filter(({ cause }) => inCode.has(cause.path));
  const { documents: best, sections, lines, need, neutral } = rank(query, about, ofDocuments, weights);
  const kept = <At extends { readonly path: Path }>(all: readonly At[]): At[] =>
    all.filter(({ path }) => !ignored(path));
  // What the change wrote itself is not in doubt because of it.
  const left = kept(lines).filter((line) => !isWrittenBy(seen, line));
  return { ranked: { documents: kept(best), sections: kept(sections), lines: left, need, neutral } };
}

/** Whether a line of the after tree is one that the change added or altered. */
function isWrittenBy(changes: readonly FileChange[], { path, line }: Place): boolean {
  return changes.some(
    (change) =>
      change.path === path &&
      change.hunks.some(({ newStart, newCount }) => newStart <= line && line < newStart + newCount),
  );
}

/** What a document line claims of a fact, wherever the line stands. */
function claim({ place, says, fact }: Impact): string {
  return JSON.stringify([place.path, says, fact.kind, fact.name, fact.before]);
}

/** The first changed line of a file in the after tree that is not blank; line 1 where nothing is left of it. */
export function firstChange({ path, hunks, after }: FileChange): Place {
  const lines = after?.split(/\r\n|\n|\r/) ?? [];
  for (const { newStart, newCount } of hunks) {
    for (let line = newStart; line < newStart + newCount; line++) {
      if (lines[line - 1]?.trim()) return { path, line };
    }
  }
  const [first] = hunks;
  return { path, line: Math.min(Math.max(first?.newStart ?? 1, 1), Math.max(lines.length, 1)) };
}
