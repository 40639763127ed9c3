import { CHANGES, type ChangeState, type PhaseText, phaseDocumentAt } from "#core";
import type { Tree } from "#ports";

/**
 * The phase documents of changes, by change and phase. Where a phase has several, the first by name counts, so that
 * every front end takes the same.
 */
export async function readPhaseTexts(
  after: Tree,
  changes: readonly Pick<ChangeState, "change">[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, PhaseText>>> {
  const texts = new Map<string, Map<number, PhaseText>>();
  if (changes.length === 0) return texts;
  const wanted = new Set(changes.map(({ change }) => change));
  const paths = [...(await after.ids()).keys()].filter((path) => path.startsWith(`${CHANGES}/`)).sort();
  for (const path of paths) {
    const document = phaseDocumentAt(path);
    if (document === undefined || !wanted.has(document.change)) continue;
    const phases = texts.get(document.change) ?? new Map<number, PhaseText>();
    texts.set(document.change, phases);
    if (phases.has(document.phase)) continue;
    const text = await after.read(path);
    if (text !== undefined) phases.set(document.phase, { path, text });
  }
  return texts;
}
