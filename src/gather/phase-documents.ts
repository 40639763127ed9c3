import { CHANGES, type ChangeState, type Path, phaseDocumentAt, type PhaseText } from "#core";
import type { Tree } from "#ports";
import { contentKey, type Kept } from "./kept.ts";

/** A document of a phase of a change. */
export interface PhaseDocument {
  readonly change: string;
  readonly phase: number;
  readonly path: Path;
  readonly text: string;
}

/** The phase documents of changes, those of earlier phases first, and of one phase by name. */
export async function readPhaseDocuments(
  after: Tree,
  changes: readonly Pick<ChangeState, "change">[],
  texts: Kept<string | undefined>,
): Promise<readonly PhaseDocument[]> {
  if (changes.length === 0) return [];
  const wanted = new Set(changes.map(({ change }) => change));
  const ids = await after.ids();
  const found = [...ids].flatMap(([path, id]) => {
    const document = path.startsWith(`${CHANGES}/`) ? phaseDocumentAt(path) : undefined;
    return document !== undefined && wanted.has(document.change) ? [{ ...document, path, id }] : [];
  });
  const read = await Promise.all(
    found.map(async ({ id, ...document }): Promise<PhaseDocument[]> => {
      const text = await texts.get(contentKey(document.path, id), () => after.read(document.path));
      return text === undefined ? [] : [{ ...document, text }];
    }),
  );
  return read.flat().sort((a, b) => a.phase - b.phase || (a.path < b.path ? -1 : 1));
}

/**
 * The phase documents by change and phase. Where a phase has several, the first by name counts, so that every front
 * end takes the same.
 */
export function phaseTextsOf(
  documents: readonly PhaseDocument[],
): ReadonlyMap<string, ReadonlyMap<number, PhaseText>> {
  const texts = new Map<string, Map<number, PhaseText>>();
  for (const { change, phase, path, text } of documents) {
    const phases = texts.get(change) ?? new Map<number, PhaseText>();
    texts.set(change, phases);
    if (!phases.has(phase)) phases.set(phase, { path, text });
  }
  return texts;
}
