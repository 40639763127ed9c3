import { firstChange } from "../../surfaces/situation.ts";
import type { SurfaceVerdict } from "../../model/verdict.ts";
import { sayObligation } from "../../wording.ts";
import { likeness } from "../alike.ts";
import { type Answer, at, type Probe, type ProbeCase } from "./probe.ts";
import { tests } from "./tests.ts";

/** The surface an item of a checklist speaks of: “Backend updated” is the backend's. */
export function surfaceOf(item: string, surfaces: readonly SurfaceVerdict[]): SurfaceVerdict | undefined {
  const words = item.replace(
    /\b(?:updated?|checked|completed?|done|preserved|verified|impact|in sync)\b/gi,
    " ",
  );
  const scored = surfaces.map((surface) => ({
    surface,
    score: Math.max(likeness(words, surface.title), sharesStem(words, surface.title) ? 0.6 : 0),
  }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best && best.score >= 0.5 ? best.surface : undefined;
}

/** Whether two titles share the beginning of a word: document, documents, documentation. */
function sharesStem(a: string, b: string): boolean {
  const stems = (text: string): string[] =>
    (text.toLowerCase().match(/\p{L}{5,}/gu) ?? []).map((word) => word.slice(0, 6));
  const right = new Set(stems(b));
  return stems(a).some((stem) => right.has(stem));
}

/** Whether a surface of the protocol is in step: the verdict, as an answer. */
export const surfaces: Probe = {
  id: "surfaces",
  answers: /(?!)/,
  probe(facts, item) {
    const surface = surfaceOf(item, facts.verdict.surfaces);
    if (!surface)
      return {
        result: "Open",
        evidence: [],
        says: "Nothing in the change answers this.",
        followUp: "Look for yourself, and record the lines that show it as evidence",
      };
    return surface.role === "verification"
      ? tests.probe(facts, `${item} verification`)
      : surfaceAnswer(surface, facts);
  },
};

/** What the verdict on one surface comes to as an answer of a self-audit. */
export function surfaceAnswer(
  { state, title, files, obligations, notNeeded, because }: SurfaceVerdict,
  { changes }: ProbeCase,
): Answer {
  if (state === "owed") {
    const places = obligations.flatMap(({ place, because: causes }) => [place, ...causes.slice(0, 1)]);
    const [first] = obligations;
    return {
      result: "Fail",
      evidence: [...new Set((places.length > 0 ? places : because).map((place) => at(place)))].slice(0, 6),
      says: `${title} is owed: ${first ? sayObligation(first) : "nothing of it moved"}`,
      followUp: "Move it along, or record why it is not needed",
    };
  }
  if (state === "not-needed")
    return {
      result: "N/A",
      evidence: [],
      says: `${title} is not needed: ${notNeeded?.reason ?? ""} (${notNeeded?.who ?? ""}).`,
    };
  const touched = changes
    .filter(({ path, status }) => status !== "deleted" && files.includes(path))
    .map((change) => at(firstChange(change)));
  if (state === "met" && touched.length > 0)
    return { result: "Pass", evidence: touched.slice(0, 6), says: `${title} moved with the change.` };
  if (state === "met")
    return {
      result: "Open",
      evidence: [],
      says: `${title} is in step, and no line of it changed.`,
      candidate: true,
      followUp: "Name the lines that show it",
    };
  if (touched.length > 0)
    return {
      result: "Pass",
      evidence: touched.slice(0, 6),
      says: `Nothing of ${title} is owed, and the change moved it along.`,
    };
  return { result: "N/A", evidence: [], says: `Nothing of ${title} is owed by this change.` };
}
