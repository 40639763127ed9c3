import type { Covers } from "../model/ledger.ts";
import { CHANGES } from "./layout.ts";
import { jcs } from "./canonical.ts";
import { sha256 } from "./sha256.ts";

/**
 * Names what a change does to the files of a repository: the same after a squash or a rebase that
 * touches other files, another after any real edit. The records of changes are left out, so that
 * approving does not change what is approved.
 */
export function changeSetDigest(files: Iterable<Covers>): string {
  const rows = [...files]
    .filter(({ path, before, after }) => before !== after && !path.startsWith(`${CHANGES}/`))
    .map(({ path, before, after }) => jcs([path, before ?? null, after ?? null]))
    .sort();
  return sha256(`lockstep-change-v1\n${rows.join("\n")}`);
}
