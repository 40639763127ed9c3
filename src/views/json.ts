import type { Finding, Impact, Place, Verdict } from "#core";

/**
 * The promised shape of `--format json`, version 1 (DESIGN.md §9): other programs run against it. What the
 * verdict holds beyond the promise stays out, so that it can change.
 */
export function toJson(verdict: Verdict): object {
  return {
    version: 1,
    change: verdict.change,
    surfaces: verdict.surfaces.map(({ id, title, state, because }) => ({
      id,
      title,
      state,
      because: because.map(place),
    })),
    gates: verdict.gates.map(({ phase, title, state, asks }) => ({
      phase,
      title,
      state,
      asks: asks.map(({ text }) => text),
    })),
    findings: verdict.findings.map(finding),
    impacts: verdict.impacts.map(impact),
    summary: verdict.summary,
  };
}

function finding({ rule, severity, message, place: where, because }: Finding): object {
  return { rule, severity, message, place: place(where), because: because.map(place) };
}

/** The promised shape of `lockstep impact --format json`, version 1: impacts best first, documents by their lines' confidence. */
export function toImpactJson(verdict: Verdict, commit: string | undefined): object {
  return { version: 1, ...(commit === undefined ? {} : { commit }), ...impacted(verdict) };
}

/** One line of `lockstep replay`. @param ms how long judging took, in milliseconds */
export function toReplayJson(verdict: Verdict, commit: string, ms: number): object {
  return { commit, ...impacted(verdict), findings: verdict.findings.map(finding), ms };
}

function impacted({ impacts }: Verdict): { impacts: object[]; documents: { path: string; score: number }[] } {
  const doubts = new Map<string, number>();
  for (const { place: where, confidence } of impacts) {
    doubts.set(where.path, (doubts.get(where.path) ?? 1) * (1 - Math.min(confidence, 0.99)));
  }
  const documents = [...doubts].map(([path, doubt]) => ({ path, score: Number((1 - doubt).toFixed(4)) }));
  return { impacts: impacts.map(impact), documents: documents.sort((a, b) => b.score - a.score) };
}

function impact({ place: where, fact, cause, confidence }: Impact): object {
  const { kind, before, after } = fact;
  return { place: place(where), fact: { kind, before, after }, cause: place(cause), confidence };
}

function place({ path, line, endLine }: Place): Place {
  return endLine === undefined ? { path, line } : { path, line, endLine };
}
