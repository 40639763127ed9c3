import type { SurfaceRole } from "../config/schema.ts";
import { CERTAIN } from "../impact/impacts.ts";
import { impactsBestFirst } from "../impact/best-first.ts";
import type { Impact } from "../model/change.ts";
import type { Place } from "../model/place.ts";
import type { Occasion, SurfaceVerdict, Verdict } from "../model/verdict.ts";
import { sayFact, sayImpact, sayPlace } from "../wording.ts";

/**
 * One thing that was said of a change: a document line that is certainly false, something a surface owes beyond
 * such lines, or a hint at a line or section that may be concerned.
 */
export interface Remark {
  readonly kind: "line" | "owed" | "hint";
  /** The document line; of what is owed without one, the edit that owes. */
  readonly place: Place;
  /** What is said, in a sentence. */
  readonly says: string;
  /** The document line's own text, where it is about one. */
  readonly quotes?: string;
  /** The edit because of which it is said. */
  readonly cause?: Place;
  /** The surface that owes it, by its slug. */
  readonly surface?: string;
  readonly occasion?: Occasion;
}

/** Surfaces that no commit of history can be asked about: nobody kept their runs, and all of it is committed. */
const NOT_ASKED: ReadonlySet<SurfaceRole> = new Set<SurfaceRole>(["code", "repository", "verification"]);
/** Hints that are worth a person's time. */
const HINTS = 3;

/** What was said of a change, most certain first: false lines, what surfaces owe, at most three hints. */
export function remarksOf(verdict: Verdict): Remark[] {
  const surfaces = verdict.surfaces.filter(({ role }) => !NOT_ASKED.has(role));
  const best = impactsBestFirst(verdict);
  const lines = best.filter(({ confidence }) => confidence >= CERTAIN).map((one) => lineOf(one, surfaces));
  const owed = surfaces.flatMap((surface) => owedBy(surface));
  const said = [...onePerPlace(lines), ...owed];
  const told = new Set(said.map(({ place }) => sayPlace(place)));
  const hints = onePerPlace([
    ...best.filter(({ confidence, says }) => confidence < CERTAIN && says !== "").map(hintOf),
    ...(verdict.ranking?.neutral === false ? verdict.ranking.sections : []).map(
      ({ path, best: line, title, reason }): Remark => ({
        kind: "hint",
        place: { path, line },
        says: `${title === "" ? "The beginning" : `The section “${title}”`} is likely concerned: ${reason}.`,
      }),
    ),
  ]);
  return [...said, ...hints.filter(({ place }) => !told.has(sayPlace(place))).slice(0, HINTS)];
}

/** Names a remark within its commit: the same one has the same name in every replay. */
export function remarkKey({ kind, place, surface, occasion }: Remark): string {
  return [kind, surface ?? "", occasion ?? "", sayPlace(place)].join("|");
}

function lineOf(impact: Impact, surfaces: readonly SurfaceVerdict[]): Remark {
  const at = sayPlace(impact.place);
  const owner = surfaces.find(({ obligations }) =>
    obligations.some((one) => one.impact && sayPlace(one.impact.place) === at),
  );
  return {
    kind: "line",
    place: impact.place,
    says: sayImpact(impact),
    quotes: impact.says,
    cause: impact.cause,
    ...(owner ? { surface: owner.id } : {}),
  };
}

function owedBy({ id, obligations }: SurfaceVerdict): Remark[] {
  return obligations
    .filter(({ impact }) => impact === undefined)
    .map(({ place, says, because: [cause], occasion }) => ({
      kind: "owed",
      place,
      says,
      surface: id,
      ...(cause ? { cause } : {}),
      ...(occasion ? { occasion } : {}),
    }));
}

function hintOf({ place, says, fact, cause }: Impact): Remark {
  return { kind: "hint", place, says: `${sayFact(fact)} since ${sayPlace(cause)}.`, quotes: says, cause };
}

function onePerPlace(remarks: readonly Remark[]): Remark[] {
  const first = new Map<string, Remark>();
  for (const remark of remarks) {
    const at = sayPlace(remark.place);
    if (!first.has(at)) first.set(at, remark);
  }
  return [...first.values()];
}
