import { isArchive, isDocument } from "../impact/classify.ts";
import { DocumentIndex, indexDocument } from "../impact/documents/documents.ts";
import type { FileChange } from "../model/change.ts";

/** The changed documents as they were before: what a line that was edited used to state is found in these. */
export function documentsBefore(files: readonly FileChange[]): DocumentIndex {
  return DocumentIndex.of(
    files.flatMap(({ path, from, before }) => {
      const was = from ?? path;
      if (before === undefined || !isDocument(was) || isArchive(was)) return [];
      return [indexDocument(was, before)];
    }),
  );
}
