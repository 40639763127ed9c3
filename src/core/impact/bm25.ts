import type { Path } from "../model/place.ts";
import type { DocumentIndex } from "./documents.ts";

const K1 = 1.2;
const B = 0.75;
/** Only the weightiest stems of a change are asked for. */
const MAX_TERMS = 80;

/** The documents' BM25 scores (Robertson & Zaragoza 2009) for a change's stems; those that hold none are absent. */
export function bm25(stems: ReadonlyMap<string, number>, index: DocumentIndex): Map<Path, number> {
  const size = index.size;
  const average = Math.max(1, index.averageLength);
  const terms = [...stems]
    .map(([term, count]) => ({ term, holders: index.holdingStem(term), count }))
    .filter(({ holders }) => holders.length > 0)
    .map(({ term, holders, count }) => {
      const rarity = Math.log(1 + (size - holders.length + 0.5) / (holders.length + 0.5));
      return { term, holders, weight: (1 + Math.log(count)) * rarity };
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_TERMS);
  const out = new Map<Path, number>();
  for (const { term, holders, weight } of terms) {
    for (const [path, document] of holders) {
      const count = document.stems.get(term) ?? 0;
      const saturated = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * document.length) / average));
      out.set(path, (out.get(path) ?? 0) + weight * saturated);
    }
  }
  return out;
}
