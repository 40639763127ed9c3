/** The start and the factor of FNV-1a (Fowler, Noll, Vo) of 32 bits: `hash = Math.imul(hash ^ unit, HASH_PRIME)` for each unit. */
export const HASH_START = 0x811c9dc5;
export const HASH_PRIME = 0x01000193;

/** FNV-1a over a word's UTF-16 units, unsigned; over its bytes where it is ASCII. */
export function hashOf(word: string): number {
  let hash = HASH_START;
  for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), HASH_PRIME);
  return hash >>> 0;
}
