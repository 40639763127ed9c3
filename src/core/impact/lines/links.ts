import type { Fact } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { resolveFrom } from "../../references/relative.ts";
import { decoded, linksOn } from "../../references/written.ts";
import { LABEL, labelsOf } from "../facts/anchors.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import type { NamingLine } from "./mentions.ts";
import { leadsToPage, linksToPage, pageGone, pageOf } from "./page-links.ts";

const MAX_TEXT = 4_000;
const pathLike = /(?<![\w/.@-])(?:\.{0,2}\/)?[\w@.[\]()-]+(?:\/[\w@.[\]()+-]+)+/g;

/**
 * The lines that link to or name a path that a change took away: local links (relative or from the
 * root), to a document also without its ending, heading anchors, and mentions of the path in prose or code spans.
 */
export function linesLinking(fact: Fact, index: DocumentIndex): NamingLine[] {
  const gone = fact.before ?? "";
  const [file = "", anchor] = gone.split("#");
  if (fact.name === LABEL) return linesReferring(anchor ?? "", index);
  const name = file.slice(file.lastIndexOf("/") + 1);
  const stem = name.replace(/\.\w+$/, "");
  const page = anchor === undefined ? pageGone(file, fact.after, index) : undefined;
  const shortName = page?.slice(page.lastIndexOf("/") + 1) ?? stem;
  const out: NamingLine[] = [];
  for (const document of index.documents()) {
    const { path } = document;
    document.lines.forEach((full, k) => {
      const isNear =
        anchor === undefined ? full.includes(stem) || full.includes(shortName) : full.includes(`#${anchor}`);
      if (!isNear || document.kinds[k] === LINE_KIND.hidden) return;
      const line = full.slice(0, MAX_TEXT);
      if (
        document.kinds[k] !== LINE_KIND.block &&
        linksOn(line).some(({ written }) => leadsTo(written, path, file, anchor))
      ) {
        out.push({ path, line: k + 1, confidence: 0.95 });
      } else if (page !== undefined && linksToPage(document, k, page)) {
        out.push({ path, line: k + 1, confidence: 0.9 });
      } else if (anchor === undefined && file.includes("/")) {
        const confidence = Math.max(
          0,
          ...[...line.matchAll(pathLike)].map(([said]) => names(said, path, file)),
        );
        const replaced = fact.after !== undefined && line.includes(fact.after);
        const shown = document.kinds[k] === LINE_KIND.block;
        if (confidence > 0 && !replaced)
          out.push({ path, line: k + 1, confidence: shown ? Math.min(confidence, 0.6) : confidence });
      }
    });
  }
  return out;
}

const reference = /(?::(?:num)?ref:|\{(?:num)?ref\})`(?:[^`<]{0,200}<)?([^`>]{1,200})>?`/g;

/** The lines that refer to a label of Sphinx; none where a document has it now. */
function linesReferring(label: string, index: DocumentIndex): NamingLine[] {
  const out: NamingLine[] = [];
  for (const { path, lines, kinds, text } of index.documents()) {
    if (!text.toLowerCase().includes(label)) continue;
    if (labelsOf(text).has(label)) return [];
    lines.forEach((full, k) => {
      if (kinds[k] === LINE_KIND.hidden || kinds[k] === LINE_KIND.block) return;
      const refers = [...full.slice(0, MAX_TEXT).matchAll(reference)].some(
        ([, named = ""]) => named.trim().toLowerCase() === label,
      );
      if (refers) out.push({ path, line: k + 1, confidence: 0.92 });
    });
  }
  return out;
}

function leadsTo(link: string, from: Path, file: Path, anchor: string | undefined): boolean {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) return false;
  const [written = "", hash] = link.split("#");
  if (anchor !== undefined && hash !== anchor) return false;
  if (written === "") return anchor !== undefined && from === file;
  const asked = decoded(written.replace(/\?.*$/, ""));
  const resolved = asked.startsWith("/") ? asked.slice(1) : resolveFrom(from, asked);
  if (resolved === file) return true;
  const page = anchor === undefined ? undefined : pageOf(file);
  return page !== undefined && leadsToPage(written, from, page);
}

/** How sure a path written in a text is to mean the file: whole from the root or relative to the document, or by its last parts. */
function names(said: string, from: Path, file: Path): number {
  const bare = said.replace(/^\.\//, "").replace(/[.,:;)\]]+$/, "");
  if (bare === file || bare === `/${file}`) return file.split("/").length > 2 ? 0.9 : 0.82;
  if (said.startsWith(".") && resolveFrom(from, bare) === file) return 0.85;
  const parts = bare.split("/").length;
  return parts >= 2 && file.endsWith(`/${bare}`) ? (parts >= 4 ? 0.7 : 0.5) : 0;
}
