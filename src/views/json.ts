import {
  documentsBestFirst,
  type Finding,
  type Impact,
  impactsBestFirst,
  isDocument,
  type Place,
  replayedOf,
  type Verdict,
} from "#core";

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
    impacts: verdict.impacts.filter(isInDocument).map(impact),
    summary: verdict.summary,
  };
}

function finding({ rule, severity, message, place: where, because }: Finding): object {
  return { rule, severity, message, place: place(where), because: because.map(place) };
}

/**
 * The promised shape of `lockstep impact --format json`, version 1: impacts and documents, each best first. The
 * lines of comments, docstrings and API descriptions, which are in code, are `comments`: no document is owed for them.
 */
export function toImpactJson(verdict: Verdict, commit: string | undefined): object {
  return { version: 1, ...(commit === undefined ? {} : { commit }), ...impacted(verdict) };
}

/** One line of `lockstep replay`. @param ms how long judging took, in milliseconds */
export function toReplayJson(
  verdict: Verdict,
  commit: string,
  subject: string | undefined,
  ms: number,
): object {
  const { remarks, need, ...named } = replayedOf(verdict, commit, subject);
  const said = remarks.map((remark) => ({
    ...remark,
    place: place(remark.place),
    ...(remark.cause ? { cause: place(remark.cause) } : {}),
  }));
  const findings = verdict.findings.map(finding);
  return {
    ...named,
    ...impacted(verdict),
    findings,
    remarks: said,
    ...(need === undefined ? {} : { need }),
    ms,
  };
}

function impacted(verdict: Verdict): {
  readonly impacts: readonly object[];
  readonly comments: readonly object[];
  readonly documents: readonly { readonly path: string; readonly score: number }[];
} {
  const best = impactsBestFirst(verdict);
  return {
    impacts: best.filter(isInDocument).map(impact),
    comments: best.filter((one) => !isInDocument(one)).map(impact),
    documents: documentsBestFirst(verdict).map(({ path, score }) => ({
      path,
      score: Number(score.toFixed(4)),
    })),
  };
}

function isInDocument({ place: { path } }: Impact): boolean {
  return isDocument(path);
}

function impact({ place: where, fact, cause, confidence }: Impact): object {
  const { kind, before, after } = fact;
  return { place: place(where), fact: { kind, before, after }, cause: place(cause), confidence };
}

function place({ path, line, endLine }: Place): Place {
  return endLine === undefined ? { path, line } : { path, line, endLine };
}
