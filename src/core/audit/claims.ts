import type { Written } from "../evidence/ground.ts";
import type { PathIndex } from "../evidence/paths.ts";
import type { FileChange } from "../model/change.ts";
import type { Path } from "../model/place.ts";
import { isProtocolDocument } from "../protocol/recognise.ts";
import { isNormative } from "../protocol/words.ts";
import type { Audit, AuditRow } from "./audit.ts";

/** So many sentences that say what must be done make a document a protocol. */
const DEMANDS = 5;

/** A document that claims something of the change. */
export interface ClaimingDocument {
  readonly audit: Audit;
  readonly text: string;
  /** The phase whose document it is; absent for a document that the change only touched. */
  readonly phase?: number;
  /** What files said when its lines were written, as far as that is known. */
  readonly written?: Written;
}

/** What was claimed of a change, and what claims are held against. Plain values. */
export interface Claims {
  /** The change's own documents first. */
  readonly documents: readonly ClaimingDocument[];
  /** Every file of the after tree, with the names that files had before. */
  readonly index: PathIndex;
  /** The texts of the files that are named, beside the changed ones. */
  readonly texts: ReadonlyMap<Path, string | undefined>;
}

/** Whether a text may hold an audit or a trace at all. Cheap: most Markdown is left alone after this. */
export function mayClaim(text: string): boolean {
  return (
    /\[(?:FILE|WHY|DIFF)\]/.test(text) ||
    /\b(?:audit|rubric)\b/i.test(text) ||
    (/\bevidence\b/i.test(text) && /\b(?:result|status|pass)\b/i.test(text))
  );
}

/**
 * What an audit that a change wrote into a document of the repository claims of it: the rows and blocks
 * on changed lines. Anything less plain than a table with results and evidence, or a `[FILE]` block with
 * its `[WHY]`, is no audit there: a list of TODOs in a README claims nothing. Protocols hold examples.
 */
export function claimedByChange(audit: Audit, { hunks, after = "" }: FileChange): Audit | undefined {
  const written = (line: number): boolean =>
    hunks.some(({ newStart, newCount }) => line >= newStart && line < newStart + newCount);
  const tables = audit.tables.filter(
    ({ kind, place, columns }) =>
      (kind === "audit" || kind === "rubric") &&
      columns.some((column) => /\b(?:evidence|proof|file:line)\b/i.test(column)) &&
      linesOf(place.line, place.endLine).some(written),
  );
  const inTables = ({ place }: AuditRow): boolean =>
    tables.some((table) => place.line >= table.place.line && place.line <= (table.place.endLine ?? 0));
  const rows = audit.rows.filter(inTables);
  const traces = audit.traces.filter(
    ({ why, diff, place }) => (why !== "" || diff !== undefined) && written(place.line),
  );
  const claims = rows.some(({ verdict }) => verdict !== undefined) || traces.length > 0;
  if (!claims || isProtocol(after)) return undefined;
  const gaps = rows.length > 0 ? audit.gaps : [];
  return { ...audit, tables, rows, traces, gaps, logs: [] };
}

/** A report has an audit and a rubric as a protocol has; it does not tell people what they must do. */
function isProtocol(text: string): boolean {
  const demands = text.split("\n").filter((line) => isNormative(line.slice(0, 400)));
  return demands.length >= DEMANDS && isProtocolDocument(text);
}

function linesOf(first: number, last = first): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Whether nobody has begun a row: it was scaffolded and left. */
export function isBegun({ result, claims, evidence, followUp }: AuditRow): boolean {
  const said = [result, evidence, followUp].some((cell) => cell !== undefined && isSaid(cell.text));
  return said || claims.some(({ claim }) => claim.is !== "placeholder");
}

function isSaid(text: string): boolean {
  return !/^[\s.…_–—-]*$/.test(text);
}
