/** A `path:line` or `path:line-line` in a text, with its columns (0-based, end exclusive). */
export interface EvidenceSpan {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly line: number;
  readonly endLine?: number;
}

/** One in a document; `documentLine` is 1-based. */
export interface EvidenceLink extends EvidenceSpan {
  readonly documentLine: number;
}

/**
 * A path has a slash or an extension (or is a file known by its bare name); `L` before a line number and
 * GitHub's `#L12-L20` are read too. Bounded, so that long lines cost no more than their length.
 */
const EVIDENCE =
  /(?<![\w@:/.\\-])((?:\.{0,2}\/)?(?:[\w@.+-]{1,80}\/){0,20}(?:[\w@+-][\w@.+-]{0,80}\.[A-Za-z]\w{0,9}|Dockerfile|Makefile|Jenkinsfile|Procfile|LICENSE))(?::|#L)(?:L)?(\d{1,7})(?:(?:-|–|:)(?:L)?(\d{1,7}))?(?![\w/])/g;

/** Characters of one line that are looked at. */
const LOOKED_AT = 4_000;

/** The evidence in one line. Web addresses are none. */
export function evidenceIn(line: string): EvidenceSpan[] {
  if (!/:L?\d|#L\d/.test(line)) return [];
  return [...line.slice(0, LOOKED_AT).matchAll(EVIDENCE)].flatMap((match) => {
    const [whole, path = "", from = "0", to] = match;
    const first = Number(from);
    const column = /:\d+:\d/.test(whole);
    const last = to === undefined || column ? undefined : Number(to);
    if (first < 1 || /^(?:www\.|localhost)/i.test(path) || isVersion(path)) return [];
    return [
      {
        start: match.index,
        end: match.index + whole.length,
        path,
        line: first,
        ...(last !== undefined && last > first ? { endLine: last } : {}),
      },
    ];
  });
}

/** A host with a port, `example.com:8080`, looks like evidence and is none. */
function isVersion(path: string): boolean {
  return !path.includes("/") && /\.(?:com|org|net|io|dev|local|internal|example|test)$/i.test(path);
}

/** Whether a text names at least one file with a line. */
export function hasLine(text: string): boolean {
  return evidenceIn(text).length > 0;
}

/** The evidence of a document where it counts: in table cells, code spans and list entries; not in code blocks. */
export function evidenceLinks(text: string): EvidenceLink[] {
  let fence: string | undefined;
  return text.split(/\r\n|\r|\n/).flatMap((line, at): EvidenceLink[] => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
      return [];
    }
    if (fence !== undefined) return [];
    return evidenceIn(line).map((span) => ({ ...span, documentLine: at + 1 }));
  });
}
