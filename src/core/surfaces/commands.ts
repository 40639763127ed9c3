import { isDocument, isTest } from "../impact/classify.ts";
import { CERTAIN } from "../impact/impacts.ts";
import type { ChangedFact, FactKind } from "../model/change.ts";
import type { Obligation } from "../model/verdict.ts";
import { sayFact } from "../wording.ts";
import type { BoundSurface } from "./bind.ts";
import { stale } from "./document-like.ts";
import type { Judged } from "./judged.ts";
import type { Situation } from "./situation.ts";

/** What people type or set: the facts the command surface is about. */
export const TYPED: ReadonlySet<FactKind> = new Set(["flag", "command", "env", "config-key"]);

/**
 * README and help: owed while one of its lines names an old form, or, where it opens always, while
 * no line of it names the new one.
 */
export function judgeCommands(situation: Situation, surface: BoundSurface): Judged {
  const typed = situation.facts.filter(
    ({ fact, cause }) => TYPED.has(fact.kind) && surface.causes(cause.path) && !isTest(cause.path),
  );
  const lines = situation.impacts
    .filter(
      ({ place, confidence }) => confidence >= CERTAIN && isDocument(place.path) && surface.holds(place.path),
    )
    .map(stale);
  const unnamed =
    surface.opens === "always" ? typed.filter((changed) => isUnnamed(changed, situation, surface)) : [];
  const obligations = [...lines, ...unnamed.map((changed) => missing(changed, surface))];
  const settled = situation.settled.filter(({ place }) => surface.holds(place.path));
  const because = [
    ...typed.map(({ cause }) => cause),
    ...lines.flatMap(({ because: causes }) => causes),
    ...settled.map(({ cause }) => cause),
  ];
  if (obligations.length > 0) return { state: "owed", because, obligations };
  return { state: typed.length > 0 || settled.length > 0 ? "met" : "untouched", because, obligations };
}

function isUnnamed({ fact }: ChangedFact, { named }: Situation, surface: BoundSurface): boolean {
  return fact.after !== undefined && !named(fact.after).some((path) => surface.holds(path));
}

function missing({ fact, cause }: ChangedFact, surface: BoundSurface): Obligation {
  return {
    place: cause,
    says: `${sayFact(fact)} and “${surface.title}” does not name it.`,
    because: [cause],
  };
}
