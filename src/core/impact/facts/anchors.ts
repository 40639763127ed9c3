import type { ChangedFact, FileChange } from "../../model/change.ts";
import { splitLines } from "../../diff/lines.ts";
import { readLines, type DocumentLines } from "../documents/document-lines.ts";

const MAX_LINE = 300;

/** What `path` facts are called that are about a label of Sphinx, `path#label`: links name no file with it. */
export const LABEL = "label";

/**
 * The headings and labels of a document that this change took away, as `path#slug`; what took the place of one, and
 * nothing else did, is `after`. Labels are in lower case.
 */
export function anchorFacts(change: FileChange): ChangedFact[] {
  const { path, from = path, before, after = "" } = change;
  if (before === undefined) return [];
  const labels = lostIn(change, labelsOf(before), labelsOf(after)).map(({ fact, ...rest }): ChangedFact => ({
    ...rest,
    fact: { ...fact, name: LABEL },
  }));
  if (change.after === undefined) return labels;
  const old = anchorsOf(readLines(from, before));
  const now = anchorsOf(readLines(path, after));
  const isKept = (slug: string): boolean => explicitAnchor(after, slug);
  return [...lostIn(change, old, now, isKept), ...labels];
}

function lostIn(
  { path, from = path, hunks }: FileChange,
  old: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
  isKept?: (slug: string) => boolean,
): ChangedFact[] {
  return [...old].flatMap(([slug, line]) => {
    if (now.has(slug) || isKept?.(slug) === true) return [];
    const hunk = hunks.find(({ oldStart, oldCount }) => line >= oldStart && line < oldStart + oldCount);
    if (!hunk) return [];
    const heirs = [...now].filter(
      ([heir, at]) => !old.has(heir) && at >= hunk.newStart && at < hunk.newStart + hunk.newCount,
    );
    const [heir] = heirs.length === 1 ? heirs : [];
    const fact = {
      kind: "path" as const,
      before: `${from}#${slug}`,
      ...(heir ? { after: `${path}#${heir[0]}` } : {}),
    };
    return [{ fact, cause: { path, line: heir?.[1] ?? Math.max(hunk.newStart, 1) }, defines: true }];
  });
}

const label = /^\s*\.\. _`?([^:`]{1,100})`?:\s*$|^\(([\w .:-]{1,100})\)=\s*$/;

/** Labels of reStructuredText and MyST, in lower case → 1-based line. */
export function labelsOf(text: string): Map<string, number> {
  const out = new Map<string, number>();
  if (!text.includes(".. _") && !text.includes(")=")) return out;
  splitLines(text).forEach((line, k) => {
    const [, rst, myst] = label.exec(line.slice(0, MAX_LINE)) ?? [];
    const name = rst ?? myst;
    if (name !== undefined) out.set(name.toLowerCase(), k + 1);
  });
  return out;
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
