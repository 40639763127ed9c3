import type { Covered, Obligation } from "../model/verdict.ts";
import type { NotNeededRecord, Snapshot } from "../snapshot.ts";

/** What a decision “not needed” must cover for these obligations: the contents of every file that causes one. */
export function coversOf(snapshot: Pick<Snapshot, "files">, obligations: readonly Obligation[]): Covered[] {
  const causes = new Set(obligations.flatMap(({ because }) => because.map(({ path }) => path)));
  return snapshot.files
    .filter(({ path }) => causes.has(path))
    .map(({ path, afterId }) => (afterId === undefined ? { path } : { path, id: afterId }));
}

/**
 * The newest decision about a surface, provided that its decisions together cover all these contents. They
 * lapse file by file, when a file changes again.
 */
export function holdsStill(
  { records }: Pick<Snapshot, "records">,
  surface: string,
  needed: readonly Covered[],
): NotNeededRecord | undefined {
  const decisions = records.notNeeded.filter((record) => record.surface === surface);
  const isCovered = ({ path, id }: Covered): boolean =>
    decisions.some(({ covers }) => covers.some((covered) => covered.path === path && covered.id === id));
  return needed.every(isCovered) ? decisions.at(-1) : undefined;
}

/** Decisions for a surface that no longer hold, because a file they covered is different now. */
export function lapsed(
  snapshot: Pick<Snapshot, "files" | "records">,
  surface: string,
): { record: NotNeededRecord; changed: Covered }[] {
  const now = new Map(snapshot.files.map(({ path, afterId }) => [path, afterId]));
  return snapshot.records.notNeeded
    .filter((record) => record.surface === surface)
    .flatMap((record) => {
      const changed = record.covers.find(({ path, id }) => now.has(path) && now.get(path) !== id);
      return changed ? [{ record, changed }] : [];
    });
}
