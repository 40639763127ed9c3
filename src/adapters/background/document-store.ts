import {
  type BlobId,
  DocumentIndex,
  isArchive,
  isDocument,
  isKeptSegment,
  type Path,
  Segment,
  SegmentBuilder,
} from "#core";
import type { Git } from "../git/git.ts";
import { namesFile } from "../trees/entry.ts";
import { textFrom } from "../trees/text.ts";
import { type CacheKind, readCache, writeCache } from "./cache-file.ts";
import { readContents } from "./contents.ts";
import type { Told } from "./told.ts";

/** Documents that were read before, known by path and content: a check reads only those that changed since. */
export interface DocumentStore {
  /** An index of those of these files that are known. */
  known(files: Iterable<readonly [Path, BlobId]>): Promise<DocumentIndex>;
  /** Reads all documents among these files that are not known yet, and keeps them for other processes. */
  build(files: ReadonlyMap<Path, BlobId>, told?: Told): Promise<void>;
  /** Reads what is kept again when it is asked for next. */
  forget(): void;
}

const KIND: CacheKind = { name: "documents", version: 2 };
/** Texts of more than this are not kept; a check reads them. UTF-16 units. */
const LARGEST = 48 * 1024 * 1024;

/** The documents of one tree, and the content of each by its number. */
interface Held {
  readonly segment: Segment;
  readonly ids: readonly BlobId[];
}

/** @param folder where documents that were read are kept */
export function documentStore(git: Git, folder: string): DocumentStore {
  let held: Promise<Held> | undefined;
  const loaded = (): Promise<Held> => (held ??= readCache(folder, KIND).then(heldIn));
  return {
    async known(files) {
      const { segment, ids } = await loaded();
      const wanted = new Set<number>();
      for (const [path, id] of files) {
        const ordinal = segment.ordinal(path);
        if (ordinal !== undefined && ids[ordinal] === id) wanted.add(ordinal);
      }
      return DocumentIndex.within(segment, (ordinal) => wanted.has(ordinal));
    },
    async build(files, { signal, progress } = {}) {
      const before = await loaded();
      const known: number[] = [];
      const missing: (readonly [Path, BlobId])[] = [];
      for (const entry of files) {
        const [path, id] = entry;
        if (!isDocument(path) || isArchive(path) || !namesFile(id)) continue;
        const ordinal = before.segment.ordinal(path);
        if (ordinal !== undefined && before.ids[ordinal] === id) known.push(ordinal);
        else missing.push(entry);
      }
      if (missing.length === 0) return;
      const builder = new SegmentBuilder();
      builder.take(known.map((ordinal) => before.segment.document(ordinal)));
      const ids = known.map((ordinal) => before.ids[ordinal] ?? "");
      const paths = new Map<BlobId, Path[]>();
      for (const [path, id] of missing) paths.set(id, [...(paths.get(id) ?? []), path]);
      const places = new Map(Array.from(paths, ([id, [path = ""]]) => [id, path]));
      let [left, done] = [LARGEST, 0];
      const take = (id: BlobId, bytes: Buffer): boolean => {
        progress?.(++done / places.size);
        const text = textFrom(bytes);
        for (const path of text === undefined ? [] : (paths.get(id) ?? [])) {
          if (text === undefined || (left -= text.length) <= 0) continue;
          builder.read(path, text);
          ids.push(id);
        }
        return left > 0;
      };
      await readContents(git, places, take, signal);
      const now = { segment: builder.segment(), ids };
      held = Promise.resolve(now);
      await writeCache(folder, KIND, { segment: now.segment.kept, ids });
    },
    forget() {
      held = undefined;
    },
  };
}

function heldIn(kept: unknown): Held {
  const { segment, ids } = (kept ?? {}) as { readonly segment?: unknown; readonly ids?: unknown };
  return isKeptSegment(segment) && Array.isArray(ids) && ids.length === segment.paths.length
    ? { segment: new Segment(segment), ids }
    : { segment: new SegmentBuilder().segment(), ids: [] };
}
