import { candidateWords, type ChangedFact, type DocumentIndex } from "#core";

/** The words whose whereabouts in the after tree judging asks for: what documents may still name, and new names. */
export function wordsToFind(facts: readonly ChangedFact[], documents: DocumentIndex): string[] {
  const added = facts.flatMap(({ fact }) => (fact.kind !== "value" && fact.after !== undefined ? [fact.after] : []));
  return [...new Set([...candidateWords(facts, documents), ...added])];
}
