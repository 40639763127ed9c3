import type { Finding, GateVerdict, Place, SurfaceVerdict, Verdict } from "#core";

/** The one thing to do next, and where. */
export interface NextStep {
  readonly title: string;
  readonly says: string;
  readonly place: Place;
  readonly surface?: string;
  /** The phase whose gate asks for it. */
  readonly phase?: number;
}

/** Which owed surface comes first: documents and code, then checks, and the commit when the rest is done. */
const ORDER = {
  documents: 0,
  commands: 0,
  workflow: 0,
  code: 0,
  other: 1,
  verification: 2,
  repository: 3,
} as const satisfies Record<SurfaceVerdict["role"], number>;

/**
 * The next required step: broken configuration first, then what the current gate asks, then the most urgent owed
 * surface, a document line that is certainly false before anything vaguer. `undefined` when nothing is owed.
 */
export function nextStep(verdict: Verdict): NextStep | undefined {
  const { surfaces } = verdict;
  const broken = brokenConfiguration(verdict);
  if (broken) return { title: "Configuration", says: broken.message, place: broken.place };
  const gate = currentGate(verdict);
  const ask = gate?.asks[0];
  if (gate && ask) {
    return {
      title: `Phase ${gate.phase}: ${gate.title}`,
      says: ask.text,
      place: ask.place,
      phase: gate.phase,
    };
  }
  const steps = surfaces
    .filter(({ state }) => state === "owed")
    .flatMap((surface) => surface.obligations.map((owed) => ({ surface, owed })))
    .sort(
      (a, b) =>
        ORDER[a.surface.role] - ORDER[b.surface.role] || Number(!a.owed.impact) - Number(!b.owed.impact),
    );
  const [first] = steps;
  if (!first) return riskStep(verdict);
  const { surface, owed } = first;
  return { title: surface.title, says: owed.says, place: owed.place, surface: surface.id };
}

/** What a high-risk change still has to answer. */
function riskStep({ risks }: Verdict): NextStep | undefined {
  const risk = risks.find(({ state }) => state === "unanswered");
  const [place] = risk?.because ?? [];
  return risk && place ? { title: risk.title, says: risk.requirement, place } : undefined;
}

/** The gate the change stands before: the first that waits or is broken. */
export function currentGate({ gates }: Pick<Verdict, "gates">): GateVerdict | undefined {
  return gates.find(({ state }) => state === "waiting" || state === "broken");
}

/** The first error of the configuration, if any: until it is gone the rest was judged without what it says. */
export function brokenConfiguration({ findings }: Verdict): Finding | undefined {
  return findings.find(({ rule, severity }) => rule.startsWith("config/") && severity === "error");
}
