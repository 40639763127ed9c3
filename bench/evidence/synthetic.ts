import { anchoredText, anchorOf, findAnchor, readAnchor, splitLines, writeAnchor } from "#core";
import { randomFrom, unrelatedEdit, type Marked } from "./edits.ts";
import { scoreOf, type Score } from "./score.ts";

export interface SyntheticOptions {
  readonly edits: number;
  readonly rowsPerFile: number;
  readonly seed: number;
}

/** True rows in real files after made-up edits: insertions, deletions, rewordings, moves, reformatting. */
export function synthetic(
  texts: readonly string[],
  { edits, rowsPerFile, seed }: SyntheticOptions,
): { kept: Score; replaced: Score } {
  const random = randomFrom(seed);
  const all = texts.flatMap((text) => splitLines(text)).filter((line) => line.trim() !== "");
  const kept: ("right" | "elsewhere" | "lost")[] = [];
  const replaced: ("right" | "elsewhere" | "lost")[] = [];
  let ms = 0;
  for (const text of texts) {
    const lines = splitLines(text);
    // What is put in comes from other files: a copy of a row's own line would make two true places of one.
    const own = new Set(lines);
    const pool = all.filter((line) => !own.has(line));
    const telling = lines.flatMap((line, at) =>
      (line.match(/[\p{L}\p{N}]/gu) ?? []).length >= 4 ? [at] : [],
    );
    const chosen = new Set(
      Array.from({ length: rowsPerFile }, () => telling[Math.floor(random() * telling.length)] ?? -1).filter(
        (at) => at >= 0,
      ),
    );
    const before = anchoredText(text);
    const rows = [...chosen].flatMap((at) => {
      const anchor = anchorOf(before, at + 1);
      const known = anchor && readAnchor(writeAnchor(anchor));
      return known ? [{ at, anchor: known }] : [];
    });
    let edited: Marked[] = lines.map((line, at) => ({ text: line, ...(chosen.has(at) ? { mark: at } : {}) }));
    for (let k = 0; k < edits; k++) edited = unrelatedEdit(edited, random, pool);
    const now = anchoredText(edited.map((line) => line.text).join("\n"));
    const without = anchoredText(
      edited
        .map((line) =>
          line.mark === undefined ? line.text : `replaced_${line.mark}(${Math.floor(random() * 1e9)})`,
        )
        .join("\n"),
    );
    for (const { at, anchor } of rows) {
      const above = edited.slice(
        0,
        edited.findIndex(({ mark }) => mark === at),
      );
      const truth = 1 + above.reduce((count, entry) => count + entry.text.split("\n").length, 0);
      const started = performance.now();
      const found = findAnchor(anchor, now, at + 1);
      ms += performance.now() - started;
      kept.push(found.is !== "found" ? "lost" : found.line === truth ? "right" : "elsewhere");
      // The same row with its line rewritten: it must not be found there any more.
      const gone = findAnchor(anchor, without, at + 1);
      replaced.push(gone.is === "found" ? "elsewhere" : "right");
    }
  }
  return {
    kept: scoreOf(`${edits} synthetic edits, ${texts.length} files`, kept, ms, `seed ${seed}`),
    replaced: scoreOf(
      "rows whose own line was rewritten, not believed any more",
      replaced,
      0,
      "elsewhere = an equal line stands in the file",
    ),
  };
}
