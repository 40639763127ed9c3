import type { ChangedFact, FileChange } from "../../model/change.ts";
import { readLines, type DocumentLines } from "../documents/document-lines.ts";

/** The headings of a document that this change took away, as `path#slug`; a heading that took its place is `after`. */
export function anchorFacts(change: FileChange): ChangedFact[] {
  if (change.before === undefined || change.after === undefined) return [];
  const old = anchorsOf(readLines(change.from ?? change.path, change.before));
  const now = anchorsOf(readLines(change.path, change.after));
  const text = change.after;
  return [...old].flatMap(([slug, line]) => {
    if (now.has(slug) || explicitAnchor(text, slug)) return [];
    const hunk = change.hunks.find(
      ({ oldStart, oldCount }) => line >= oldStart && line < oldStart + oldCount,
    );
    if (!hunk) return [];
    const heirs = [...now].filter(
      ([heir, at]) => !old.has(heir) && at >= hunk.newStart && at < hunk.newStart + hunk.newCount,
    );
    const [heir] = heirs.length === 1 ? heirs : [];
    const fact = {
      kind: "path" as const,
      before: `${change.from ?? change.path}#${slug}`,
      ...(heir ? { after: `${change.path}#${heir[0]}` } : {}),
    };
    return [
      { fact, cause: { path: change.path, line: heir?.[1] ?? Math.max(hunk.newStart, 1) }, defines: true },
    ];
  });
}

/** Heading slugs as GitHub makes them, numbered where they repeat → 1-based line. */
function anchorsOf({ sections }: DocumentLines): Map<string, number> {
  const out = new Map<string, number>();
  for (const { title, line } of sections) {
    if (line === 0) continue;
    const slug = slugOf(title);
    let unique = slug;
    for (let k = 1; out.has(unique); k++) unique = `${slug}-${k}`;
    out.set(unique, line);
  }
  return out;
}

function slugOf(title: string): string {
  if (title.length > 500) return "";
  const explicit = /\{#([\w-]+)\}\s*$/.exec(title)?.[1];
  if (explicit) return explicit;
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]*>/g, "")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
    .replace(/ /g, "-");
}

function explicitAnchor(text: string, slug: string): boolean {
  return (
    text.includes(`id="${slug}"`) ||
    text.includes(`name="${slug}"`) ||
    text.includes(`{#${slug}}`) ||
    text.includes(`id='${slug}'`)
  );
}
