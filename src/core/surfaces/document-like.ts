import { splitLines } from "../diff/lines.ts";
import { isArchive, isDocument } from "../impact/classify.ts";
import { CERTAIN } from "../impact/impacts.ts";
import type { ChangedFact, FileChange, Impact } from "../model/change.ts";
import type { Obligation } from "../model/verdict.ts";
import { sayImpact } from "../wording.ts";
import type { BoundSurface } from "./bind.ts";
import type { Judged } from "./judged.ts";
import { declaredFor, likelyOwed } from "./likely.ts";
import { firstChange, type Situation } from "./situation.ts";

/**
 * Documentation and workflow references. Owed where a certain impact stands on one of its lines; where a
 * section that the configuration binds to the code did not move; when it opens always, where behaviour changed
 * and none of its documents moved with it; when it opens where impacted, where the change likely needs one. An edit that
 * speaks of nothing that changed (a blank line, a typo elsewhere) meets nothing.
 */
export function judgeDocuments(situation: Situation, surface: BoundSurface): Judged {
  const causes = situation.behaviour.filter(({ path }) => surface.causes(path));
  const holds = ({ place }: Impact): boolean => isDocument(place.path) && surface.holds(place.path);
  const open = situation.impacts.filter(holds);
  const lines = open.filter(({ confidence }) => confidence >= CERTAIN).map(stale);
  const settled = situation.settled.filter(holds);
  const edits = situation.files.filter(({ path }) => surface.holds(path));
  const confirmed = situation.confirmed
    .map(({ impact }) => impact)
    .filter((impact) => impact.confidence >= CERTAIN && holds(impact));
  const declared = declaredFor(situation, surface);
  const moved =
    settled.length > 0 ||
    confirmed.length > 0 ||
    declared.moved ||
    (causes.length > 0 && speaksOf(edits, causes, situation));
  const silent =
    surface.opens === "always" && lines.length === 0 && !moved
      ? causes.map((change) => undocumented(change, surface))
      : [];
  const likely =
    surface.opens === "impacted" && lines.length === 0 && !moved
      ? likelyOwed(situation, surface, causes)
      : [];
  const obligations = [...lines, ...declared.owed, ...silent, ...likely];
  const because = [
    ...causes.map(firstChange),
    ...[...lines.map(({ impact }) => impact), ...settled, ...confirmed].flatMap(causeOf),
  ];
  return {
    state: obligations.length > 0 ? "owed" : moved ? "met" : "untouched",
    because,
    obligations,
  };
}

function causeOf(impact: Impact | undefined): Impact["cause"][] {
  return impact ? [impact.cause] : [];
}

export function stale(impact: Impact): Obligation {
  return { place: impact.place, says: sayImpact(impact), because: [impact.cause], impact };
}

function undocumented(change: FileChange, surface: BoundSurface): Obligation {
  const place = firstChange(change);
  return {
    place,
    says: `${change.path} changed and nothing in “${surface.title}” moved with it.`,
    because: [place],
    occasion: "behaviour",
  };
}

/** Whether a changed line of these documents names something that the causes changed. */
function speaksOf(
  edits: readonly FileChange[],
  causes: readonly FileChange[],
  situation: Situation,
): boolean {
  if (edits.length === 0) return false;
  const words = new Set(
    causes.flatMap(({ path }) => [...situation.factsOf(path).flatMap(wordsOf), nameOf(path)]),
  );
  return edits.some((edit) => {
    if (isDocument(edit.path) && isArchive(edit.path)) return false;
    return changedLines(edit).some((line) => [...words].some((word) => line.includes(word)));
  });
}

function wordsOf({ fact }: ChangedFact): string[] {
  return [fact.name, fact.before, fact.after].filter((word): word is string => (word?.length ?? 0) >= 3);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function changedLines({ before, after, hunks }: FileChange): string[] {
  const old = splitLines(before ?? "");
  const now = splitLines(after ?? "");
  return hunks.flatMap((hunk) => [
    ...old.slice(hunk.oldStart - 1, hunk.oldStart - 1 + hunk.oldCount),
    ...now.slice(hunk.newStart - 1, hunk.newStart - 1 + hunk.newCount),
  ]);
}
