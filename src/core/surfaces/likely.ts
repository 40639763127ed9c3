import { likelyFrom } from "../impact/ranking/gate.ts";
import { weights } from "../impact/ranking/weights.ts";
import { matching } from "../glob.ts";
import type { FileChange } from "../model/change.ts";
import type { Obligation } from "../model/verdict.ts";
import type { BoundSurface } from "./bind.ts";
import { firstChange, type Situation } from "./situation.ts";

/** The share of changes that need no document and may be taken for one that does, in percent, where the configuration says nothing. */
export const ALARMS = 10;

/** Whether a change that needs a document this much opens a surface under a budget of false alarms, in percent. */
export function opensAt(need: number, alarms: number): boolean {
  return need >= likelyFrom(alarms, weights.gate);
}

/**
 * What a surface that opens where a change is impacted owes beyond false lines: the best section of one of
 * its documents, where the change looks like those that needed a document.
 */
export function likelyOwed(
  { ranked, configuration, behaviour }: Situation,
  surface: BoundSurface,
  causes: readonly FileChange[],
): Obligation[] {
  if (!ranked || causes.length === 0 || behaviour.length === 0) return [];
  const alarms = configuration?.config.impact?.alarms ?? ALARMS;
  if (!opensAt(ranked.need, alarms)) return [];
  const best = ranked.sections.find(({ path }) => surface.holds(path));
  if (!best) return [];
  const [cause] = causes;
  const where = best.title === "" ? best.path : `${best.path} (${best.title})`;
  return [
    {
      place: { path: best.path, line: best.best },
      says: `This change looks like one that needs a document: ${where} is likely, ${best.reason}.`,
      because: cause ? [firstChange(cause)] : [],
      occasion: "likely",
    },
  ];
}

/** What the configuration binds by hand: sections that have to move with code. */
export interface Declared {
  /** One of them moved. */
  readonly moved: boolean;
  /** Those that did not. */
  readonly owed: readonly Obligation[];
}

/** How the documents of a surface stand that the configuration binds to code which changed. */
export function declaredFor(
  { configuration, documents, files, behaviour }: Situation,
  surface: BoundSurface,
): Declared {
  let moved = false;
  const owed: Obligation[] = [];
  for (const { code, document, section } of configuration?.config.impact?.bindings ?? []) {
    if (!surface.holds(document)) continue;
    const isBound = matching(code);
    const cause = behaviour.find(({ path }) => isBound(path));
    if (!cause) continue;
    const found =
      section === undefined
        ? undefined
        : documents.get(document)?.sections.find(({ title }) => sameTitle(title, section));
    const from = Math.max(found?.line ?? 1, 1);
    const to = found?.endLine ?? Number.POSITIVE_INFINITY;
    const edit = files.find(({ path }) => path === document);
    const moves = edit?.hunks.some(
      ({ newStart, newCount }) => newStart <= to && newStart + Math.max(newCount, 1) - 1 >= from,
    );
    if (moves) {
      moved = true;
      continue;
    }
    const where = section === undefined ? document : `${document} (${section})`;
    owed.push({
      place: { path: document, line: from },
      says: `${cause.path} changed; ${where} has to move with it, as the configuration says.`,
      because: [firstChange(cause)],
      occasion: "binding",
    });
  }
  return { moved, owed };
}

function sameTitle(title: string, section: string): boolean {
  return title.replace(/[`*_]/g, "").trim().toLowerCase() === section.trim().toLowerCase();
}
