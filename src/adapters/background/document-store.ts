import {
  type BlobId,
  documentFrom,
  indexDocument,
  type IndexedDocument,
  isArchive,
  isDocument,
  isKeptDocument,
  keepDocument,
  type KeptDocument,
  type Path,
} from "#core";
import { manyBlobs } from "../git/batch.ts";
import type { Git } from "../git/git.ts";
import { namesFile } from "../trees/entry.ts";
import { textFrom } from "../trees/text.ts";
import { type CacheKind, readCache, writeCache } from "./cache-file.ts";
import type { Told } from "./code-index.ts";

/** Documents that were read before, known by content: a check reads only those that changed since. */
export interface DocumentStore {
  /** Those of these files that are known. */
  known(files: Iterable<readonly [Path, BlobId]>): Promise<ReadonlyMap<Path, IndexedDocument>>;
  /** Reads all documents among these files that are not known yet, and keeps them for other processes. */
  build(files: ReadonlyMap<Path, BlobId>, told?: Told): Promise<void>;
  /** Reads what is kept again when it is asked for next. */
  forget(): void;
}

const KIND: CacheKind = { name: "documents", version: 1 };
/** Texts of more than this are not kept; a check reads them. UTF-16 units. */
const LARGEST = 48 * 1024 * 1024;

/** @param folder where documents that were read are kept */
export function documentStore(git: Git, folder: string): DocumentStore {
  let held: Promise<ReadonlyMap<string, KeptDocument>> | undefined;
  const loaded = (): Promise<ReadonlyMap<string, KeptDocument>> =>
    (held ??= readCache(folder, KIND).then(documentsIn));
  return {
    async known(files) {
      const all = await loaded();
      const out = new Map<Path, IndexedDocument>();
      if (all.size === 0) return out;
      for (const [path, id] of files) {
        const kept = all.get(keyOf(path, id));
        if (kept) out.set(path, documentFrom(path, kept));
      }
      return out;
    },
    async build(files, { signal, progress } = {}) {
      const all = await loaded();
      const wanted = new Map<string, readonly [Path, BlobId]>();
      for (const [path, id] of files)
        if (isDocument(path) && !isArchive(path) && namesFile(id)) wanted.set(keyOf(path, id), [path, id]);
      const missing = [...wanted].filter(([key]) => !all.has(key));
      if (missing.length === 0) return;
      const texts = new Map<BlobId, string>();
      const ids = [...new Set(missing.map(([, [, id]]) => id))];
      let left = LARGEST;
      for await (const [id, bytes] of manyBlobs(git, ids, signal)) {
        signal?.throwIfAborted();
        const text = textFrom(bytes);
        if (text !== undefined && (left -= text.length) > 0) texts.set(id, text);
        progress?.(texts.size / ids.length);
      }
      const fresh = missing.flatMap(([key, [path, id]]): [string, KeptDocument][] => {
        const text = texts.get(id);
        return text === undefined ? [] : [[key, keepDocument(indexDocument(path, text), text)]];
      });
      const kept = new Map([...[...all].filter(([key]) => wanted.has(key)), ...fresh]);
      held = Promise.resolve(kept);
      await writeCache(folder, KIND, kept);
    },
    forget() {
      held = undefined;
    },
  };
}

/** How a document reads is decided by its content and by its name's ending. */
function keyOf(path: Path, id: BlobId): string {
  return `${id}${/\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? ""}`;
}

function documentsIn(kept: unknown): ReadonlyMap<string, KeptDocument> {
  const whole = kept instanceof Map && [...kept.values()].every(isKeptDocument);
  return whole ? (kept as ReadonlyMap<string, KeptDocument>) : new Map();
}
