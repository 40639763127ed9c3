/** What one protocol document may hold. What lies over a limit is refused with a `protocol/too-large` finding. */
export const LIMITS = {
  /** Characters of a document that are read. */
  characters: 512 * 1024,
  /** Characters of one line that are read. */
  lineCharacters: 4_000,
  /** Lines a YAML front matter may have. */
  frontMatterLines: 400,
  surfaces: 200,
  tableRows: 2_000,
  /** How deep lists and quotes may stand in each other, in Markdown tokens (two per list level). */
  nesting: 64,
  /** Findings of one rule that are listed one by one. */
  findingsPerRule: 100,
} as const;
