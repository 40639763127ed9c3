import { splitLines } from "../diff/lines.ts";
import type { Entry } from "./read.ts";

/** A trace block in what an agent said: the file it is about and the fields it leaves out or empty. */
export interface Trace {
  readonly file: string;
  readonly missing: readonly string[];
  /** The transcript's line. */
  readonly line: number;
}

/** The trace blocks in a conversation. @param fields as the protocol writes them: `[FILE]`, `[WHY]`, `[DIFF]` */
export function tracesIn(entries: readonly Entry[], fields: readonly string[]): readonly Trace[] {
  const [first, ...others] = fields.map(nameOf);
  if (first === undefined) return [];
  return entries.flatMap((entry) => {
    if (entry.is !== "said") return [];
    const traces: { file: string; said: Set<string>; line: number }[] = [];
    let open: string | undefined;
    for (const line of splitLines(entry.text)) {
      const field = /^\s{0,6}(?:[-*]\s)?\**\[([^\]]{1,40})\]\**:?\s*(.*)$/.exec(line);
      const name = field ? nameOf(field[1]!) : undefined;
      const text = field ? field[2]!.trim() : line.trim();
      if (name === first) {
        traces.push({
          file: text.replace(/^[`"']/, "").replace(/[`"'\s]+$/, ""),
          said: new Set(),
          line: entry.line,
        });
        open = undefined;
      } else {
        if (name !== undefined) open = name;
        if (open !== undefined && text !== "" && !/^[`~]{3}/.test(text)) traces.at(-1)?.said.add(open);
      }
    }
    return traces.map(({ file, said, line }) => ({
      file,
      line,
      missing: fields.slice(1).filter((_, at) => !said.has(others[at]!)),
    }));
  });
}

function nameOf(field: string): string {
  return field.replaceAll(/[[\]]/g, "").trim().toLowerCase();
}
