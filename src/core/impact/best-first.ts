import { groupBy } from "../group.ts";
import type { Impact } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import type { Verdict } from "../model/verdict.ts";
import { CERTAIN } from "./impacts.ts";
import { isDocument } from "./classify.ts";
import type { RankedLine } from "./ranking/rank.ts";

/** How sure a merely ranked line can look at most: below every line that states a changed fact. */
const HINT = 0.39;

type Ranked = Pick<Verdict, "impacts" | "ranking">;

/**
 * A change's impacts, best first: what is certain; then the lines in the order of their ranking, those that
 * only name something changed included; then what else is possible.
 */
export function impactsBestFirst({ impacts, ranking }: Ranked): Impact[] {
  const at = ({ path, line }: { readonly path: Path; readonly line: number }): string => `${path}\n${line}`;
  const certain = impacts.filter(({ confidence }) => confidence >= CERTAIN);
  const possible = impacts.filter(({ confidence }) => confidence < CERTAIN);
  const stated = groupBy(possible, ({ place }) => at(place));
  const told = new Set(certain.map(({ place }) => at(place)));
  const ranked = (ranking?.lines ?? []).flatMap((line): Impact[] => {
    const key = at(line);
    if (told.has(key)) return [];
    const facts = stated.get(key) ?? hint(line);
    if (facts.length > 0) told.add(key);
    return [...facts];
  });
  return [...certain, ...ranked, ...possible.filter(({ place }) => !told.has(at(place)))];
}

/** A ranked line as an impact: what it names that changed. */
function hint({ path, line, score, about }: RankedLine): Impact[] {
  if (!about) return [];
  const { word, role, cause } = about;
  return [
    {
      place: { path, line },
      says: "",
      fact: { kind: "token", ...(role === "added" ? { after: word } : { before: word }) },
      cause,
      confidence: Number(Math.min(HINT, score).toFixed(4)),
    },
  ];
}

/** The documents a change is about, best first: by their ranking, else by the confidence of their impacts. */
export function documentsBestFirst({ impacts, ranking }: Ranked): { path: Path; score: number }[] {
  const doubts = new Map<Path, number>();
  for (const { place, confidence } of impacts.filter((impact) => isDocument(impact.place.path)))
    doubts.set(place.path, (doubts.get(place.path) ?? 1) * (1 - Math.min(confidence, 0.99)));
  const stated = [...doubts]
    .map(([path, doubt]) => ({ path, score: 1 - doubt }))
    .sort((a, b) => b.score - a.score);
  if (!ranking) return stated;
  const sure = stated.filter(({ score }) => score >= CERTAIN);
  const first = new Set(sure.map(({ path }) => path));
  return [
    ...sure,
    ...ranking.documents.filter(({ path }) => !first.has(path)).map(({ path, score }) => ({ path, score })),
  ];
}
