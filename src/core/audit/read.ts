import { looksLikeFile } from "../evidence/path-words.ts";
import type { PathIndex } from "../evidence/paths.ts";
import type { Path } from "../model/place.ts";
import type { Audit } from "./audit.ts";
import { gapBullets } from "./gaps.ts";
import { readBullets } from "./read-bullets.ts";
import { readLogFile, readLogs } from "./read-logs.ts";
import { readRows } from "./read-rows.ts";
import { readTraces } from "./read-traces.ts";
import { scanLines } from "./scan-lines.ts";
import { tablesIn } from "./tables.ts";

/**
 * Reads everything a text claims of a change: self-audit and rubric tables, lists of the same, commands
 * with outcomes, gaps, trace blocks, audit logs. Any Markdown, any hand; never throws. A text without any
 * of these gives an empty audit.
 * @param index the files of the tree, so that names without a line are told from words
 */
export function readAudit(path: Path, text: string, index?: PathIndex): Audit {
  const isFile = (written: string): boolean =>
    index !== undefined &&
    (written.endsWith("/")
      ? index.hasFolder(written)
      : (looksLikeFile(written) || written.includes("/")) && index.resolve(written).length > 0);
  const lines = scanLines(text);
  const { tables, rows, gaps } = readRows(path, tablesIn(path, lines), isFile);
  const listed = new Set(rows.map(({ place }) => place.line));
  const bullets = readBullets(path, lines, isFile).filter(({ place }) => !listed.has(place.line));
  const isLog = /\.(?:jsonl|ndjson|log)$/i.test(path);
  return {
    path,
    tables,
    rows: [...rows, ...bullets].sort((a, b) => a.place.line - b.place.line),
    gaps: [...gaps, ...gapBullets(path, lines)],
    traces: readTraces(path, lines),
    logs: isLog ? readLogFile(path, lines) : readLogs(path, lines),
  };
}

/** The files whose texts checking an audit needs. */
export function claimedPaths({ rows, traces }: Audit, index: PathIndex): Path[] {
  const written = [
    ...rows.flatMap(({ claims }) => claims.flatMap(({ claim }) => ("path" in claim ? [claim.path] : []))),
    ...traces.map(({ file }) => file),
  ];
  return [...new Set(written.flatMap((one) => index.resolve(one)))].sort();
}
