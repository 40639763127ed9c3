import type { BlobId } from "#core";
import { TEXT_LIMIT } from "#ports";
import type { Objects } from "../git/objects.ts";
import { textFrom } from "./text.ts";

/** The texts of a repository's blobs by id, the latest used ones remembered. */
export interface Blobs {
  /** The text the blob holds; `undefined` when it has none or git does not have the blob. */
  text(id: BlobId): Promise<string | undefined>;
  /** The text if it is remembered, without asking git. */
  kept(id: BlobId): string | undefined;
  /** Remembers the text of a blob that git need not have. */
  keep(id: BlobId, text: string): void;
}

/** `budget` is in UTF-16 units. */
export function openBlobs(objects: Objects, budget = 16 * 1024 * 1024): Blobs {
  const texts = new Map<BlobId, string>();
  let held = 0;

  function keep(id: BlobId, text: string): void {
    held += text.length - (texts.get(id)?.length ?? 0);
    texts.delete(id);
    texts.set(id, text);
    for (const [oldest, its] of texts) {
      if (held <= budget) break;
      texts.delete(oldest);
      held -= its.length;
    }
  }
  function kept(id: BlobId): string | undefined {
    const text = texts.get(id);
    if (text !== undefined) {
      texts.delete(id);
      texts.set(id, text);
    }
    return text;
  }
  return {
    keep,
    kept,
    async text(id) {
      const known = kept(id);
      if (known !== undefined || id.startsWith("commit:")) return known;
      const bytes = await objects.bytes(id.startsWith("link:") ? id.slice(5) : id, TEXT_LIMIT);
      const text =
        bytes === undefined ? undefined : id.startsWith("link:") ? bytes.toString("utf8") : textFrom(bytes);
      if (text !== undefined) keep(id, text);
      return text;
    },
  };
}
