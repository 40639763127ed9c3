import type { ChangedFact } from "../model/change.ts";

/** The models and columns that a change took away, as code would name them. A name of one plain word tells nothing. */
export function goneModels(facts: readonly ChangedFact[]): string[] {
  const gone = facts.flatMap(({ fact: { kind, before, after }, defines }) =>
    kind === "model" && defines && before !== undefined && before !== after ? [before] : [],
  );
  return [...new Set(gone)].filter((name) => /[a-z\d][A-Z]|_|^[A-Z][a-z]/.test(name));
}
