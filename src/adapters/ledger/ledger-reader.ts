import {
  type BlobId,
  type ChangeState,
  eventFileAt,
  foldLedger,
  type Ledger,
  ledgerOf,
  type Path,
} from "#core";
import type { Tree } from "#ports";

/** Texts read at the same time. */
const AT_ONCE = 64;

/** The records of a tree, and what they come to. */
export interface ReadRecords {
  readonly ledger: Ledger;
  readonly states: ReadonlyMap<string, ChangeState>;
}

/**
 * Reads the records of trees, one after another: an event file that was read once is not read again, and
 * where no file is different nothing is parsed again.
 */
export function ledgerReader(): (tree: Pick<Tree, "ids" | "read">) => Promise<ReadRecords> {
  const texts = new Map<string, string | undefined>();
  const latest = new Map<string, ReadRecords>();

  return async (tree) => {
    const files = [...(await tree.ids())].filter(([path]) => eventFileAt(path) !== undefined).sort(byPath);
    const key = files.map(([path, id]) => `${path}\n${id}`).join("\n");
    const known = latest.get(key);
    if (known) return known;
    const missing = files.filter((file) => !texts.has(nameOf(file)));
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const batch = missing.slice(at, at + AT_ONCE);
      const read = await Promise.all(batch.map(([path]) => tree.read(path)));
      for (const [index, text] of read.entries()) texts.set(nameOf(batch[index]!), text);
    }
    const ledger = ledgerOf(
      files.map((file) => {
        const text = texts.get(nameOf(file));
        return text === undefined ? { path: file[0] } : { path: file[0], text };
      }),
    );
    const records = { ledger, states: foldLedger(ledger) };
    // One for the before side of a comparison and one for the after side.
    if (latest.size > 1) latest.delete([...latest.keys()][0]!);
    latest.set(key, records);
    return records;
  };
}

function nameOf([path, id]: readonly [Path, BlobId]): string {
  return `${id} ${path}`;
}

function byPath([one]: readonly [Path, BlobId], [other]: readonly [Path, BlobId]): number {
  return one < other ? -1 : 1;
}
