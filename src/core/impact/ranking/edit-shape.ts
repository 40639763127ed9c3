import { splitLines } from "../../diff/lines.ts";
import type { FileChange } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { isExample, isManifest, isToolSetting } from "../classify.ts";

/** What a changed line can be, by how it reads in most languages; it may be several of these. */
const LINE_KINDS = {
  comments: /^\s*(?:#(?![![])|\/\/|\/\*|\*(?:[\s/]|$)|"""|'''|<!--|--\s)/,
  docstrings: /^\s*(?:\/\/[/!]|\/\*\*|\*(?:[\s/]|$)|"""|'''|@\w)/,
  publicNames:
    /^\s*(?:(?:export|public)\b|pub[\s(]|module\.exports|exports\.\w|func\s+(?:\([^)]*\)\s*)?[A-Z]|type\s+[A-Z]\w*\s|(?:async\s+)?(?:def|class)\s+[A-Za-z])/,
  definitions:
    /^\s*(?:(?:export|async|static|public|private|abstract|default)\s+|pub(?:\([^)]*\))?\s+)*(?:function|class|interface|type|enum|struct|trait|impl|fn|func|def|const|let|var|mod)\b/,
  optional: /^\s*(?:readonly\s+)?\w+\?\s*:/,
  members: /^\s*(?:readonly\s+|pub\s+)?[A-Za-z_]\w*\??\s*:\s*[^:]/,
  entries: /^\s*["']?[\w-]+["']?\s*[:=]/,
  imports:
    /^\s*(?:import\b|from\s+\S+\s+import\b|use\s|const .*\brequire\(|\}\s*from\b|#include\b|package\s)/,
  sentences: /["'`](?:[^"'`\s]* +){3}[^"'`\s]/,
  settings: /\b(?:default|option|config|deprecat|param|argument|setting|experimental|flag|env)/i,
  warnings: /\bdeprecat|\bwarn\(|\bexperimental|\bunstable|\bbreaking\b/i,
} as const satisfies Readonly<Record<string, RegExp>>;
type LineKind = keyof typeof LINE_KINDS;
const KINDS = Object.entries(LINE_KINDS) as readonly (readonly [LineKind, RegExp])[];

/** How many lines a change adds and takes away, of what kinds, and in what files; in this order. */
export const EDIT_FEATURES = [
  "addedLines",
  "removedLines",
  /** From -1, where lines only go, to 1. */
  "growth",
  ...KINDS.map(([name]) => `added ${name}` as const),
  ...KINDS.map(([name]) => `removed ${name}` as const),
  "edits",
  "linesOfEdit",
  "sourceLines",
  "sourceFiles",
  "toolSettings",
  "manifests",
  "examples",
  "configuration",
] as const;

/** Of a file and of a change no more lines are read, and of a line no more letters. */
const MAX_OF_FILE = 400;
const MAX_LINES = 3_000;
const MAX_LINE = 300;

const configuration = /\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|properties|xml)$/i;

/** What sort of file a path is for `EDIT_FEATURES`. Only the lines of sources are told apart. */
function sortOf(path: Path): "toolSettings" | "manifests" | "examples" | "configuration" | "sourceFiles" {
  if (isToolSetting(path)) return "toolSettings";
  if (isManifest(path)) return "manifests";
  if (isExample(path)) return "examples";
  return configuration.test(path) ? "configuration" : "sourceFiles";
}

/** `EDIT_FEATURES` of some changes: numbers on a logarithmic scale, shares as they are. Linear in the changed files' lines. */
export function editFeaturesOf(changes: readonly FileChange[]): number[] {
  const sorts = { sourceFiles: 0, toolSettings: 0, manifests: 0, examples: 0, configuration: 0 };
  const added = new Count();
  const removed = new Count();
  let edits = 0;
  let lines = 0;
  let ofSources = 0;
  for (const { path, before, after, hunks } of changes) {
    const sort = sortOf(path);
    sorts[sort]++;
    edits += hunks.length;
    const changed = hunks.reduce((sum, { oldCount, newCount }) => sum + oldCount + newCount, 0);
    lines += changed;
    if (sort === "sourceFiles") ofSources += changed;
    if (sort !== "sourceFiles" && sort !== "examples") continue;
    removed.read(
      before,
      hunks.map(({ oldStart, oldCount }) => [oldStart, oldCount]),
    );
    added.read(
      after,
      hunks.map(({ newStart, newCount }) => [newStart, newCount]),
    );
  }
  const all = Math.max(1, changes.length);
  return [
    logOf(added.lines),
    logOf(removed.lines),
    (added.lines - removed.lines) / Math.max(1, added.lines + removed.lines),
    ...added.counts.map(logOf),
    ...removed.counts.map(logOf),
    logOf(edits),
    logOf(added.lines / Math.max(1, edits)),
    ofSources / Math.max(1, lines),
    logOf(sorts.sourceFiles),
    sorts.toolSettings / all,
    sorts.manifests / all,
    sorts.examples / all,
    sorts.configuration / all,
  ];
}

/** How many lines there are of each kind. */
class Count {
  lines = 0;
  /** By `KINDS`. */
  readonly counts = KINDS.map(() => 0);

  /** @param runs of lines in the text: the first one, from 1 on, and how many */
  read(text: string | undefined, runs: readonly (readonly [from: number, count: number])[]): void {
    if (text === undefined || !runs.some(([, count]) => count > 0)) return;
    let left = Math.min(MAX_OF_FILE, MAX_LINES - this.lines);
    const [last = 0, more = 0] = runs.at(-1) ?? [];
    const lines = splitLines(text, last + more);
    for (const [from, count] of runs) {
      for (let at = from; at < from + count && left > 0; at++) {
        const line = (lines[at - 1] ?? "").slice(0, MAX_LINE);
        if (line.trim() === "") continue;
        left--;
        this.lines++;
        KINDS.forEach(([, kind], k) => {
          if (kind.test(line)) this.counts[k]!++;
        });
      }
    }
  }
}

function logOf(count: number): number {
  return Math.log1p(count) / 6;
}
