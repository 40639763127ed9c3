import { sha256 } from "../ledger/sha256.ts";
import type { Fact } from "../model/change.ts";
import type { Finding } from "../model/finding.ts";
import type { Verdict } from "../model/verdict.ts";
import { sayPlace } from "../wording.ts";

/** What makes two findings the same one, wherever it stands now: never a line. */
export interface Identity {
  readonly rule: string;
  readonly surface?: string | undefined;
  readonly path: string;
  /** What it is about: the altered fact, the section; empty where there is nothing stable to name. */
  readonly symbol?: string | undefined;
}

/**
 * A name for each of a list of findings that outlives unrelated edits: equal identities in one list are
 * told apart by their order. As long as a list, in its order.
 */
export function fingerprints(identities: readonly Identity[]): string[] {
  const seen = new Map<string, number>();
  return identities.map(({ rule, surface, path, symbol }) => {
    const key = JSON.stringify([rule, surface ?? "", path, symbol ?? ""]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return sha256(before === 0 ? key : `${key}\n${before}`);
  });
}

/** The identities of a verdict's findings, in their order. */
export function identitiesOf({ findings, impacts }: Verdict): Identity[] {
  const facts = new Map<string, Fact>(
    impacts.flatMap(({ place, cause, fact }) => [place, cause].map((at) => [sayPlace(at), fact] as const)),
  );
  return findings.map((finding) => ({
    rule: finding.rule,
    surface: finding.surface,
    path: finding.place.path,
    symbol: symbolOf(finding, facts.get(sayPlace(finding.place))),
  }));
}

function symbolOf({ rule, message }: Finding, fact: Fact | undefined): string {
  if (fact) return `${fact.kind}:${fact.name ?? fact.before ?? fact.after ?? ""}`;
  // Rules about claims name what they are about in quotes first; places and numbers in it may change.
  const quoted = rule.startsWith("surface/") ? undefined : /“([^”]{1,200})”/.exec(message)?.[1];
  return quoted?.replaceAll(/[:#]L?\d[\d,–-]*/g, "") ?? "";
}
