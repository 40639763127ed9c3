import {
  type Audit,
  type ClaimingDocument,
  type Claims,
  claimedByChange,
  claimedPaths,
  type FileChange,
  isArchive,
  mayClaim,
  type Path,
  pathIndex,
  type PathIndex,
  readAudit,
  type Records,
} from "#core";
import type { Comparison } from "#ports";
import { contentKey, type Kept } from "./kept.ts";
import type { PhaseDocument } from "./phase-documents.ts";
import { writtenClaims } from "./written.ts";

/** What is remembered of claims: texts of the change's documents and of the files they name, by content. */
export interface ClaimMemory {
  /** `undefined` where a text claims nothing. */
  readonly texts: Kept<string | undefined>;
  /** The files of the tree, as the last check indexed them: most edits add and move none. */
  readonly index: { last: { readonly of: string; readonly index: PathIndex } | undefined };
}

/** How many files are read at once. */
const AT_ONCE = 32;

/**
 * What documents and the record claim of the change, read from the change's own documents and from the Markdown that it
 * touched. Where nobody claims anything, nothing more is read: not even the list of files is indexed.
 * @param own the phase documents of the changes on record
 * @param protocols documents that hold examples, not claims
 */
export async function claimsOf(
  comparison: Comparison,
  files: readonly FileChange[],
  own: readonly PhaseDocument[],
  { evidence }: Pick<Records, "evidence">,
  protocols: readonly string[],
  { texts, index: indexes }: ClaimMemory,
): Promise<Claims | undefined> {
  const { after } = comparison;
  const touched = files.filter(
    ({ path, after: text }) =>
      text !== undefined &&
      isMarkdown(path) &&
      !protocols.includes(path) &&
      !isArchive(path) &&
      mayClaim(text),
  );
  const claiming = touched.filter((change) => claimed(change) !== undefined);
  if (own.length + claiming.length + evidence.length === 0) {
    texts.turn();
    return undefined;
  }
  const ids = await after.ids();
  const named = indexed([...ids.keys()], files, indexes);
  const said = [
    ...own.map(({ path, text, phase }): ClaimingDocument => ({
      audit: readAudit(path, text, named.in(path)),
      text,
      phase,
    })),
    ...claiming.flatMap((change): ClaimingDocument[] => {
      const audit = claimed(change, named.in(change.path));
      return audit ? [{ audit, text: change.after ?? "" }] : [];
    }),
  ];
  const { documents, index } = await anchored(said, comparison, files, named);
  const known = new Set(files.map(({ path }) => path));
  const recorded = evidence.flatMap(({ place }) => index.resolve(place.path));
  const wanted = new Set([
    ...documents.flatMap(({ audit }) => claimedPaths(audit, index.in(audit.path))),
    ...recorded,
  ]);
  const rest = [...wanted].filter((path) => !known.has(path));
  const read = new Map<Path, string | undefined>();
  for (let start = 0; start < rest.length; start += AT_ONCE) {
    const some = rest.slice(start, start + AT_ONCE);
    const found = await Promise.all(
      some.map((path) => texts.get(contentKey(path, ids.get(path)), () => after.read(path))),
    );
    some.forEach((path, at) => read.set(path, found[at]));
  }
  texts.turn();
  return { documents, index, texts: read };
}

/** The files of a tree and the names they had, indexed anew only where they are others than at the last check. */
function indexed(
  paths: readonly Path[],
  files: readonly FileChange[],
  indexes: ClaimMemory["index"],
): PathIndex {
  const moved = files.flatMap(({ path, from }) => (from === undefined ? [] : [`${from}\0${path}`]));
  const of = [...paths, "", ...moved].join("\n");
  const { last } = indexes;
  if (last?.of === of) return last.index;
  const index = pathIndex(paths, files);
  indexes.last = { of, index };
  return index;
}

/** Documents with what their lines were written about; and files by the names they had then, too. */
async function anchored(
  said: readonly ClaimingDocument[],
  comparison: Comparison,
  files: readonly FileChange[],
  index: PathIndex,
): Promise<Pick<Claims, "documents" | "index">> {
  const moves: { path: Path; from: Path }[] = [];
  const documents: ClaimingDocument[] = [];
  for (const document of said) {
    const found = await writtenClaims(document, comparison, files, index);
    moves.push(...(found?.moves ?? []));
    documents.push(found ? { ...document, written: found.written } : document);
  }
  return { documents, index: moves.length > 0 ? pathIndex(index.paths, [...files, ...moves]) : index };
}

function claimed(change: FileChange, index?: Parameters<typeof readAudit>[2]): Audit | undefined {
  return claimedByChange(readAudit(change.path, change.after ?? "", index), change);
}

function isMarkdown(path: Path): boolean {
  return /\.(?:md|markdown|mdx)$/i.test(path);
}
