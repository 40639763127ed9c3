import { LINE_KIND } from "../documents/document-lines.ts";
import type { IndexedDocument } from "../documents/segment.ts";

/** A term explains at most so many lines. */
const REACH = 40;
const MAX_TEXT = 400;
const directive =
  /^\s*\.\. (?:\w+:)?(?:data|attribute|setting|envvar|option|confval|property|const|macro|var|member|directive)::\s+(\S+)/;
const item =
  /^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\*\*|__)?(`{1,2})?([A-Za-z_$-][\w.$-]*)\1(?:\*\*|__)?\s*(?:$|[:,;(=–—-])/;
const parameter = /^\s*:(?:param|parameter|arg|argument|keyword|kwarg)\s(?:[^:]*\s)?\*{0,2}(\w+):/;
const alone = /^\s*(?:(`{1,2})([\w.$-]+)\1|\*\*`?([\w.$-]+)`?\*\*|([A-Za-z_]\w*)\s+:\s+\S.*)\s*$/;

/**
 * The name that a line explains: of a directive, a list item or a definition, where the line stands in what belongs to
 * it. `undefined` where it explains none.
 * @param k the line, counted from 0
 */
export function termOf(
  { lines, sections, sectionOf, kinds }: IndexedDocument,
  k: number,
): string | undefined {
  const text = lines[k] ?? "";
  const inner = indentation(text);
  const first = Math.max(sections[sectionOf[k] ?? 0]?.line ?? 0, k - REACH, 0);
  let parted = false;
  for (let at = k - 1; at >= first; at--) {
    const above = (lines[at] ?? "").slice(0, MAX_TEXT);
    if (above.trim() === "") {
      parted = true;
      continue;
    }
    if (kinds[at] === LINE_KIND.heading || above.trimStart().startsWith("|")) return undefined;
    const outer = indentation(above);
    // What goes on without a blank line belongs to the item above, indented or not.
    const goesOn = !parted && item.test(above);
    if (outer >= inner && !goesOn) {
      if (parted && inner === 0) return undefined;
      continue;
    }
    return termIn(above);
  }
  return undefined;
}

function termIn(line: string): string | undefined {
  const named = directive.exec(line)?.[1] ?? item.exec(line)?.[2] ?? parameterIn(line);
  if (named !== undefined) return named;
  const found = alone.exec(line);
  return found?.[2] ?? found?.[3] ?? found?.[4];
}

const declared = /^\s*\.\. (?:\w+:)?(?:autoclass|class|exception|function|method)::\s+(?:[\w.]*\.)?(\w+)/;
/** A class is described in at most so many lines. */
const LONGEST = 500;

/** The class or function whose description a line of reStructuredText belongs to, the innermost one. */
export function declaredAround({ lines }: IndexedDocument, k: number): string | undefined {
  let inner = indentation(lines[k] ?? "");
  for (let at = k - 1; at >= Math.max(0, k - LONGEST) && inner > 0; at--) {
    const above = (lines[at] ?? "").slice(0, MAX_TEXT);
    if (above.trim() === "" || indentation(above) >= inner) continue;
    const name = declared.exec(above)?.[1];
    if (name !== undefined) return name;
    inner = indentation(above);
  }
  return undefined;
}

/** The parameter that a field of reStructuredText explains: `:param int limit: …`. */
export function parameterIn(line: string): string | undefined {
  return parameter.exec(line)?.[1];
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}
