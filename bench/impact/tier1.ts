import { CERTAIN } from "../../src/core/impact/impacts.ts";
import type { Impact } from "../../src/core/model/change.ts";
import type { Replayed, ReplayedStep } from "./replay.ts";
import type { RowFile } from "./rows.ts";

/** How the certain findings of one repository fare against what its authors did. Shares are 0 to 1. */
export interface Tier1 {
  readonly firesOnPositive: number;
  readonly firesOnCodeOnly: number;
  readonly documents: number;
  readonly documentsRight: number;
  readonly lines: number;
  readonly linesRight: number;
}

export function tier1Of(
  { steps }: Pick<Replayed, "steps">,
  keep: (impact: Impact) => boolean = () => true,
): Tier1 {
  const sure = (step: ReplayedStep): Impact[] =>
    step.impacts.filter((impact) => impact.confidence >= CERTAIN && keep(impact));
  const positives = steps.filter(({ positive }) => positive);
  const others = steps.filter(({ positive }) => !positive);
  let [documents, documentsRight, lines, linesRight] = [0, 0, 0, 0];
  for (const step of positives) {
    const said = sure(step);
    const truth = new Map(step.truth.map((file) => [file.path, file]));
    const paths = new Set(said.map(({ place }) => place.path));
    documents += paths.size;
    for (const path of paths) if (truth.has(path)) documentsRight++;
    const places = new Map(said.map(({ place }) => [`${place.path}:${place.line}`, place]));
    lines += places.size;
    for (const { path, line } of places.values()) if (isChanged(truth.get(path), line)) linesRight++;
  }
  const fires = (some: readonly ReplayedStep[]): number =>
    some.filter((step) => sure(step).length > 0).length / Math.max(1, some.length);
  return {
    firesOnPositive: fires(positives),
    firesOnCodeOnly: fires(others),
    documents,
    documentsRight,
    lines,
    linesRight,
  };
}

export function isChanged(file: RowFile | undefined, line: number, slack = 0): boolean {
  if (!file) return false;
  if (file.status === "D" || file.status === "r") return true;
  return file.hunks.some(
    ({ oldStart, oldCount }) =>
      line >= oldStart - slack && line < oldStart + Math.max(oldCount, slack > 0 ? 1 : 0) + slack,
  );
}
