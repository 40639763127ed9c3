import type { Finding, TextEdit } from "../model/finding.ts";
import { placeOf } from "./document.ts";
import type { Linted } from "./linted.ts";
import { repairLine } from "./mojibake.ts";

/** How many edits one "whole document" fix carries at most. */
const MOST_EDITS = 5_000;

/** A run of neighbouring lines that are broken in the same way. */
interface BrokenLines {
  readonly line: number;
  readonly endLine: number;
  readonly garbled: string;
  readonly meant: string;
  readonly edits: readonly TextEdit[];
}

/** Text that was once read in the wrong encoding; the first finding also offers to repair all of it. */
export function lintEncoding({ read: { document } }: Linted): Finding[] {
  const broken: BrokenLines[] = [];
  for (const [at, raw] of document.rawLines.entries()) {
    const { repairs } = repairLine(raw);
    const [first] = repairs;
    if (!first) continue;
    const line = at + 1;
    const edits = repairs.map(({ start, end, text }): TextEdit => ({
      path: document.path,
      start: { line, column: start },
      end: { line, column: end },
      text,
    }));
    const last = broken.at(-1);
    const garbled = raw.slice(first.start, first.end);
    if (last && last.endLine === line - 1 && last.garbled === garbled)
      broken.splice(-1, 1, { ...last, endLine: line, edits: [...last.edits, ...edits] });
    else broken.push({ line, endLine: line, garbled, meant: first.text, edits });
  }
  const all = broken.flatMap(({ edits }) => edits);
  return broken.map(({ line, endLine, garbled, meant, edits }, at): Finding => ({
    rule: "protocol/encoding",
    severity: "warning",
    message: `“${garbled}” is “${meant}” read in the wrong encoding; Lockstep reads it repaired, repair the file too.`,
    place: placeOf(document, { line, endLine }),
    because: [],
    fixes: [
      { title: endLine > line ? "Repair encoding in these lines" : "Repair encoding in this line", edits },
      ...(at === 0 && broken.length > 1 && all.length <= MOST_EDITS
        ? [{ title: "Repair encoding in the whole document", edits: all }]
        : []),
    ],
  }));
}
