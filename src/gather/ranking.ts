import {
  changedWords,
  type DocumentIndex,
  type FileChange,
  rankedChanges,
  type RankingKnown,
  wordsWeighed,
} from "#core";
import type { Comparison, World } from "#ports";
import { codeHolding } from "./words.ts";

/** What ranking asks of the world: how common the changed words are in code, and what changed together before. */
export async function rankingKnown(
  world: World,
  comparison: Comparison,
  files: readonly FileChange[],
  documents: DocumentIndex,
): Promise<RankingKnown> {
  const words = wordsWeighed(changedWords(rankedChanges(files)), documents);
  const [holding, history] = await Promise.all([
    codeHolding(comparison.after, words),
    world.history?.(comparison),
  ]);
  return { ...(history ? { history } : {}), spread: (word) => holding.get(word)?.length ?? 0 };
}
