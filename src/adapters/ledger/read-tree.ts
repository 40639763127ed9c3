import { eventFileAt, ledgerOf, type FileText, type Ledger } from "#core";
import type { Tree } from "#ports";

/** Texts read at the same time. */
const AT_ONCE = 64;

/** The events of any tree: a commit, the index, the working tree, a map. */
export async function readLedger(tree: Pick<Tree, "ids" | "read">): Promise<Ledger> {
  const paths = [...(await tree.ids()).keys()].filter((path) => eventFileAt(path) !== undefined).sort();
  const files: FileText[] = [];
  for (let i = 0; i < paths.length; i += AT_ONCE) {
    const batch = paths.slice(i, i + AT_ONCE);
    const texts = await Promise.all(batch.map((path) => tree.read(path)));
    for (const [at, text] of texts.entries()) {
      files.push(text === undefined ? { path: batch[at]! } : { path: batch[at]!, text });
    }
  }
  return ledgerOf(files);
}
