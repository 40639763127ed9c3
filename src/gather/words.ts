import {
  candidateWords,
  type ChangedFact,
  documentsBefore,
  type DocumentIndex,
  type FileChange,
} from "#core";

/**
 * The words whose whereabouts in the after tree judging asks for: names that documents hold or held before
 * they were edited, and the new names.
 */
export function wordsToFind(
  facts: readonly ChangedFact[],
  files: readonly FileChange[],
  documents: DocumentIndex,
): string[] {
  const added = facts.flatMap(({ fact }) =>
    fact.kind !== "value" && fact.after !== undefined ? [fact.after] : [],
  );
  return [
    ...new Set([
      ...candidateWords(facts, documents),
      ...candidateWords(facts, documentsBefore(files)),
      ...added,
    ]),
  ];
}
