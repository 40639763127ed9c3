import type { Path } from "../model/place.ts";
import type { ChangeState } from "./fold.ts";
import { eventFileAt } from "./layout.ts";

/**
 * The open change of a branch: the one whose `open` event names it. Among several (two windows opened
 * one at the same time) the one with the smallest id, so that everybody picks the same. On a detached
 * head: the change opened on one, else the only open change there is.
 */
export function currentChange(
  states: ReadonlyMap<string, ChangeState>,
  branch: string | undefined,
): ChangeState | undefined {
  const open = [...states.values()].filter(({ closed }) => closed === undefined);
  const ours = open.filter((state) => state.branch === branch);
  if (ours.length === 0 && branch === undefined && open.length === 1) return open[0];
  return ours.sort((a, b) => (a.change < b.change ? -1 : 1))[0];
}

/** The changes whose events one tree has and another has not: what a pull request is about, whatever its branch is called. */
export function changesBetween(before: Iterable<Path>, after: Iterable<Path>): readonly string[] {
  const known = new Set(before);
  const changes = new Set<string>();
  for (const path of after) {
    const file = known.has(path) ? undefined : eventFileAt(path);
    if (file !== undefined) changes.add(file.change);
  }
  return [...changes].sort();
}
