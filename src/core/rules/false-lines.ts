import { isDocument } from "../impact/classify.ts";
import { CERTAIN } from "../impact/impacts.ts";
import type { Impact } from "../model/change.ts";
import { sayFact, sayImpact } from "../wording.ts";
import { replacement } from "./replacement.ts";
import type { Case, Said } from "./rule.ts";

/**
 * The lines of documents and comments a change certainly made false, as findings on the line. Lines of a surface
 * that somebody recorded as not needed are left out; a comment is part of none.
 */
export function* falseLines(
  { documents, specs, commented, impacts, surfaces, verdicts }: Case,
  wanted: (impact: Impact) => boolean,
): Iterable<Said> {
  for (const impact of impacts) {
    if (impact.confidence < CERTAIN || !wanted(impact)) continue;
    const { path, line } = impact.place;
    const surface = isDocument(path)
      ? surfaces.find(({ role, holds }) => role !== "repository" && holds(path))
      : undefined;
    const verdict = verdicts.find(({ id }) => id === surface?.id);
    if (verdict?.state === "not-needed") continue;
    const read = documents.get(path) ?? specs.get(path) ?? commented.get(path)?.comments;
    const fix = replacement(impact, read?.lines[line - 1] ?? "");
    yield {
      place: impact.place,
      message: sayImpact(impact),
      because: [{ ...impact.cause, says: sayFact(impact.fact) }],
      ...(fix ? { fixes: [fix] } : {}),
      ...(surface ? { surface: surface.id } : {}),
    };
  }
}
