import type { Path } from "../../model/place.ts";
import type { IndexedDocument } from "../documents/segment.ts";

const importing = /^\s*(?:>>> ?)?from\s+([A-Za-z_]\w*)[\w.]*\s+import\s+(.+)/;
const MAX_TEXT = 400;

/**
 * Whether an example of a document takes a name from another Python package than the one it left: then that package's
 * is meant. @param left the file that the name left
 */
export function isImportedFromElsewhere(document: IndexedDocument, name: string, left: Path): boolean {
  if (!left.endsWith(".py")) return false;
  const own = new Set(left.replace(/\.py$/, "").split("/"));
  for (const place of document.places(name)) {
    const [, from = "", names = ""] =
      importing.exec((document.lines[(place >> 3) - 1] ?? "").slice(0, MAX_TEXT)) ?? [];
    if (from !== "" && !own.has(from) && names.split(/[^\w]+/).includes(name)) return true;
  }
  return false;
}
