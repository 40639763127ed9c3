import {
  type Audit,
  changeFolder,
  type ClaimingDocument,
  type Claims,
  claimedByChange,
  claimedPaths,
  type FileChange,
  isArchive,
  mayClaim,
  type Path,
  pathIndex,
  phaseOfDocument,
  readAudit,
  type Records,
} from "#core";
import type { Tree } from "#ports";
import { contentKey, type Kept } from "./kept.ts";

/** What is remembered of claims: texts of the change's documents and of the files they name, by content. */
export interface ClaimMemory {
  /** `undefined` where a text claims nothing. */
  readonly texts: Kept<string | undefined>;
}

/** How many files are read at once. */
const AT_ONCE = 32;

/**
 * What documents and the record claim of the change, read from the change's own documents and from the Markdown that it
 * touched. Where nobody claims anything, nothing more is read: not even the list of files is indexed.
 * @param protocols documents that hold examples, not claims
 */
export async function claimsOf(
  after: Tree,
  files: readonly FileChange[],
  { changes, evidence }: Pick<Records, "changes" | "evidence">,
  protocols: readonly string[],
  { texts }: ClaimMemory,
): Promise<Claims | undefined> {
  const own = await ownDocuments(after, changes, texts);
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
  const paths = [...ids.keys()];
  const index = pathIndex(paths);
  const documents = [
    ...own.map(({ path, text, phase }): ClaimingDocument => ({
      audit: readAudit(path, text, index),
      text,
      phase,
    })),
    ...claiming.flatMap((change): ClaimingDocument[] => {
      const audit = claimed(change, index);
      return audit ? [{ audit, text: change.after ?? "" }] : [];
    }),
  ];
  const known = new Set(files.map(({ path }) => path));
  const recorded = evidence.flatMap(({ place }) => index.resolve(place.path));
  const wanted = new Set([...documents.flatMap(({ audit }) => claimedPaths(audit, index)), ...recorded]);
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
  return { documents, paths, texts: read };
}

function claimed(change: FileChange, index?: Parameters<typeof readAudit>[2]): Audit | undefined {
  return claimedByChange(readAudit(change.path, change.after ?? "", index), change);
}

interface OwnDocument {
  readonly path: Path;
  readonly text: string;
  readonly phase: number;
}

/** The phase documents of the changes on record. */
async function ownDocuments(
  after: Tree,
  changes: Records["changes"],
  texts: ClaimMemory["texts"],
): Promise<OwnDocument[]> {
  if (changes.length === 0) return [];
  const folders = changes.map(({ change }) => `${changeFolder(change)}/`);
  const ids = await after.ids();
  const paths = [...ids.keys()].filter((path) => folders.some((folder) => path.startsWith(folder)));
  const found = await Promise.all(
    paths.map(async (path): Promise<OwnDocument[]> => {
      const phase = phaseOfDocument(path);
      if (phase === undefined || path.split("/").length !== 4) return [];
      const text = await texts.get(contentKey(path, ids.get(path)), () => after.read(path));
      return text === undefined ? [] : [{ path, text, phase }];
    }),
  );
  return found.flat().sort((a, b) => a.phase - b.phase || (a.path < b.path ? -1 : 1));
}

function isMarkdown(path: Path): boolean {
  return /\.(?:md|markdown|mdx)$/i.test(path);
}
