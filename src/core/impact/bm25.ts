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
    .map(([term, count]) => ({ term, spread: index.stemSpread(term), count }))
    .filter(({ spread }) => spread > 0)
    .map(({ term, spread, count }) => {
      const rarity = Math.log(1 + (size - spread + 0.5) / (spread + 0.5));
      return { term, weight: (1 + Math.log(count)) * rarity };
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_TERMS);
  const out = new Map<Path, number>();
  for (const { term, weight } of terms) {
    index.eachWithStem(term, (path, count, length) => {
      const saturated = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
      out.set(path, (out.get(path) ?? 0) + weight * saturated);
    });
  }
  return out;
}
