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
    gates: verdict.gates.map(({ phase, title, state, asks }) => ({ phase, title, state, asks })),
    findings: verdict.findings.map(finding),
    impacts: verdict.impacts.map(impact),
    summary: verdict.summary,
  };
}

function finding({ rule, severity, message, place: where, because }: Finding): object {
  return { rule, severity, message, place: place(where), because: because.map(place) };
}

/** An impact as promised to other programs. */
export function impact({ place: where, fact, cause, confidence }: Impact): object {
  const { kind, before, after } = fact;
  return { place: place(where), fact: { kind, before, after }, cause: place(cause), confidence };
}

function place({ path, line, endLine }: Place): Place {
  return endLine === undefined ? { path, line } : { path, line, endLine };
}
