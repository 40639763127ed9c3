import type { TextEdit } from "../model/finding.ts";
import type { Path } from "../model/place.ts";
import { relativeTo, resolveFrom } from "./relative.ts";
import { decoded, linksOn } from "./written.ts";

/** What a document's references are read with. */
export interface Moving {
  /** Where a path goes; `undefined` for what stays. */
  readonly goes: (path: Path) => Path | undefined;
  /** Whether there is a file or folder, before anything moves. */
  readonly has: (path: Path) => boolean;
}

/** Characters of one line that are looked at. */
const LOOKED_AT = 4_000;

/** Paths written out, in prose or code: at least a folder and a name. */
const PATH = /(?<![\w/.@:-])(?:\.{0,2}\/)?[\w@.[\]()-]+(?:\/[\w@.[\]()+-]+)+/g;

/**
 * The edits after which a document names moved files, and files beside a document that moves itself, by where they
 * are then. Links are followed as the document's reader would; a path in prose or code counts when it is whole from
 * the root, or begins with a dot.
 * @param path where the document stands before the move
 */
export function updatedReferences(path: Path, text: string, moving: Moving): TextEdit[] {
  return text.split(/\r\n|\r|\n/).flatMap((full, at) => {
    const line = full.slice(0, LOOKED_AT);
    const links = linksOn(line);
    // Where a link leads is no path written out, and ends what is written before it.
    const rest = links.reduce((now, { start, written }) => blanked(now, start - 2, written.length + 2), line);
    const paths = [...rest.matchAll(PATH)].map((match) => {
      const lead = /^[[(]+(?!\w+[\])]+\/)/.exec(match[0])?.[0].length ?? 0;
      const written = match[0].slice(lead).replace(/[.,:;)\]]+$/, "");
      return { start: match.index + lead, written };
    });
    return [
      ...links.map((link) => ({ ...link, now: updatedLink(path, link.written, moving) })),
      ...paths.map((said) => ({ ...said, now: updatedPath(path, said.written, moving) })),
    ].flatMap(({ start, written, now }): TextEdit[] =>
      now === undefined || now === written
        ? []
        : [
            {
              path,
              start: { line: at + 1, column: start },
              end: { line: at + 1, column: start + written.length },
              text: now,
            },
          ],
    );
  });
}

function blanked(line: string, start: number, length: number): string {
  const from = Math.max(0, start);
  return `${line.slice(0, from)}${" ".repeat(start + length - from)}${line.slice(start + length)}`;
}

function updatedLink(document: Path, link: string, moving: Moving): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(link)) return undefined;
  const [, written = "", rest = ""] = /^([^#?]*)(.*)$/s.exec(link) ?? [];
  const asked = decoded(written);
  const now = asked === "" ? undefined : updated(document, asked, moving);
  if (now === undefined) return undefined;
  return `${asked !== written || /[\s()<>]/.test(now) ? encodeURI(now) : now}${rest}`;
}

function updatedPath(document: Path, written: string, moving: Moving): string | undefined {
  if (written.startsWith(".")) {
    const near = resolveFrom(document, written);
    if (near !== undefined && moving.has(near)) return updated(document, written, moving);
  }
  const [, lead = "", bare = ""] = /^((?:\.?\/)?)(.*)$/s.exec(written) ?? [];
  const now = moving.has(bare) ? moving.goes(bare) : undefined;
  return now === undefined ? undefined : `${lead}${now}`;
}

/** A path as it has to be written after the move, in the way it is written now. */
function updated(document: Path, written: string, { goes, has }: Moving): string | undefined {
  const isFromRoot = written.startsWith("/");
  const meant = isFromRoot ? resolveFrom("", written) : resolveFrom(document, written);
  if (meant === undefined || meant === "") return undefined;
  // Sites of documents leave the ending out.
  const ending = has(meant) ? "" : ".md";
  if (!has(`${meant}${ending}`)) return undefined;
  const now = goes(`${meant}${ending}`) ?? `${meant}${ending}`;
  const path = now.endsWith(ending) ? now.slice(0, now.length - ending.length) : now;
  const home = goes(document) ?? document;
  if (path === meant && (isFromRoot || home === document)) return undefined;
  const tail = written.endsWith("/") ? "/" : "";
  if (isFromRoot) return `/${path}${tail}`;
  const relative = relativeTo(home, path);
  return `${written.startsWith("./") && !relative.startsWith("..") ? "./" : ""}${relative}${tail}`;
}
