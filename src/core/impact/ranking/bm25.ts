import type { DocumentIndex } from "../documents/documents.ts";

const K1 = 1.2;
const B = 0.75;
/** Only the weightiest stems of a change are asked for. */
const MAX_TERMS = 80;

/** The documents' BM25 scores (Robertson & Zaragoza 2009) for a change's stems, by the documents' numbers; 0 for those that hold none. */
export function bm25(stems: ReadonlyMap<string, number>, index: DocumentIndex): Float64Array {
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
  const out = new Float64Array(index.numbers);
  const lengths = index.lengths;
  for (const { term, weight } of terms) {
    index.eachWithStem(term, (document, _, from, to) => {
      const count = to - from;
      const norm = K1 * (1 - B + (B * lengths[document]!) / average);
      out[document]! += (weight * count * (K1 + 1)) / (count + norm);
    });
  }
  return out;
}
