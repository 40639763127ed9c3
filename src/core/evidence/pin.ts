import type { Anchor } from "../model/evidence.ts";
import type { Place } from "../model/place.ts";
import { anchorOf } from "./anchor.ts";
import { checkClaim } from "./check-claim.ts";
import type { Ground } from "./ground.ts";
import { parseClaims } from "./parse-claims.ts";

/** Lines of the tree and what they stand on, or why there are none, in a sentence. */
export type Pinned = { readonly place: Place; readonly anchor: Anchor } | { readonly refused: string };

/** What somebody wrote as evidence, `src/a.ts:12-14` or `src/a.ts#retry`, pinned to the lines that stand there now. */
export function pinWritten(written: string, ground: Ground): Pinned {
  const claims = parseClaims(written, (path) => ground.index.resolve(path).length > 0);
  const [claim, ...others] = claims;
  if (!claim || others.length > 0 || (claim.is !== "lines" && claim.is !== "symbol"))
    return { refused: `“${written}” is no file:line and no file#symbol.` };
  // What is pointed at now counts, not what stood there when something was recorded.
  const { state, place, says, candidates } = checkClaim(claim, { ...ground, evidence: [] });
  if (candidates && candidates.length > 1 && !ground.index.has(claim.path))
    return { refused: `“${claim.path}” can mean ${candidates.join(", ")}: name the folder.` };
  if (!place || (state !== "holds" && state !== "moved")) return { refused: `“${written}”: ${says}.` };
  return pinPlace(claim.is === "lines" ? { ...claim, path: place.path } : place, ground);
}

/** Lines of a file, pinned to what they stand on now. */
export function pinPlace({ path, line, endLine = line }: Place, ground: Pick<Ground, "text">): Pinned {
  const text = ground.text(path);
  if (!text) return { refused: `${path} has no text to point at.` };
  const place: Place = endLine > line ? { path, line, endLine } : { path, line };
  if (line < 1 || endLine > text.stream.lineCount)
    return { refused: `${path} has ${text.stream.lineCount} lines; there is no line ${endLine}.` };
  const anchor = anchorOf(text, line, endLine);
  return anchor ? { place, anchor } : { refused: `Nothing stands on ${path}:${line}.` };
}
