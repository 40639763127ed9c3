import type { Path } from "../../model/place.ts";
import { resolveFrom } from "../../references/relative.ts";
import { decoded, linksOn } from "../../references/written.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import type { IndexedDocument } from "../documents/segment.ts";

const ENDINGS = ["md", "mdx", "markdown", "rst"] as const;
const ending = /\.(?:md|mdx|markdown|rst)$/i;
/** Documents that are the page of their folder. */
const OF_FOLDER = ["index", "README", "_index", "page"] as const;
const ofFolder = /(?:^|\/)(?:index|readme|_index|page)$/i;
/** Folders that a site's own addresses are counted from. */
const root = /(?:^|\/)(?:docs?|documentation|content|pages|site|website|src|app|source)\/$/i;
/** The page is where its front matter says, whatever its file is called. */
const ownAddress = /^(?:slug|permalink|url|path):\s/;
const FRONT_MATTER = 30;
/** A table of contents has at most so many lines. */
const LONGEST_TABLE = 80;
const MAX_TEXT = 1_000;
const role = /(?::doc:|\{doc\})`(?:[^`<]{0,200}<)?([^`>]{1,200})>?`/g;
const entry = /^\s*(?:[^<>]{0,200}<)?([\w./-]{1,200})>?\s*$/;

/** The page of a site that a document is: its path without its ending, its folder for an index; `undefined` for other files. */
export function pageOf(file: Path): Path | undefined {
  return ending.test(file) ? file.replace(ending, "").replace(ofFolder, "") : undefined;
}

/**
 * The page that is gone with a document that was deleted or moved; `undefined` where another document is that page
 * now, or says itself where its page is.
 */
export function pageGone(file: Path, after: Path | undefined, index: DocumentIndex): Path | undefined {
  const page = pageOf(file);
  if (page === undefined || page === "") return undefined;
  const isThere = ENDINGS.some(
    (one) =>
      index.get(`${page}.${one}`) !== undefined ||
      OF_FOLDER.some((name) => index.get(`${page}/${name}.${one}`) !== undefined),
  );
  const moved = after === undefined ? undefined : index.get(after);
  const isOwn = moved?.lines.slice(0, FRONT_MATTER).some((line) => ownAddress.test(line)) === true;
  return isThere || isOwn ? undefined : page;
}

/** Whether a document's line, counted from 0, links to a page without the ending of its file, as sites and Sphinx do. */
export function linksToPage(document: IndexedDocument, k: number, page: Path): boolean {
  const line = (document.lines[k] ?? "").slice(0, MAX_TEXT);
  const leads = (written: string): boolean => leadsToPage(written, document.path, page);
  const [, listed] = entry.exec(line) ?? [];
  if (listed !== undefined && leads(listed) && isInTable(document, k)) return true;
  if (document.kinds[k] === LINE_KIND.block) return false;
  return (
    linksOn(line).some(({ written }) => leads(written)) ||
    [...line.matchAll(role)].some(([, written = ""]) => leads(written))
  );
}

/** Whether a link leads to a page, read from beside the document or from the root of the site that both are in. */
export function leadsToPage(link: string, from: Path, page: Path): boolean {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(link)) return false;
  const asked = decoded(link.replace(/[?#].*$/, "")).replace(/(?:\.html?|\/)$/, "");
  if (asked === "" || /^\.*$/.test(asked)) return false;
  if (!asked.startsWith("/")) return resolveFrom(from, asked) === page;
  const rest = asked.slice(1);
  if (page === rest) return true;
  const site = page.slice(0, -rest.length);
  return page.endsWith(`/${rest}`) && from.startsWith(site) && (root.test(site) || rest.includes("/"));
}

/** Whether a line is an entry of a table of contents of Sphinx. */
function isInTable({ lines }: IndexedDocument, k: number): boolean {
  for (let above = k - 1; above >= Math.max(0, k - LONGEST_TABLE); above--) {
    const text = (lines[above] ?? "").slice(0, MAX_TEXT);
    if (/^\s*(?:\.\. toctree::|(?:`{3,}|:{3,})\s*\{toctree\})/.test(text)) return true;
    if (!entry.test(text) && !/^\s*(?::[\w-]+:.*)?$/.test(text)) return false;
  }
  return false;
}
