import {
  candidateWords,
  type ChangedFact,
  documentsBefore,
  type DocumentIndex,
  type FileChange,
  isCode,
  isTest,
  type Path,
  removedNames,
  TYPED,
} from "#core";
import type { Tree } from "#ports";

/** The words whose whereabouts in code judging asks for: names that documents hold, or held before they were edited, and names that are gone. */
export function wordsInCode(
  facts: readonly ChangedFact[],
  files: readonly FileChange[],
  indexes: readonly DocumentIndex[],
): string[] {
  const all = [...indexes, documentsBefore(files)];
  return [...new Set([...all.flatMap((index) => candidateWords(facts, index)), ...removedNames(facts)])];
}

/** The new names that help and README may owe: what people type or set. */
export function newNames(facts: readonly ChangedFact[]): string[] {
  return facts.flatMap(({ fact }) => (TYPED.has(fact.kind) && fact.after !== undefined ? [fact.after] : []));
}

/**
 * The code files of a tree that hold each word, tests left out. What the tree knows by heart costs next to
 * nothing; the rest is searched for.
 */
export async function codeHolding(
  tree: Tree,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly Path[]>> {
  const known = (await tree.searchCode?.(words)) ?? new Map<string, readonly Path[]>();
  const rest = words.filter((word) => !known.has(word));
  if (rest.length === 0) return known;
  const searched = [...(await tree.search(rest))].map(
    ([word, paths]) => [word, paths.filter((path) => isCode(path) && !isTest(path))] as const,
  );
  return new Map([...known, ...searched]);
}
