import { diffLines } from "../../diff/lines.ts";
import type { BlobId, Path } from "../../model/place.ts";
import { isArchive, isCode, isDocument, isTest } from "../classify.ts";
import { readLines } from "../documents/document-lines.ts";
import type { HistoryStep } from "./history.ts";

/** A file that a step of history made, changed or took away: its content's ids, absent where there was no file. */
export interface StepFile {
  readonly path: Path;
  readonly old?: BlobId | undefined;
  readonly now?: BlobId | undefined;
}

/** The sections of steps that touch more files say nothing. */
const FEW = 60;

/** Whether a file of a step counts as a document that code may have to move with. */
function isLiving(path: Path): boolean {
  return isDocument(path) && !isArchive(path);
}

/** The contents that `historyStep` will ask for: both sides of the documents that changed with code. */
export function textsOfStep(files: readonly StepFile[]): BlobId[] {
  if (files.length > FEW || !files.some(({ path }) => isCode(path) && !isTest(path))) return [];
  return files.flatMap(({ path, old, now }) =>
    old !== undefined && now !== undefined && isLiving(path) ? [old, now] : [],
  );
}

/** What one step of history says of what changes together. @param textOf a content's text, as far as it was read */
export function historyStep(
  files: readonly StepFile[],
  textOf: (id: BlobId) => string | undefined,
): HistoryStep {
  const gone = new Map(
    files.flatMap(({ path, old, now }) =>
      now === undefined && old !== undefined ? [[old, path] as const] : [],
    ),
  );
  const moves = files.flatMap(({ path, old, now }) => {
    const from = old === undefined && now !== undefined ? gone.get(now) : undefined;
    return from === undefined ? [] : [[from, path] as const];
  });
  const code = files.filter(({ path }) => isCode(path) && !isTest(path)).map(({ path }) => path);
  const detailed = code.length > 0 && files.length <= FEW;
  return {
    code,
    documents: files
      .filter(({ path }) => isLiving(path))
      .map(({ path, old, now }) => ({
        path,
        sections:
          detailed && old !== undefined && now !== undefined
            ? changedSections(path, textOf(old), textOf(now))
            : [],
      })),
    moves,
  };
}

/** The titles of the sections that differ between two versions of a document. */
function changedSections(path: Path, before: string | undefined, after: string | undefined): string[] {
  if (before === undefined || after === undefined) return [];
  const { sections, sectionOf } = readLines(path, before);
  const titles = diffLines(before, after).map(
    ({ oldStart }) => sections[sectionOf[Math.max(oldStart - 1, 0)] ?? 0]?.title ?? "",
  );
  return [...new Set(titles)];
}
