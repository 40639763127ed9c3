import type { FileChange } from "../model/change.ts";
import type { Place } from "../model/place.ts";

/** An added line that seems to take something for granted. Offered to a person, never recorded by itself. */
export interface AssumptionCandidate {
  readonly kind: "to-do" | "assumes" | "magic-default";
  readonly place: Place;
  /** The line, trimmed and cut for showing. */
  readonly says: string;
}

const LIMITS = { candidates: 50, lineLength: 1000, shown: 200 } as const;

/** What each kind is told by; the first that matches names the line. All linear. */
const SIGNS: readonly (readonly [AssumptionCandidate["kind"], RegExp])[] = [
  ["to-do", /\b(?:TODO|FIXME|HACK|XXX)\b/],
  [
    "assumes",
    /\b(?:assum(?:e[sd]?|ing|ptions?)|presum(?:e[sd]?|ing|ably)|hopefully|for now|should (?:always|never)|guess(?:ed|ing)?)\b/i,
  ],
  // A fallback, or a named default: 0, 1 and empty text are nobody's assumption.
  ["magic-default", /(?:\?\?|\|\||\bor)\s*(?:-?\d*[2-9]\d*|-?\d{2,}|"[^"\n]+"|'[^'\n]+')(?!\w)/],
  [
    "magic-default",
    /\b(?:default|fallback)\w*\s*[:=]\s*(?:-?\d*[2-9]\d*|-?\d{2,}|"[^"\n]+"|'[^'\n]+')(?!\w)/i,
  ],
  ["magic-default", /\b(?:getenv|environ\.get|env\.get)\([^(),\n]*,\s*[^()\s,][^()\n]*\)/],
];

/** Candidates for assumptions nobody listed, from the lines a change added, in path and line order. */
export function assumptionCandidates(files: readonly FileChange[]): readonly AssumptionCandidate[] {
  const candidates: AssumptionCandidate[] = [];
  for (const { path, after, hunks } of files) {
    if (after === undefined || path.startsWith(".lockstep/")) continue;
    const lines = after.split("\n");
    for (const { newStart, newCount } of hunks) {
      for (let line = newStart; line < newStart + newCount; line++) {
        if (candidates.length === LIMITS.candidates) return candidates;
        const text = (lines[line - 1] ?? "").slice(0, LIMITS.lineLength);
        const sign = SIGNS.find(([, pattern]) => pattern.test(text));
        if (sign === undefined) continue;
        candidates.push({ kind: sign[0], place: { path, line }, says: text.trim().slice(0, LIMITS.shown) });
      }
    }
  }
  return candidates;
}
